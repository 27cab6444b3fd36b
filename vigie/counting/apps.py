"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"

    def ready(self) -> None:
        from vigie.counting.views import to_review_count
        from vigie.web.masthead import WAITING

        WAITING["review"] = to_review_count
