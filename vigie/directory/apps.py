"""Tells Django that this room exists."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "vigie.directory"
