"""The pictures of estimates, each with the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.counting.faces.estimate import EstimatedStratum, list_names
from vigie.counting.showing import Combined, Shown
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.estimated import by_row
from vigie.web.pictures.estimated import over_time as columns
from vigie.web.pictures.upset import Combination, upset

NAMED = 3
# What no picture of combinations needs: rows beyond these are in the table.
MOST_ROWS = 18


def overview(shown: Shown) -> Picture | None:
    """The whole register on one line."""
    whole = EstimatedStratum.of(shown.whole)
    if whole.observed is None:
        return None
    said = _("%(observed)s incidents observed; estimated: %(estimated)s.")
    figures = {"observed": words.number(whole.observed), "estimated": whole.estimated}
    return by_row([whole.drawn(_("Observed and estimated"))], said % figures)


def over_time(periods: Sequence[EstimatedStratum]) -> Picture | None:
    """Quarter by quarter, under the year's number."""
    if not periods:
        return None
    ordered = sorted(periods, key=lambda each: each.first)
    steps = [each.drawn(str(each.first.year)) for each in ordered]
    return columns(steps, _("By quarter, observed and estimated: %(said)s.") % {"said": _said(ordered)})


def by_area(areas: Sequence[EstimatedStratum]) -> Picture | None:
    """Each country, and below it its regions."""
    if not areas:
        return None
    rows = [each.drawn(inner=each.is_region) for each in areas]
    return by_row(rows, _("By area, observed and estimated: %(said)s.") % {"said": _said(areas)})


def combinations(names: Sequence[str], found: Sequence[Combined]) -> Picture | None:
    """The picture of who holds what together."""
    if not found:
        return None
    rows = [Combination(each.members, each.count) for each in found[:MOST_ROWS]]
    ranked = [each for each in found if each.members][:NAMED]
    said = "; ".join(
        f"{', '.join(names[place] for place in each.members)} {words.number(each.count)}" for each in ranked
    )
    return upset(
        names,
        rows,
        _("Incidents by the organisations that hold them, most of all: %(said)s.") % {"said": said},
    )


def _said(strata: Sequence[EstimatedStratum]) -> str:
    """The strata with most incidents in words, and how many verdicts of each kind there are."""
    ranked = sorted((each for each in strata if each.observed), key=lambda each: -each.observed)[:NAMED]
    told = [f"{each.name} {words.number(each.observed)} ({each.estimated})" for each in ranked]
    return "; ".join([*told, *_verdicts([each.verdict for each in strata])])


def _verdicts(verdicts: Sequence[str]) -> list[str]:
    counted = {code: verdicts.count(code) for code in ("interval", "at_least", "refused")}
    phrases = {
        "interval": ngettext("%(n)s interval", "%(n)s intervals", counted["interval"]),
        "at_least": ngettext("%(n)s lower bound", "%(n)s lower bounds", counted["at_least"]),
        "refused": ngettext("%(n)s refused", "%(n)s refused", counted["refused"]),
    }
    return [phrases[code] % {"n": words.number(count)} for code, count in counted.items() if count]


@dataclass(frozen=True)
class RunInWords:
    """What a run stood on."""

    made: datetime
    lists: tuple[str, ...]
    clusterings: int
    seed: int
    matched: datetime | None
    held: int
    low: int
    high: int

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


def run(shown: Shown) -> RunInWords:
    """The run, with the incidents that this reader sees counted in each sampled clustering."""
    each = shown.run
    held, draws = shown.sight.sampled(each.sampled)
    low, high = interval_of(held, draws)
    return RunInWords(
        each.ended_at, tuple(list_names(each.lists)), each.parameters.get("clusterings", 0),
        each.parameters.get("seed", 0), each.match_run.ended_at if each.match_run else None, held, low, high,
    )  # fmt: skip


def interval_of(held: int, draws: Sequence[int]) -> tuple[int, int]:
    """Between which numbers of incidents 95 % of the sampled clusterings lie; what is held is always inside."""
    if not draws:
        return held, held
    ranked = sorted(draws)
    cut = round(0.025 * len(ranked))
    return min(held, ranked[cut]), max(held, ranked[-1 - cut])
