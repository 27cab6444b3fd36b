"""What stands near a report: its best matches, and everything that it was compared with."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from django.utils.translation import gettext as _

from vigie.core.pairing.traits import KM_PER_DEGREE, place_of
from vigie.core.written import from_data
from vigie.counting.faces.question import what_of
from vigie.counting.models import Pair
from vigie.counting.nearby import Neighbour
from vigie.monitoring.models import Report
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.nearby import Mark, nearby
from vigie.web.tables import column

DRAWN = 12  # reports in the picture; the table has all


def in_a_hundred(probability: float) -> int:
    """Chances in a hundred; never 0 or 100, since nothing here is certain."""
    return min(99, max(1, round(100 * probability)))


@dataclass(frozen=True)
class Match:
    """One of the likeliest counterparts of a report, as stored."""

    pair: int
    uuid: str
    organisation: str
    what: str
    percent: int

    @classmethod
    def of(cls, pair: Pair, report: Report) -> Match:
        other = pair.right if pair.left_id == report.pk else pair.left
        chances = in_a_hundred(pair.probability)
        return cls(pair.pk, str(other.uuid), other.organisation.name, what_of(other), chances)


@dataclass(frozen=True)
class BestMatches:
    """The best match of a report and the runners-up."""

    uuid: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class NearReport:
    """One report that another one was compared with."""

    number: int = column("Number", "#meta+number")
    report: str = column("Report", "#meta+id")
    organisation: str = column("Organisation", "#org")
    what: str = column("What it tells of", "#event")
    date: str = column("Date", "#date")
    km: float | None = column("Kilometres", "#indicator+km")
    days: int = column("Days", "#indicator+days")
    probability: float = column("Probability", "#indicator+probability")
    together: str = column("Same incident", "#status")

    @classmethod
    def of(cls, numbered: tuple[int, Neighbour, bool]) -> NearReport:
        number, near, together = numbered
        when = from_data(near.report.statement).when
        return cls(
            number, str(near.report.uuid), near.report.organisation.name, what_of(near.report), words.when(when),
            None if near.km is None else round(near.km, 1), near.days, round(near.probability, 4),
            _("yes") if together else _("no"),
        )  # fmt: skip

    @property
    def percent(self) -> int:
        return in_a_hundred(self.probability)


def picture_of(report: Report, near: list[Neighbour]) -> Picture:
    """The report in the middle of what is likeliest and near."""
    marks = [_mark(0, report, report, 1.0)]
    marks += [
        _mark(number, report, each.report, each.probability)
        for number, each in enumerate(near[:DRAWN], start=1)
    ]
    sentence = _("%(n)s messages near this one, by place and by day; the likelier the same, the darker.")
    return nearby(marks, sentence % {"n": len(marks) - 1})


def _mark(number: int, centre: Report, report: Report, share: float) -> Mark:
    when = from_data(report.statement).when
    east = north = None
    if None not in (centre.lat, centre.lon, report.lat, report.lon):
        east = (report.lon - centre.lon) * KM_PER_DEGREE * cos(radians(centre.lat))
        north = (report.lat - centre.lat) * KM_PER_DEGREE
    spots = from_data(report.statement).spots
    radius = place_of(spots[0]).radius_km if spots else 0.0
    return Mark(number, east, north, radius, when.first.toordinal(), when.last.toordinal(), share)
