"""What is recommended, to whom, on what evidence, and in what it lives on."""

from __future__ import annotations

import uuid
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation
from vigie.sharing.models import Terms

STATES = [
    ("draft", _("Draft")),
    ("issued", pgettext_lazy("recommendation", "Issued")),
    ("withdrawn", pgettext_lazy("recommendation", "Withdrawn")),
    ("closed", pgettext_lazy("recommendation", "Closed")),
    ("merged", pgettext_lazy("recommendation", "Merged")),
    ("split", pgettext_lazy("recommendation", "Split")),
]
KINDS = [
    ("law", _("Law and regulation")),
    ("budget", _("Budget")),
    ("operation", _("Conduct of operations")),
    ("personnel", _("Personnel")),
    ("procurement", _("Procurement")),
    ("gender", _("Gender")),
    ("equipment", _("Equipment and premises")),
    ("information", _("Information of parliament")),
    ("relations", _("Relations with the population")),
    ("other", pgettext_lazy("recommendation", "Other")),
]
SOURCES = [
    ("report", _("Report of a committee")),
    ("visit", _("Site visit")),
    ("hearing", _("Hearing")),
    ("audit", _("Audit")),
    ("guide", _("Question of the guide")),
    ("forum", _("Forum")),
    ("council", _("Council")),
    ("citizens", _("Citizens")),
]
CLOSINGS = [
    ("done", _("Carried out, and verified")),
    ("overtaken", _("Overtaken by events")),
    ("replaced", _("Taken up by a new recommendation")),
    ("refused", _("Refused for good")),
    ("unverifiable", _("Cannot be verified")),
]


class RecommendationQuerySet(models.QuerySet):
    """Recommendations, in the words of those who follow them."""

    def live(self) -> RecommendationQuerySet:
        return self.filter(state="issued")

    def unanswered(self) -> RecommendationQuerySet:
        """Issued, and without a response."""
        return self.live().filter(~Exists(_said("followup.Response")))

    def response_late(self, today: date) -> RecommendationQuerySet:
        """Unanswered, and past the day."""
        return self.unanswered().filter(response_due__lt=today)

    def implementation_late(self, today: date) -> RecommendationQuerySet:
        """Past the day, and by then nobody had verified that it is completed."""
        completed = Exists(_said("followup.Verification").filter(verified_status="completed"))
        return self.live().filter(~completed, implementation_due__lt=today)

    def late(self, today: date) -> RecommendationQuerySet:
        late = models.Q(pk__in=self.response_late(today).values("pk"))
        return self.filter(late | models.Q(pk__in=self.implementation_late(today).values("pk")))

    def with_statuses(self) -> RecommendationQuerySet:
        """With `claim` and `finding`: the last claimed and the last verified status; "" where there is none.

        As `core.followup` reckons them: who named an action and reports nothing on it has planned.
        """
        planned = Case(
            When(Exists(_said("followup.Action", "recommendations")), then=Value("planned")),
            default=Value(""),
        )
        return self.annotate(
            claim=Coalesce(_last("followup.Progress", "claimed_status"), planned),
            finding=Coalesce(_last("followup.Verification", "verified_status"), Value("")),
        )

    def to_verify(self) -> RecommendationQuerySet:
        """Issued, with something claimed since anybody last looked."""
        looked = Exists(_said("followup.Verification").filter(on__gte=OuterRef("claimed_on")))
        claimed = self.live().annotate(claimed_on=_last("followup.Progress", "on"))
        return claimed.filter(~looked, claimed_on__isnull=False)

    def for_listing(self) -> RecommendationQuerySet:
        """With all that a line of the list says, in a fixed number of queries."""
        return self.select_related("body", "addressee", "terms").prefetch_related(
            "responses", "progress", "verifications", "actions"
        )

    def newest_first(self) -> RecommendationQuerySet:
        return self.order_by("-pk")


def _said(label: str, by: str = "recommendation") -> models.QuerySet:
    return apps.get_model(label).objects.filter(**{by: OuterRef("pk")})


def _last(label: str, field: str) -> Subquery:
    return Subquery(_said(label).order_by("-on", "-pk").values(field)[:1])


class Recommendation(models.Model):
    """What a body asks of another, and how one will see that it is done.

    It belongs to the institution, not to the legislature: `body` changes when another inherits it. `done_target` of
    `done_out_of` `done_unit` ("8 of 10 market days") is the measure where it can be counted. The ledger says who did
    what to it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, blank=True)  # empty: of several
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=KINDS)
    gender_note = models.TextField(blank=True)
    done_when = models.TextField(blank=True)
    done_target = models.PositiveIntegerField(null=True, blank=True)
    done_out_of = models.PositiveIntegerField(null=True, blank=True)
    done_unit = models.CharField(max_length=80, blank=True)
    source_kind = models.CharField(max_length=12, choices=SOURCES)
    source_label = models.CharField(
        max_length=60, blank=True
    )  # of `evidence.SOURCES`, with the key of one row
    source_key = models.CharField(max_length=80, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True, blank=True)
    adoption = models.CharField(max_length=300, blank=True)  # the vote, the minutes and their page
    response_due = models.DateField(null=True, blank=True)
    implementation_due = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=12, choices=CLOSINGS, blank=True)
    ending_words = models.CharField(max_length=300, blank=True)  # why, and the vote

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "addressee"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_target=None) | Q(done_out_of__gte=models.F("done_target")),
                name="no_more_done_than_there_is",
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Evidence(models.Model):
    """Something that a recommendation stands on, by the name and key that its own room gave it.

    No foreign key: rooms above have what is referred to, and `evidence.SOURCES` asks them what a reader may see.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="evidence")
    label = models.CharField(max_length=60)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "label", "key"], name="one_evidence")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.key}"


class Trace(models.Model):
    """That one recommendation lives on in another: both keep the link, so that no address leads nowhere."""

    earlier = models.ForeignKey(Recommendation, models.PROTECT, related_name="onward")
    later = models.ForeignKey(Recommendation, models.PROTECT, related_name="origins")
    how = models.CharField(max_length=8, choices=[("merged", _("Merged")), ("split", _("Split"))])
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_trace"),
            models.CheckConstraint(condition=~Q(earlier=models.F("later")), name="leads_beyond_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.how} {self.later_id}"
