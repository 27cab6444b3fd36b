"""Tells Django that this room exists, and other rooms' pages what waits here."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "vigie.sharing"

    def ready(self) -> None:
        from vigie.sharing.owed import owed_at_home, requests_waiting
        from vigie.sharing.waiting import on_home, unopened
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["shared-items"] = unopened
        WAITING["requests"] = requests_waiting
        PANELS["home"] += (on_home, owed_at_home)
