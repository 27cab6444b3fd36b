"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"

    def ready(self) -> None:
        from vigie.counting.doubt import doubt_beside
        from vigie.counting.waiting import pairs_waiting
        from vigie.web.masthead import WAITING
        from vigie.web.sureness import BESIDE_COUNTS

        WAITING["review"] = pairs_waiting
        BESIDE_COUNTS.append(doubt_beside)
