"""Codes of this room in the reader's words."""

from __future__ import annotations

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vigie.core.command import Reason
from vigie.core.partial_dates import span
from vigie.core.standards import actor_kinds, body_kinds, body_powers, organisation_kinds
from vigie.web import words


def dated(partial: str) -> str:
    found = span(partial)
    return words.when(found) if found else ""


def lasting(start: str, end: str) -> str:
    if start and end:
        if start == end:
            return dated(start)
        return _("%(first)s – %(last)s") % {"first": dated(start), "last": dated(end)}
    if start:
        since = _("since %(first)s") if _is_a_day(start) else pgettext("month or year", "since %(first)s")
        return since % {"first": dated(start)}
    if end:
        until = _("until %(last)s") if _is_a_day(end) else pgettext("month or year", "until %(last)s")
        return until % {"last": dated(end)}
    return _("no date known")


def _is_a_day(partial: str) -> bool:
    # French puts an article before a day, and none before a month or a year.
    return len(partial) == len("2026-03-18")


def organisation_kind(code: str) -> str:
    return organisation_kinds()[code][_spoken()] if code in organisation_kinds() else code


def body_kind(code: str) -> str:
    return body_kinds()[code][_spoken()] if code in body_kinds() else code


def body_power(code: str) -> str:
    return body_powers()[code][_spoken()] if code in body_powers() else code


def unit_kind(code: str) -> str:
    return getattr(actor_kinds()[code], _spoken()) if code in actor_kinds() else code


def _spoken() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


COUNTRIES = {"BF": "Burkina Faso", "ML": "Mali", "NE": "Niger"}


def country(code: str) -> str:
    return COUNTRIES.get(code, code) if code else _("several countries")


def why(reason: Reason) -> str:
    """Why an answer about command is as it is, in one sentence."""
    return _WHY[reason.code]() % {"first": dated(reason.first), "last": dated(reason.last)}


_WHY = {
    "cited_that_day": lambda: _("Cited on that very day."),
    "in_term": lambda: _("Sources give the beginning (%(first)s) and the end (%(last)s) of the command."),
    "cited_before_and_after": lambda: _("Cited before (%(first)s) and after (%(last)s)."),
    "same_holder_both_sides": lambda: _(
        "Cited before (%(first)s) and after (%(last)s), nobody else between."
    ),
    "cited_before": lambda: _("Cited only before, last on: %(last)s. May have left since."),
    "cited_after": lambda: _("Cited only after, first on: %(first)s. May not have come yet."),
    "dates_too_rough": lambda: _("The dates known (%(first)s, %(last)s) are too rough to tell."),
    "undated": lambda: _("Cited without any date."),
    "nothing_known": lambda: _("No source that we hold says it."),
    "succeeded": lambda: _("Last cited: %(last)s. Another holder was cited since, before the date asked."),
    "preceded": lambda: _("First cited: %(first)s. Another holder was still cited after the date asked."),
    "ended_before": lambda: _("The command had ended: %(last)s."),
    "began_after": lambda: _("The command had not begun: %(first)s."),
}
