"""How each committee of a framework stood to what it declares or undertakes, said by its chair."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account, Organisation
from vigie.parliament.models.declaration import Declaration
from vigie.parliament.models.roadmap import Roadmap, RoadmapItem

POSITIONS = [
    ("signed", pgettext_lazy("sign-off", "Signed")),
    ("reservation", pgettext_lazy("sign-off", "Signed with a reservation")),
    ("dissent", pgettext_lazy("sign-off", "Not signed: dissent")),
]


class SignOff(models.Model):
    """One committee's word on a declaration or on a roadmap; a reservation or a dissent with its own words.

    `points` are those of the roadmap which a committee that signs does not share: nobody expects it to carry them out.
    """

    declaration = models.ForeignKey(Declaration, models.PROTECT, null=True, related_name="signoffs")
    roadmap = models.ForeignKey(Roadmap, models.PROTECT, null=True, related_name="signoffs")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    position = models.CharField(max_length=12, choices=POSITIONS)
    text = models.TextField(blank=True)
    points = models.ManyToManyField(RoadmapItem, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(declaration=None, roadmap__isnull=False)
                | models.Q(declaration__isnull=False, roadmap=None),
                name="signs_one_paper",
            ),
            models.UniqueConstraint(fields=["declaration", "body"], name="one_sign_off_of_a_body"),
            models.UniqueConstraint(fields=["roadmap", "body"], name="one_sign_off_of_a_roadmap"),
            models.CheckConstraint(
                condition=models.Q(position="signed") | ~models.Q(text=""), name="who_differs_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id or self.roadmap_id} {self.body_id} {self.position}"
