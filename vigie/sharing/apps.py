"""Tells Django that this room exists, and other rooms' pages what waits here."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "vigie.sharing"

    def ready(self) -> None:
        from vigie.sharing.waiting import on_home, unopened
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["shared-items"] = unopened
        PANELS["home"].append(on_home)
