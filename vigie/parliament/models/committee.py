"""The rules by which a committee sits, as data with their source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Organisation

RULES = [
    ("majority", _("more than half of its members")),
    ("half", _("at least half of its members")),
    ("third", _("at least a third of its members")),
    ("number", _("a fixed number of members")),
]


def rule_on(rules: Iterable[Quorum], body: int, day: date) -> Quorum | None:
    """The rule of a body (its key) that is in force on a day, the newest first; None where nobody has entered one."""
    lasting = [
        each
        for each in rules
        if each.body_id == body
        and (each.since is None or each.since <= day)
        and (each.until is None or day <= each.until)
    ]
    return max(lasting, key=lambda each: (each.since or date.min, each.pk), default=None)


class Quorum(models.Model):
    """How many members a committee needs to sit, from when to when. A committee without one has no rule known.

    `to_verify` stays until somebody has held the rule against its source.
    """

    body = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=10, choices=RULES)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    to_verify = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rule="number", number__isnull=False)
                | (~models.Q(rule="number") & models.Q(number=None)),
                name="quorum_number_where_it_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.rule}"

    def needed(self, seats: int) -> int:
        """How many of `seats` members must be there."""
        if self.rule == "number":
            return self.number
        return {"majority": seats // 2 + 1, "half": -(-seats // 2), "third": -(-seats // 3)}[self.rule]
