"""Partial dates in words, for the templates of this room."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from vigie.directory import wording
from vigie.web.templatetags.vigie import raised

register = template.Library()


@register.filter
def dated(partial: str) -> SafeString:
    """ "2026-03" → "mars 2026"; nothing where there is no date."""
    return raised(wording.dated(partial))


@register.simple_tag
def lasting(start: str, end: str) -> SafeString:
    """A time between two partial dates, either of which may be open."""
    return raised(wording.lasting(start, end))
