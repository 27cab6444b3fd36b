"""Pairs of reports that may tell of one incident, and what people decided about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account
from vigie.monitoring.models import Report

STANDINGS = [("accepted", _("accepted")), ("to_review", _("to review")), ("rejected", _("rejected"))]
ANSWERS = [("same", _("The same")), ("different", _("Two incidents")), ("unsure", _("I don't know"))]


class PairQuerySet(models.QuerySet):
    def to_review(self) -> PairQuerySet:
        return self.filter(standing="to_review")

    def waiting_for(self, account: Account) -> PairQuerySet:
        """Pairs that nobody has settled and that this person has not answered yet, what is worth most first.

        A pair answered "I don't know" waits for somebody else.
        """
        answered = Decision.objects.filter(undone_at=None)
        settled = answered.exclude(answer="unsure").values("pair_id")
        own = answered.filter(account=account.pk).values("pair_id")
        return self.to_review().exclude(pk__in=settled).exclude(pk__in=own).worth_most_first()

    def worth_most_first(self) -> PairQuerySet:
        return self.order_by("-worth", "pk")

    def touching(self, reports) -> PairQuerySet:
        return self.filter(models.Q(left__in=reports) | models.Q(right__in=reports))

    def inside(self, incident) -> PairQuerySet:
        """Both of whose reports stand in this incident."""
        return self.filter(left__link__incident=incident, right__link__incident=incident)

    def at_the_edge_of(self, incident) -> PairQuerySet:
        """One of whose reports stands in this incident and the other in another."""
        one = models.Q(left__link__incident=incident) ^ models.Q(right__link__incident=incident)
        return self.filter(one)

    def of_reports(self, reports) -> PairQuerySet:
        return self.filter(left__in=reports, right__in=reports)

    def with_reports(self) -> PairQuerySet:
        sides = [
            f"{side}__{name}" for side in ("left", "right") for name in ("organisation", "link__incident")
        ]
        return self.select_related(*sides).prefetch_related(
            models.Prefetch("decisions", Decision.objects.filter(undone_at=None).order_by("-pk"))
        )


class Pair(models.Model):
    """Two reports compared, with the reasons. `left` has the smaller key.

    `worth` is how much an answer is expected to change published figures (`core.worth`).
    """

    left = models.ForeignKey(Report, models.CASCADE, related_name="+")
    right = models.ForeignKey(Report, models.CASCADE, related_name="+")
    bits = models.FloatField()
    probability = models.FloatField()
    evidence = models.JSONField(default=list)  # [{"reason": code, "params": {…}, "bits": float}]
    standing = models.CharField(max_length=10, choices=STANDINGS)
    worth = models.FloatField(default=0.0)
    compared_at = models.DateTimeField(auto_now=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="pair_left_before_right"
            ),
        ]
        indexes = [
            models.Index(fields=["standing", "bits"]),
            # The queue in its order, without sorting: see benchmarks/review.py.
            models.Index(fields=["standing", "-worth", "id"], name="pair_by_worth"),
        ]


class DecisionQuerySet(models.QuerySet):
    def standing(self) -> DecisionQuerySet:
        """Answers that were not undone and say something, oldest first: a later one overrules."""
        return self.filter(undone_at=None).exclude(answer="unsure").order_by("pk")

    def latest_of(self, account: Account) -> DecisionQuerySet:
        return self.filter(account=account.pk, undone_at=None).order_by("-pk")


class Decision(models.Model):
    """What one person answered about one pair. The newest that was not undone counts.

    `effect` keeps what the answer changed, for undoing.
    """

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="decisions")
    answer = models.CharField(max_length=10, choices=ANSWERS)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    because = models.TextField(blank=True)
    effect = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()
