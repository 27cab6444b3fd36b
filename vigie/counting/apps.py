"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"

    def ready(self) -> None:
        from vigie.counting.overlaps import panel
        from vigie.counting.waiting import pairs_waiting
        from vigie.web.masthead import WAITING
        from vigie.web.panels import PANELS

        WAITING["review"] = pairs_waiting
        PANELS["home"].append(panel.on_home)
        PANELS["incident"].append(panel.on_incident)
        PANELS["report"].append(panel.asking)
