"""What a count has to be divided by: who was at work, where and when, and what stood in the way."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation
from vigie.places.models import Area

OUTAGES = [
    ("network", _("telephone network cut")),
    ("power", _("electricity cut")),
    ("roads", _("roads closed")),
    ("ban", _("movement or telephones forbidden")),
    ("other", _("something else")),
]


def in_region(pcode: str, path: str = "area") -> Q:
    """Rows whose area is the region of this P-code or lies in it, on any map."""
    above = (path, f"{path}__parent", f"{path}__parent__parent")
    return (
        Q(**{f"{above[0]}__pcode": pcode})
        | Q(**{f"{above[1]}__pcode": pcode})
        | Q(**{f"{above[2]}__pcode": pcode})
    )


class PlacedQuerySet(models.QuerySet):
    """Rows with an area."""

    def in_country(self, country: str) -> PlacedQuerySet:
        return self.filter(area__country=country)

    def in_region(self, pcode: str) -> PlacedQuerySet:
        """In a region of level 1, by its P-code, on any map."""
        return self.filter(in_region(pcode))


class MonitorDaysQuerySet(PlacedQuerySet):
    def in_months(self, first: date, last: date) -> MonitorDaysQuerySet:
        return self.filter(month__gte=first.replace(day=1), month__lte=last)

    def newest_first(self) -> MonitorDaysQuerySet:
        return self.select_related("area").order_by("-month", "pk")

    def by_month(self) -> dict[date, int]:
        """First day of the month → monitor-days, over everything here."""
        summed = self.order_by().values_list("month").annotate(total=models.Sum("days"))
        return dict(summed)


class MonitorDays(models.Model):
    """On how many days an organisation's monitors were at work in an area during a month, added up.

    A monitor counts once a day, by whatever channel, also for saying that nothing happened. Who they were and on
    which days is not kept here. `reckoned` comes from what arrived; `stated` is the organisation's own figure,
    where it kept one, and then counts instead. `days` is the one that counts. `area` is a province, cercle or
    department at the finest; empty where nobody said. `by_channel`: {"phone": 12, "sms": 3}; a day with two
    channels stands in both.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    month = models.DateField()
    days = models.PositiveIntegerField()
    reckoned = models.PositiveIntegerField(null=True)
    stated = models.PositiveIntegerField(null=True)
    by_channel = models.JSONField(default=dict)
    reckoned_at = models.DateTimeField(auto_now=True)

    objects = MonitorDaysQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "area", "month"], name="one_effort"),
            models.UniqueConstraint(
                fields=["organisation", "month"], condition=Q(area=None), name="one_effort_anywhere"
            ),
        ]
        indexes = [models.Index(fields=["month", "area"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.area_id} {self.month:%Y-%m}: {self.days}"


class OutageQuerySet(PlacedQuerySet):
    def standing(self) -> OutageQuerySet:
        return self.filter(withdrawn_at=None)

    def between(self, first: date, last: date) -> OutageQuerySet:
        """That touch these days; one without an end lasts."""
        return self.filter(Q(last=None) | Q(last__gte=first), first__lte=last)

    def with_area(self) -> OutageQuerySet:
        return self.select_related("area")

    def newest_first(self) -> OutageQuerySet:
        return self.order_by("-first", "-pk")


class Outage(models.Model):
    """A time in which an area could not report as usual. `source` says who tells of it, and names no person."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # that recorded it
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=OUTAGES)
    first = models.DateField()
    last = models.DateField(null=True)
    source = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OutageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="outage_days_order"
            ),
            models.UniqueConstraint(
                fields=["organisation", "area", "kind", "first"],
                condition=Q(withdrawn_at=None),
                name="one_outage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.area_id} {self.first}"


class ParticipationQuerySet(PlacedQuerySet):
    def in_order(self) -> ParticipationQuerySet:
        return self.select_related("organisation", "area").order_by("since", "organisation__name", "pk")


class Participation(models.Model):
    """Since when an organisation reports from an area (empty: from wherever it is), and until when."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="participation_days_order"
            ),
            models.UniqueConstraint(fields=["organisation", "area", "since"], name="one_participation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.since}"
