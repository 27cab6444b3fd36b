"""What was estimated of the incidents that nobody reported, and all that it stands on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.counting.models.run import MatchRun
from vigie.places.models import Area

VERDICTS = [("interval", _("interval")), ("at_least", _("at least")), ("refused", _("no estimate"))]
# What a stratum holds: everything, one quarter, one area, one broad type, one country × year × broad type, or
# several of these taken together because they do not bear an interval alone.
KINDS = [("whole", _("everything")), ("period", _("period")), ("area", _("area")), ("type", _("type")),
         ("cell", _("area, period and type")), ("pool", _("cells taken together"))]  # fmt: skip


class EstimateRunQuerySet(models.QuerySet):
    def newest(self) -> EstimateRun | None:
        """The last one that came to its end."""
        return self.exclude(ended_at=None).order_by("-pk").first()


class EstimateRun(models.Model):
    """One run of the estimation, with everything needed to say how it came to its result.

    `lists` are the organisations compared, in the order of the bits of a pattern: [{"slug", "name"}, …].
    What a reader may be told of depends on who may read it: `readers` lists what that rests on, and counts
    name its places: [[audiences of the reports compared], audience of the incident, its state].
    `tallies` are the incidents by the lists that hold them: [[pattern, reader, incidents], …].
    `sampled` says how many incidents of the register are held for each audience and state, and how many there
    would be in each sampled clustering: [[audience, state, held, [count, …]], …].
    """

    match_run = models.ForeignKey(MatchRun, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)
    lists = models.JSONField(default=list)
    readers = models.JSONField(default=list)
    tallies = models.JSONField(default=list)
    sampled = models.JSONField(default=list)

    objects = EstimateRunQuerySet.as_manager()


class EstimateQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> EstimateQuerySet:
        return self.filter(kind=kind).order_by("pk")

    def with_places(self) -> EstimateQuerySet:
        return self.select_related("area", "run", "answered_by").defer("area__outline")


class Estimate(models.Model):
    """What the overlaps say of one stratum. `low` and `high` bound 95 % of what is believed.

    `patterns` counts incidents by the lists of the run that hold them (entry 0, held by none, is 0); `held`
    by who may read them: [[reader of the run, incidents], …]. `answered_by` is the wider stratum that speaks
    for a refused one.
    """

    run = models.ForeignKey(EstimateRun, models.CASCADE, related_name="estimates")
    kind = models.CharField(max_length=8, choices=KINDS)
    country = models.CharField(max_length=2, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    event_type = models.CharField(max_length=40, blank=True)

    patterns = models.JSONField(default=list)
    held = models.JSONField(default=list)
    observed = models.PositiveIntegerField()
    # Of a period, the share of organisation-weeks in which something was told; of an area, the share of
    # organisation-months in which monitors were at work there.
    effort = models.FloatField(null=True)
    verdict = models.CharField(max_length=8, choices=VERDICTS)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    reasons = models.JSONField(default=list)  # [{"code", "params"}, …]
    signs = models.JSONField(default=dict)  # what the verdict looked at: core.estimation.Signs as data
    by_model = models.JSONField(default=list)  # [{"code", "low", "best", "high", …}, …]
    answered_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = EstimateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "kind"])]
