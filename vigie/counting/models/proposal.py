"""What a run would do otherwise than it stands, laid before a person; and how sure an incident is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.counting.models.pair import Pair
from vigie.counting.models.run import MatchRun
from vigie.directory.models import Account
from vigie.monitoring.models import LIVE, Incident, Link, Report

KINDS = [("join", _("Join two incidents")), ("divide", _("Divide an incident")), ("move", _("Move a report"))]
STATES = [
    ("open", _("open")),
    ("accepted", _("accepted")),
    ("declined", _("declined")),
    ("lapsed", _("lapsed")),
]


class ProposalQuerySet(models.QuerySet):
    def open(self) -> ProposalQuerySet:
        return self.filter(state="open")

    def fitting(self) -> ProposalQuerySet:
        """Whose incidents still stand in the register."""
        stands = models.Q(other=None) | models.Q(other__state__in=LIVE)
        return self.filter(stands, incident__state__in=LIVE)

    def waiting(self) -> ProposalQuerySet:
        """Open ones, that for which most speaks first."""
        return self.open().fitting().select_related("incident", "other", "run").order_by("-bits", "pk")

    def for_reading(self) -> ProposalQuerySet:
        links = models.Prefetch(
            "links",
            Link.objects.select_related("report__organisation").order_by("report__date_first", "report"),
        )
        ends = Incident.objects.prefetch_related(links)
        return self.select_related("run", "pair").prefetch_related(
            "leaving", models.Prefetch("incident", ends), models.Prefetch("other", ends)
        )


class Proposal(models.Model):
    """A difference between what stands and what the newest run finds. A person carries it out, or not.

    "join": `other` goes into `incident`. "divide": the reports `leaving` found an incident of their own.
    "move": the reports `leaving` go from `incident` to `other`. `pair` weighs most: accepting or declining
    is an answer about it, so that what was answered is not proposed again. `bits` say how much the run
    prefers what it proposes. Lapsed: the ground has changed since, and nobody needs to answer.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=KINDS)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    other = models.ForeignKey(Incident, models.CASCADE, null=True, related_name="+")
    leaving = models.ManyToManyField(Report, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    bits = models.FloatField()
    state = models.CharField(max_length=8, choices=STATES, default="open")
    effect = models.JSONField(default=dict)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    def fits(self) -> bool:
        """Whether the incidents still hold what the run found them to hold."""
        if not Proposal.objects.fitting().filter(pk=self.pk).exists():
            return False
        if self.kind == "join":
            return self._stands(self.pair.left_id, self.pair.right_id) == {self.incident_id, self.other_id}
        leaving = list(self.leaving.values_list("pk", flat=True))
        stays = Link.objects.filter(incident=self.incident_id).exclude(report__in=leaving).exists()
        return bool(leaving) and stays and self._stands(*leaving) == {self.incident_id}

    @staticmethod
    def _stands(*reports: int) -> set[int | None]:
        held = dict(Link.objects.filter(report__in=reports).values_list("report", "incident"))
        return {held.get(report) for report in reports}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "pair"], condition=models.Q(state="open"), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="divide", other=None)
                | (~models.Q(kind="divide") & ~models.Q(other=None)),
                name="proposal_names_the_other",
            ),
        ]
        indexes = [models.Index(fields=["state", "bits"])]


class Certainty(models.Model):
    """How likely it is that an incident holds just its reports: none too many, none of another incident."""

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True, related_name="+")
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="+")
    probability = models.FloatField()
