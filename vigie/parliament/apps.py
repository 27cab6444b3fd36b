"""Tells Django that this room exists, and the first page what members of committees are expected at."""

from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    name = "vigie.parliament"

    def ready(self) -> None:
        from vigie.parliament.coming import upcoming_panel
        from vigie.web.panels import PANELS

        PANELS["home"].append(upcoming_panel)
