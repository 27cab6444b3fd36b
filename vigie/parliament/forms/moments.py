"""Days and hours as people write them."""

from __future__ import annotations

import re
from datetime import date, time

from django import forms
from django.utils.translation import gettext as _

from vigie.core.dates import NotADate, parse

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?(?:\s*min)?", re.IGNORECASE)


class WrittenDay(forms.CharField):
    """A day: "18 mars 2026", "18/03/2026", "2026-03-18"."""

    def clean(self, value: str) -> date | None:
        value = super().clean(value)
        if not value:
            return None
        try:
            when = parse(value)
        except (NotADate, ValueError):
            when = None
        if when is None or when.first != when.last:
            said = _("“%(written)s” is no day. Write it like 18 March 2026.")
            raise forms.ValidationError(said % {"written": value})
        return when.first

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, date) else value


class WrittenTime(forms.CharField):
    """An hour: "9 h 30", "9h", "09:30"."""

    def clean(self, value: str) -> time | None:
        value = super().clean(value)
        if not value:
            return None
        found = _CLOCK.fullmatch(value.strip())
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            said = _("“%(written)s” is no hour. Write it like 9 h 30.")
            raise forms.ValidationError(said % {"written": value})
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value
