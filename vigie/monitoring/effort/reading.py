"""What a trend may and may not be taken to mean, in sentences: the count beside the effort behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.core.rates import RateChange, rate_change
from vigie.monitoring.effort.worked import EVERYWHERE, Newcomer, Scope, Worked, known_until, worked
from vigie.monitoring.models import Outage
from vigie.web import words
from vigie.web.sureness import Beside

COMPARED = 3  # months, against as many before
# A change of effort by less than a fifth explains no change that one would notice.
LESS, MORE = 0.8, 1.25
LATEST = 3  # newcomers, and outages, that a sentence names; the desk lists all


@dataclass(frozen=True)
class Span:
    """Months together: incidents counted in them, and monitor-days worked."""

    months: int
    count: int
    days: int


@dataclass(frozen=True)
class Reading:
    """The later months against those before. `change`: for the same effort; None where nothing was counted."""

    before: Span
    after: Span
    change: RateChange | None

    @property
    def less_effort(self) -> bool:
        return self.after.days <= LESS * self.before.days

    @property
    def more_effort(self) -> bool:
        return self.after.days >= MORE * self.before.days

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(filter(None, (self._effort(), self._caution(), self._rate())))

    def _effort(self) -> str:
        said = ngettext(
            "Effort: %(after)s monitor-days in the last month, %(before)s in the one before.",
            "Effort: %(after)s monitor-days in the last %(n)s months, %(before)s in the %(n)s before.",
            self.after.months,
        )
        after, before = words.number(self.after.days), words.number(self.before.days)
        return said % {"after": after, "before": before, "n": self.after.months}

    def _caution(self) -> str:
        if self.less_effort and self.after.count < self.before.count:
            return _("Fewer incidents came with less effort. Fewer incidents does not mean more calm.")
        if self.less_effort:
            return _("There was less effort than before: what happened may have gone untold.")
        if self.more_effort and self.after.count > self.before.count:
            return _("More incidents came with more effort. More incidents told does not mean more violence.")
        return ""

    def _rate(self) -> str:
        if self.change is None or not (self.less_effort or self.more_effort):
            return ""
        low = words.number(self.change.low, 1)
        if self.change.high is None:
            return _("For the same effort there are at least %(low)s times as many as before.") % {"low": low}
        ends = {"low": low, "high": words.number(self.change.high, 1)}
        if self.change.is_clear:
            return (
                _("For the same effort there are between %(low)s and %(high)s times as many as before.")
                % ends
            )
        said = _(
            "For the same effort no change can be told: between %(low)s and %(high)s times as many as before."
        )
        return said % ends


def read_effort(
    steps: Sequence[tuple[date, int]], worked: Worked, *, incomplete: bool = False
) -> Reading | None:
    """Compare the last complete months with as many before. `steps`: first day of each month and its count.

    None where the effort of two months is not known.
    """
    complete = steps[:-1] if incomplete else steps
    known = [(count, worked.days[first]) for first, count in complete if first in worked.days]
    length = min(COMPARED, len(known) // 2)
    if not length:
        return None
    before, after = _span(known[-2 * length : -length]), _span(known[-length:])
    return Reading(before, after, rate_change(before.count, before.days, after.count, after.days))


def _span(months: Sequence[tuple[int, int]]) -> Span:
    return Span(len(months), sum(count for count, _days in months), sum(days for _count, days in months))


def effort_of(actor, scope: Scope = EVERYWHERE) -> Beside:
    """The effort beside a count that is no trend: the last months of which anything is known, and those before."""
    last = known_until(actor)
    found = worked(actor, scope, _back(last, 2 * COMPARED - 1), last)
    months = list(found.days.values())
    length = min(COMPARED, len(months) // 2)
    if not length:
        return beside_effort(found, None)
    before, after = months[-2 * length : -length], months[-length:]
    spans = (Span(length, 0, sum(each)) for each in (before, after))
    return beside_effort(found, Reading(*spans, None))


def _back(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


@dataclass(frozen=True)
class EffortBeside:
    """The effort beside a count: sentences, and those of them that warn."""

    sentences: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def beside_effort(worked: Worked, reading: Reading | None) -> Beside:
    """The effort as a part of what stands beside a count, on the page and in files."""
    found = _told(worked, reading)
    notes = tuple((_("Effort of reporting"), said) for said in (*found.sentences, *found.warnings))
    return Beside("monitoring/_effort.html", found, notes)


def _told(worked: Worked, reading: Reading | None) -> EffortBeside:
    if not worked.told:
        return EffortBeside((_("The effort of reporting is shown to analysts and to those who oversee."),))
    if not worked.days:
        return EffortBeside(
            (_("The effort of reporting is not known for this time: nobody has recorded it."),)
        )
    sentences = [_where(worked)] if worked.scope.region else []
    warnings = [_began(each) for each in worked.newcomers[-LATEST:]]
    warnings += [_cut(each) for each in worked.outages[-LATEST:]]
    if reading is not None:
        sentences.append(reading.sentences[0])
        warnings = [*reading.sentences[1:], *warnings]
    else:
        total = words.number(sum(worked.days.values()))
        sentences.append(_("Effort: %(days)s monitor-days in all.") % {"days": total})
    return EffortBeside(tuple(sentences), tuple(warnings))


def _where(worked: Worked) -> str:
    return _("Effort is told for whole regions: %(region)s.") % {"region": worked.scope.name}


def _began(each: Newcomer) -> str:
    said = _("%(organisation)s has been reporting since %(month)s: a rise may be its messages alone.")
    return said % {"organisation": each.organisation, "month": words.month(each.since)}


def _cut(each: Outage) -> str:
    what = {
        "kind": each.get_kind_display(), "area": each.area.name, "first": words.day(each.first),
        "source": each.source, "last": words.day(each.last) if each.last else "",
    }  # fmt: skip
    if each.last is None:
        return _("%(area)s: %(kind)s since %(first)s (%(source)s).") % what
    return _("%(area)s: %(kind)s from %(first)s to %(last)s (%(source)s).") % what
