"""Site visits of a committee: planned, made, and with whom."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.core.withholding import LEAST
from vigie.directory.models import Account, Organisation
from vigie.parliament.models.checklist import Checklist
from vigie.parliament.models.seat import SEXES, Seat
from vigie.places.models import Area

ANNOUNCED = [("announced", _("announced")), ("unannounced", _("not announced")), ("", _("not decided"))]
VISIT_STATES = [
    ("planned", pgettext_lazy("visit", "planned")),
    ("made", pgettext_lazy("visit", "made")),
    ("cancelled", pgettext_lazy("visit", "cancelled")),
]
PHOTOS = [
    ("allowed", pgettext_lazy("photographs", "allowed")),
    ("forbidden", pgettext_lazy("photographs", "forbidden")),
    ("", _("not asked")),
]
DELEGATION_ROLES = [
    ("member", _("members")),
    ("staff", _("staff of the committee")),
    ("expert", _("experts")),
    ("interpreter", _("interpreters")),
]
# By role, never by name, and no rank that only one person holds there but the command itself.
MET_ROLES = [
    ("command", _("the command of the site")),
    ("officers", _("officers")),
    ("non_commissioned", _("non-commissioned officers")),
    ("ranks", _("other ranks and agents")),
    ("women_in_service", _("women in the service")),
    ("trainees", _("trainees")),
    ("health", _("health workers")),
    ("accounts", _("those who keep stores and accounts")),
    ("detained", _("people deprived of liberty")),
    ("families", _("families of members of the forces")),
    ("inhabitants", _("inhabitants of the area")),
    ("womens_groups", _("women's groups")),
    ("youth_groups", _("youth groups")),
    ("local_authorities", _("local and customary authorities")),
    ("civil_society", _("civil-society organisations")),
]
FINEST_LEVEL = (
    2  # region, or province, cercle, department: in a commune there is most often one site of a type
)


class SiteVisitQuerySet(models.QuerySet):
    def newest_first(self) -> SiteVisitQuerySet:
        return self.order_by("-starts_on", "-id")

    def for_listing(self) -> SiteVisitQuerySet:
        """With what a line of the list counts."""
        one = self.select_related("committee", "area", "checklist", "report").defer("area__outline")
        return one.prefetch_related("delegation", "findings")

    def for_reading(self) -> SiteVisitQuerySet:
        return self.for_listing().prefetch_related("delegation__seat", "met")

    def to_be_made(self) -> SiteVisitQuerySet:
        return self.filter(state="planned")


class SiteVisit(models.Model):
    """One visit of one site by one committee. `area` is a region or province: no position is ever kept.

    `number` is what the delegation types into the visit form, so that its record finds its visit. `risk_note` says
    who could suffer for having talked and what is done against it; it stays with the committee. How many serve at
    the site is kept nowhere: the checklist holds shares.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=9, choices=VISIT_STATES, default="planned")
    announced = models.CharField(max_length=11, choices=ANNOUNCED, blank=True)
    photos = models.CharField(max_length=9, choices=PHOTOS, blank=True)
    authorisation = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    risk_note = models.TextField(blank=True)
    planned_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SiteVisitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-starts_on", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_visit_number"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="site_visit_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.number}"

    @property
    def site_type(self) -> str:
        return self.checklist.site_type


class Delegates(models.Model):
    """Who went: a seat of the committee, or so many of a role and sex. A seat's row counts one."""

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="delegation")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=11, choices=DELEGATION_ROLES, default="member")
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "seat"], name="one_seat_in_a_delegation"),
            models.CheckConstraint(
                condition=models.Q(seat=None) | models.Q(number=1, role="member"), name="a_seat_counts_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.sex} {self.number}"


class Met(models.Model):
    """That people of a role were heard, and how many women and men where that points to nobody. No name.

    The two numbers are there only where each is zero or at least five (`core.withholding`): with a place and a role,
    a smaller one would point to a person. They stay with the committee; what leaves is a share.
    """

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="met")
    role = models.CharField(max_length=20, choices=MET_ROLES)
    alone = models.BooleanField(default=False)  # without their superiors in the room
    women = models.PositiveSmallIntegerField(null=True, blank=True)
    men = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "role"], name="a_role_is_met_once"),
            models.CheckConstraint(
                condition=models.Q(women=None, men=None)
                | (models.Q(women=0) | models.Q(women__gte=LEAST))
                & (models.Q(men=0) | models.Q(men__gte=LEAST)),
                name="few_who_were_heard_are_not_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.role
