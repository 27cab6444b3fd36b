"""Monitor-days by month of a country or a region, as far as a reader may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min
from django.utils import timezone

from vigie import access
from vigie.monitoring.models import Outage
from vigie.places.models import Area


@dataclass(frozen=True)
class Scope:
    """Where effort is asked about: a region (P-code of level 1), a country, or everywhere.

    Never less than a region: in a district, a figure could tell where one person lives.
    """

    country: str = ""
    region: str = ""
    name: str = ""

    @classmethod
    def of(cls, country: str = "", area: Area | None = None) -> Scope:
        """The scope of a filter: the region around an area, or its country."""
        while area is not None and area.level > 1:
            area = area.parent
        if area is None or area.level == 0:
            code = area.country if area else country
            return cls(code, "", area.name if area else "")
        return cls(area.country, area.pcode, area.name)

    def narrow(self, rows):
        if self.region:
            return rows.in_region(self.region)
        return rows.in_country(self.country) if self.country else rows


EVERYWHERE = Scope()


@dataclass(frozen=True)
class Newcomer:
    """An organisation that began to report during the time shown."""

    organisation: str
    since: date


@dataclass(frozen=True)
class Worked:
    """Monitor-days by month; what began and what was cut meanwhile.

    `days`: first day of the month → monitor-days, from the first to the last month of which anybody speaks. A
    month between them without any is 0: silence. `told` is false where this reader may not be told.
    """

    scope: Scope
    days: dict[date, int]
    newcomers: tuple[Newcomer, ...] = ()
    outages: tuple[Outage, ...] = ()
    told: bool = True

    def in_month(self, day: date) -> int | None:
        """Monitor-days of the month of a day; None where nothing is known."""
        return self.days.get(day.replace(day=1))

    def in_year(self, year: int) -> int | None:
        known = [days for month, days in self.days.items() if month.year == year]
        return sum(known) if known else None


def worked(actor, scope: Scope, first: date, last: date) -> Worked:
    """What this actor may be told of the effort in a scope between two days."""
    seen = access.rows(actor, "see", "monitoring.MonitorDays")
    if access.role_of(actor) not in (*access.ANALYSTS, *access.OVERSEERS, "node"):
        return Worked(scope, {}, told=False)
    # Known up to the last month of which anybody speaks: what lies after it is not silence yet.
    until = min(last, known_until(actor))
    known = scope.narrow(seen).by_month()
    outages = scope.narrow(access.rows(actor, "see", "monitoring.Outage")).standing().between(first, last)
    return Worked(
        scope, _filled(known, first, until), tuple(_newcomers(actor, scope, first, last)),
        tuple(outages.select_related("area").order_by("first", "pk")),
    )  # fmt: skip


def known_until(actor) -> date:
    """The last day of the last month of which anybody speaks; of this month where nobody does."""
    seen = access.rows(actor, "see", "monitoring.MonitorDays").aggregate(last=Max("month"))
    return _end_of(seen["last"] or timezone.localdate())


def _end_of(month: date) -> date:
    return (month.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)


def _filled(known: dict[date, int], first: date, last: date) -> dict[date, int]:
    found, month = {}, max(min(known, default=last), first.replace(day=1))
    while known and month <= last:
        found[month] = known.get(month, 0)
        month = (month + timedelta(31)).replace(day=1)
    return found


def _newcomers(actor, scope: Scope, first: date, last: date):
    """Who began after the first month shown: as recorded, else as the first month with any effort tells.

    Whose effort is known from the first month of which anything is known may have watched long before.
    """
    recorded = access.rows(actor, "see", "monitoring.Participation").in_order()
    begun: dict[str, date] = {}
    for each in (scope.narrow(recorded) | recorded.filter(area=None)) if scope.country else recorded:
        begun.setdefault(each.organisation.name, each.since)
    seen = access.rows(actor, "see", "monitoring.MonitorDays").filter(days__gt=0)
    start = min(seen.by_month(), default=first)
    for name, month in _first_months(scope.narrow(seen)).items():
        if month > start:
            begun.setdefault(name, month)
    for name, since in sorted(begun.items(), key=lambda each: each[1]):
        if first.replace(day=1) < since.replace(day=1) <= last:
            yield Newcomer(name, since)


def _first_months(days) -> dict[str, date]:
    return dict(days.order_by().values_list("organisation__name").annotate(first=Min("month")))
