"""Tells Django that this room exists."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "vigie.followup"
