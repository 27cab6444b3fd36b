"""Tells Django that this room exists."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "vigie.sharing"

    def ready(self) -> None:
        from vigie.sharing.owed import owed_at_home, requests_waiting
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["requests"] = requests_waiting
        PANELS["home"].append(owed_at_home)
