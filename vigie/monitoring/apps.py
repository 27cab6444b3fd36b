"""Tells Django that this room exists."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "vigie.monitoring"
