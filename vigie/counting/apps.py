"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"

    def ready(self) -> None:
        from vigie.counting.waiting import pairs_waiting
        from vigie.web.masthead import WAITING

        WAITING["review"] = pairs_waiting
