"""Who was heard, by role; and what was contributed to a session of a forum."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.parliament.models.attendance import CAME_AS
from vigie.parliament.models.seat import AGE_BANDS, SEXES
from vigie.parliament.models.sitting import AgendaItem, Sitting

HEARD_AS = [
    ("minister", pgettext_lazy("witness", "minister")),
    ("official", pgettext_lazy("witness", "official")),
    ("force", pgettext_lazy("witness", "agent of a force")),
    ("expert", pgettext_lazy("witness", "expert")),
    ("civil_society", pgettext_lazy("witness", "civil society")),
    ("authority", pgettext_lazy("witness", "customary or religious authority")),
    ("citizen", pgettext_lazy("witness", "citizen")),
]
# Whose name is never written: soldiers who talk and citizens who complain have been punished for it.
NAMELESS = ("force", "citizen", "authority")


class Witness(models.Model):
    """A person who was heard. A name is kept of those who speak in office or in public, and of nobody else."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="witnesses")
    role = models.CharField(max_length=13, choices=HEARD_AS)
    function = models.CharField(max_length=200, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    age_band = models.CharField(max_length=8, choices=AGE_BANDS, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=NAMELESS) | models.Q(name=""),
                name="no_name_of_who_may_be_punished",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.institution}"


class Contribution(models.Model):
    """What somebody brought to a session of a forum: by role, country and sex, never by name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="contributions")
    session = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=13, choices=CAME_AS)
    institution = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=3, default="fr")

    class Meta:
        ordering = ["session__position", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.text[:40]}"
