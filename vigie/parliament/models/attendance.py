"""Who was there, by reason code; and how many came who have no seat."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.sitting import Sitting

REASONS = [
    ("present", pgettext_lazy("attendance", "present")),
    ("late", pgettext_lazy("attendance", "came late")),
    ("left_early", pgettext_lazy("attendance", "left early")),
    ("apologies", pgettext_lazy("attendance", "apologies")),
    ("absent", pgettext_lazy("attendance", "absent without notice")),
    ("replaced", pgettext_lazy("attendance", "replaced by")),
]
THERE = ("present", "late", "left_early")
# Those for whom a seat counts towards the quorum: in person, or by a substitute.
FILLED = (*THERE, "replaced")

CAME_AS = [
    ("delegate", _("Delegates of a parliament")),
    ("official", _("Officials")),
    ("force", _("Agents of forces")),
    ("civil_society", _("Civil society")),
    ("authority", _("Customary and religious authorities")),
    ("expert", _("Experts and study centres")),
    ("citizen", _("Citizens")),
    ("organiser", _("Organisers")),
]
# Who speaks in an office that is public. Of all others a small number, or the name of an association, may point to
# one person.
IN_OFFICE = ("delegate", "official", "expert", "organiser")


class AttendanceQuerySet(models.QuerySet):
    def by_seat(self) -> AttendanceQuerySet:
        """In the order of the committee: its posts first, then by name."""
        ranked = [models.When(seat__post=code, then=number) for number, (code, _name) in enumerate(POSTS)]
        rank = models.Case(*ranked, default=len(POSTS), output_field=models.IntegerField())
        return self.select_related("seat").order_by(rank, "seat__holder", "pk")

    def there(self) -> AttendanceQuerySet:
        return self.filter(reason__in=THERE)

    def elsewhere_during(self, sitting: Sitting) -> AttendanceQuerySet:
        """Presences recorded in other sittings that overlap with this one."""
        at_once = Sitting.objects.standing().exclude(pk=sitting.pk)
        at_once = at_once.overlapping(
            sitting.opened_at or sitting.starts_at, sitting.closed_at or sitting.ends_at
        )
        return (
            self.there()
            .filter(sitting__in=at_once.values("pk"))
            .select_related("sitting__body", "seat__body")
        )


class Attendance(models.Model):
    """One seat at one sitting. Whether attendance was recorded at all stands on the sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=REASONS)
    replaced_by = models.CharField(max_length=200, blank=True)
    substitute_sex = models.CharField(max_length=6, choices=SEXES, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "seat"], name="one_attendance_for_a_seat"),
            models.CheckConstraint(
                condition=models.Q(reason="replaced") | models.Q(replaced_by="", substitute_sex=""),
                name="a_substitute_where_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.reason}"


class Headcount(models.Model):
    """How many people of one role, country, sex and age band came to a sitting: a delegation, a public. No names."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="headcounts")
    role = models.CharField(max_length=13, choices=CAME_AS)
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    age_band = models.CharField(max_length=8, choices=AGE_BANDS, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["role", "country", "sex", "age_band", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.country} {self.number}"
