"""Tells Django that this room exists."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "vigie.briefing"
