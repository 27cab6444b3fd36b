"""Tells Django that this room exists."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "vigie.counting"
