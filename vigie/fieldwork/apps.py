"""Tells Django that this room exists."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "vigie.fieldwork"
