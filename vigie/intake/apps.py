"""Tells Django that this room exists."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "vigie.intake"
