"""Bodies over time: what each was, on what basis and with which powers, and who took over from whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.standards import body_kinds, body_powers
from vigie.directory.models.entry import check_dates
from vigie.directory.models.organisation import Organisation

HOW = [
    ("succeeded", gettext_lazy("replaced")),
    ("merged", gettext_lazy("merged into another")),
    ("renamed", gettext_lazy("renamed")),
    ("dissolved", gettext_lazy("dissolved")),
]


class Standing(models.Model):
    """What a body is during a time: its type, the text it rests on, and what that text lets it do.

    `kind` and `powers` are codes of standards/bodies.yaml; the dates are partial ISO dates, open where empty. No power
    is assumed: what is not listed is not known to be there. A committee without a standing of its own has that of
    the body it belongs to.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=20)
    legal_basis = models.CharField(max_length=300)
    powers = models.JSONField(default=list, blank=True)
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.start_date}"

    def clean(self) -> None:
        check_dates(self, "start_date", "end_date")
        _check_code("kind", self.kind, body_kinds())
        if not isinstance(self.powers, list):
            raise ValidationError({"powers": _("Powers are a list of codes.")})
        for power in self.powers:
            _check_code("powers", power, body_powers())


class Succession(models.Model):
    """That a body ended or was replaced, on which day and by which act. No successor: nobody has taken over yet.

    What was open before the older body passes to the successor only by an act of the room that holds it: the
    record says who adopted and who inherited.
    """

    earlier = models.ForeignKey(Organisation, models.PROTECT, related_name="successors")
    later = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    how = models.CharField(max_length=12, choices=HOW)
    date = models.CharField(max_length=10)  # partial ISO date
    legal_act = models.CharField(max_length=300)
    sources = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(later=None) | ~models.Q(earlier=models.F("later")),
                name="nobody_succeeds_itself",
            ),
            models.UniqueConstraint(fields=["earlier", "later"], name="one_succession_of_bodies"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.how} {self.later_id or ''}"

    def clean(self) -> None:
        check_dates(self, "date", "date")
        if self.later_id and self.later_id == self.earlier_id:
            raise ValidationError({"later": _("A body does not succeed itself. Name another, or none yet.")})
        if self.later_id is None and self.how != "dissolved":
            raise ValidationError(
                {"later": _("Name the body that took over, or say that this one was dissolved.")}
            )


def _check_code(field: str, code: str, known: dict) -> None:
    if code not in known:
        said = {"said": code, "known": ", ".join(known)}
        raise ValidationError({field: _("“%(said)s” is not known here. Known are: %(known)s.") % said})
