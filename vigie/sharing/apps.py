"""Tells Django that this room exists."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "vigie.sharing"
