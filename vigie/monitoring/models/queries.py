"""What one asks of the register, in the room's words.

Keys of extents and audiences are looked up first and given as literal lists: there are few, and with the
keys in hand both databases answer a count from an index alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Q

from vigie.core.standards import event_types_under, plain
from vigie.directory.models import Audience
from vigie.monitoring.models.words import Mentions
from vigie.places.models import Area, Extent, ExtentArea

# What the register shows. A withdrawn or merged incident has only its own page, as a tombstone.
LIVE = ("draft", "candidate", "corroborated", "contested", "refuted")
# Dates known no better than these cannot be put in one month, or in one week.
LONGER_THAN_A_MONTH = ("quarter", "year")
LONGER_THAN_A_WEEK = ("month", *LONGER_THAN_A_MONTH)


@dataclass(frozen=True)
class AreaCount:
    """Incidents that lie in an area, and those of which only part of the stated imprecision does."""

    area: Area
    inside: int = 0
    partly: int = 0


@dataclass(frozen=True)
class Counted:
    """Counts by something, and how many incidents are known too roughly to be counted by it.

    An incident may lie in several areas, so that areas can sum to more than there are incidents.
    """

    rows: list = field(default_factory=list)
    not_placed: int = 0


class IncidentQuerySet(models.QuerySet):
    """Incidents, narrowed by one question after another."""

    def live(self) -> IncidentQuerySet:
        return self.filter(state__in=LIVE)

    def in_state(self, state: str) -> IncidentQuerySet:
        return self.filter(state=state)

    def newest_first(self) -> IncidentQuerySet:
        return self.order_by("-date_first", "-id")

    def of_country(self, country: str) -> IncidentQuerySet:
        """In this country (ISO 3166-1 alpha-2), alone or with another."""
        written = Extent.objects.filter(countries__contains=country).values_list("countries", flat=True)
        return self.filter(countries__in=sorted({country, *written.distinct()}))

    def within(self, pcode: str, generation: str | None = None) -> IncidentQuerySet:
        """Surely in the area with this P-code, of the newest generation that has it, or of the one named.

        What may lie there in part is counted apart, by `counted_by_area`.
        """
        areas = Area.objects.filter(pcode=pcode).order_by("-generation__valid_from")
        area = (areas.filter(generation__name=generation) if generation else areas).first()
        return self.within_area(area) if area else self.none()

    def within_area(self, area: Area) -> IncidentQuerySet:
        keys = Extent.objects.within(area).values_list("pk", flat=True)
        return self.filter(extent__in=list(keys))

    def in_period(self, first: date | None = None, last: date | None = None) -> IncidentQuerySet:
        """That may have happened between two days (both included, either open).

        An incident known to the month may have happened on any day of its month.
        """
        found = self.filter(date_first__lte=last) if last else self
        return found.filter(date_last__gte=first) if first else found

    def of_type(self, code: str) -> IncidentQuerySet:
        """Of a type or of any type under it."""
        return self.filter(event_type__in=event_types_under(code))

    def of_actor_class(self, code: str) -> IncidentQuerySet:
        return self.filter(actor_class=code)

    def known_to(self, organisation) -> IncidentQuerySet:
        """That rest on a report of this organisation."""
        keys = Audience.objects.filter(owners=organisation).values_list("pk", flat=True)
        return self.filter(audience__in=list(keys))

    def mentioning(self, text: str) -> IncidentQuerySet:
        """Whose place, type or actor has words that begin with each of these. Without accents or case."""
        return self.filter(Mentions("pk", "words", text)) if plain(text) else self

    def mentioning_in_reports(self, text: str) -> IncidentQuerySet:
        """As `mentioning`, and in the narratives too: only for those who may read the reports."""
        return self.filter(Mentions("pk", "report_words", text)) if plain(text) else self

    def with_everything(self) -> IncidentQuerySet:
        """With what a page or a file shows of each incident, in a number of queries that does not grow."""
        return self.select_related("area", "extent", "audience", "merged_into").prefetch_related(
            "places__area", "units__unit", "links__report__organisation", "links__report__holds",
            "choices__report", "choices__by",
            "mergers__into", "absorbed__incident",
        )  # fmt: skip

    def for_listing(self) -> IncidentQuerySet:
        """With what one row of the register shows, and without the long texts that it does not."""
        return self.select_related("area", "audience").defer("tolls")

    def count_known(self) -> int:
        """Exactly how many."""
        return self.order_by().count()

    def counted_by_state(self) -> dict[str, int]:
        """Exactly how many in each live state; only those that there are."""
        # Not grouped: grouping leads SQLite to walk the states and read every row.
        each = {state: Count("pk", filter=Q(state=state)) for state in LIVE}
        return {state: count for state, count in self.order_by().aggregate(**each).items() if count}

    def counted_by_area(self, level: int, generations: Iterable) -> Counted:
        """Counts for each area of a level (1 region … 3 commune) in one generation for each country.

        An incident known only to a broader area is counted in no finer one.
        """
        by_extent = dict(self.order_by().values_list("extent").annotate(n=Count("pk")))
        members = ExtentArea.objects.filter(
            area__level=level, area__generation__in=list(generations), extent__in=[k for k in by_extent if k]
        )
        inside, partly, placed = Counter(), Counter(), set()
        for extent, area, share in members.values_list("extent", "area", "share"):
            placed.add(extent)
            (inside if share >= 1 else partly)[area] += by_extent[extent]
        areas = Area.objects.defer("outline").in_bulk({*inside, *partly})
        rows = [AreaCount(area, inside[key], partly[key]) for key, area in areas.items()]
        rows.sort(key=lambda row: (-row.inside, -row.partly, row.area.name))
        return Counted(rows, sum(n for extent, n in by_extent.items() if extent not in placed))

    def counted_by_month(self) -> Counted:
        """Counts for each month from the first to the last, empty ones included: [(first day, count)]."""
        days, not_placed = self._counted_by_day(LONGER_THAN_A_MONTH)
        months = Counter()
        for day, count in days.items():
            months[day.replace(day=1)] += count
        return Counted(_filled(months, lambda month: (month + timedelta(31)).replace(day=1)), not_placed)

    def counted_by_week(self) -> Counted:
        """Counts for each week from the first to the last: [(Monday, count)]."""
        days, not_placed = self._counted_by_day(LONGER_THAN_A_WEEK)
        weeks = Counter()
        for day, count in days.items():
            weeks[day - timedelta(day.weekday())] += count
        return Counted(_filled(weeks, lambda week: week + timedelta(7)), not_placed)

    def _counted_by_day(self, too_rough: tuple[str, ...]) -> tuple[dict[date, int], int]:
        # Grouped by day and folded here: the databases have no common, indexable word for month.
        days, not_placed = Counter(), 0
        grouped = self.order_by().values_list("date_first", "date_precision").annotate(n=Count("pk"))
        for day, precision, count in grouped:
            if precision in too_rough:
                not_placed += count
            else:
                days[day] += count
        return days, not_placed


def _filled(counts: Counter, after) -> list[tuple[date, int]]:
    """The counts in order, with a zero for each step in between that has none."""
    rows, step = [], min(counts, default=None)
    while step is not None and step <= max(counts):
        rows.append((step, counts[step]))
        step = after(step)
    return rows
