"""Tells Django that this room exists."""

from django.apps import AppConfig


class ParliamentConfig(AppConfig):
    name = "vigie.parliament"
