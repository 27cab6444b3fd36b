"""Everything near one report that its reader may read, as the engine compares it."""

from __future__ import annotations

from dataclasses import dataclass

from vigie import access
from vigie.core.pairing.places import km_apart
from vigie.core.pairing.traits import Place, place_of
from vigie.core.written import from_data
from vigie.monitoring.models import Report

MOST = 40  # neighbours in the table
LEAST_BITS = -40.0  # everything compared is shown, however unlike


@dataclass(frozen=True)
class Neighbour:
    """A report beside the one asked about: probability that both tell of one incident, and how far off it lies
    (None where one of them names no point).
    """

    report: Report
    probability: float
    km: float | None
    days: int


def neighbours(actor, report: Report) -> tuple[list[Neighbour], int]:
    """The likeliest first, and how many more were left out.

    What the reader may not read is left out before anything is compared: not even how much was near is told.
    """
    from vigie.counting.boards import board_near  # the engine is compiled: not loaded for other pages
    from vigie.counting.running import compared

    near = board_near([report.pk]).keys.tolist()
    seen = access.rows(actor, "see", "monitoring.Report").filter(pk__in=near, is_current=True)
    readable = seen.exclude(pk=report.pk).select_related("organisation", "link__incident").in_bulk()
    pairs = compared(sorted({*readable, report.pk}), floor=LEAST_BITS)
    likely = {(set(pair) - {report.pk}).pop(): p for pair, p in pairs.items() if report.pk in pair}
    found = [
        _neighbour(report, readable[key], probability)
        for key, probability in sorted(likely.items(), key=lambda item: (-item[1], item[0]))
    ]
    return found[:MOST], max(0, len(found) - MOST)


def _neighbour(report: Report, other: Report, probability: float) -> Neighbour:
    ours, theirs = from_data(report.statement), from_data(other.statement)
    return Neighbour(other, probability, _km(ours, theirs), ours.when.days_apart(theirs.when))


def _km(ours, theirs) -> float | None:
    pairs = [(here, there) for here in _points(ours) for there in _points(theirs)]
    return min((km_apart(here, there) for here, there in pairs), default=None)


def _points(said) -> list[Place]:
    return [place for spot in said.spots if (place := place_of(spot)).located]
