"""Tells Django that this room exists."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "vigie.alerts"
