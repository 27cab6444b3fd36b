"""Tells Django that this room exists."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "vigie.monitoring"

    def ready(self) -> None:
        from vigie.followup.evidence import SOURCES
        from vigie.monitoring import behind
        from vigie.web.panels import PANELS

        SOURCES[behind.LABEL] = behind.incident
        PANELS["incident"].append(behind.recommended)
        PANELS["incident-overseen"].append(behind.recommended)
