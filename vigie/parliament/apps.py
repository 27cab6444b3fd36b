"""Tells Django that this room exists."""

from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    name = "vigie.parliament"

    def ready(self) -> None:
        from vigie.followup.evidence import SOURCES
        from vigie.parliament.recommending import LABEL, finding_behind

        SOURCES[LABEL] = finding_behind
