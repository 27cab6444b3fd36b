"""Women and men: who sits, who was there last time, and how many recommendations speak of them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Section
from vigie.briefing.sections.answers import bodies, open_ones
from vigie.parliament.models import THERE
from vigie.parliament.women import Count3, counted
from vigie.web import words


def women_and_men(asked: Asked) -> Section:
    """One line each, with what it is a share of; what nobody recorded is said and counted with neither."""
    lines = (_seats(asked), _last_time(asked), _notes(asked))
    return Section(
        _("Women and men"),
        how=_("Members hold public office and are counted one by one."),
        lead=" ".join(line for line in lines if line),
    )


def _seats(asked: Asked) -> str:
    seats = asked.eyes.rows("parliament.Seat", "count").of_bodies(bodies(asked))
    told = counted(seats.on(timezone.localdate(asked.sitting.starts_at)))
    if not _anybody(told):
        return _("Nobody has written down who sits.")
    return f"{_('Women among those who sit: %(share)s.') % {'share': told.said}}{_unknown(told)}"


def _last_time(asked: Asked) -> str:
    """Members who were there at the last sitting; nothing where nobody wrote it down."""
    if asked.last is None:
        return ""
    there = asked.eyes.rows("parliament.Attendance", "count").filter(sitting=asked.last, reason__in=THERE)
    told = counted(asked.eyes.rows("parliament.Seat", "count").filter(pk__in=there.values("seat")))
    if not _anybody(told):
        return ""
    return (
        f"{_('Among those present at the last sitting: %(share)s.') % {'share': told.said}}{_unknown(told)}"
    )


def _notes(asked: Asked) -> str:
    found = open_ones(asked)
    count = found.count()
    if not count:
        return ""
    said = {"n": words.number(found.exclude(gender_note="").count()), "all": words.number(count)}
    return _("Open recommendations with a gender note: %(n)s of %(all)s.") % said


def _anybody(told: Count3) -> bool:
    return any((told.women, told.men, told.not_recorded))


def _unknown(told: Count3) -> str:
    if not told.not_recorded:
        return ""
    said = ngettext(
        " Of %(n)s the sex is not recorded.", " Of %(n)s the sex is not recorded.", told.not_recorded
    )
    return said % {"n": words.number(told.not_recorded)}
