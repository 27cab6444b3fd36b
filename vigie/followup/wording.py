"""Codes of this room in the reader's words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vigie.followup.models import recommendation as asked
from vigie.followup.models import thread
from vigie.web import codes, words

_STATES, _KINDS, _SOURCES = dict(asked.STATES), dict(asked.KINDS), dict(asked.SOURCES)
_CLOSINGS, _STATUSES = dict(asked.CLOSINGS), dict(thread.STATUSES)
_POSITIONS, _METHODS = dict(thread.POSITIONS), dict(thread.METHODS)


def state(code: str) -> str:
    return str(_STATES[code])


def kind(code: str) -> str:
    return str(_KINDS[code])


def source(code: str) -> str:
    return str(_SOURCES[code])


def closing(code: str) -> str:
    return str(_CLOSINGS[code]) if code else ""


def method(code: str) -> str:
    return str(_METHODS[code])


def status(code: str) -> str:
    """A status of the scale; "" where nothing was said."""
    return str(_STATUSES[code]) if code else ""


def position(code: str) -> str:
    """What was answered, also where nothing was."""
    if code == "no_reply":
        return pgettext("response", "No reply")
    if code == "awaited":
        return pgettext("response", "Awaited")
    return str(_POSITIONS[code]) if code else ""


def country(code: str) -> str:
    return codes.country(code) if code else _("several countries")


def day(one: date | None) -> str:
    return words.day(one) if one else ""


def late(days: int) -> str:
    if not days:
        return ""
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": words.number(days)}
