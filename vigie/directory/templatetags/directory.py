"""Partial dates in words, for the templates of this room."""

from __future__ import annotations

from django import template

from vigie.directory import wording

register = template.Library()


@register.filter
def dated(partial: str) -> str:
    """ "2026-03" → "mars 2026"; nothing where there is no date."""
    return wording.dated(partial)


@register.simple_tag
def lasting(start: str, end: str) -> str:
    """A time between two partial dates, either of which may be open."""
    return wording.lasting(start, end)
