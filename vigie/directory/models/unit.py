"""Units of security forces: under whom, commanded by whom, and where, each dated and sourced."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.standards import actor_kinds
from vigie.directory.models.entry import check_dates
from vigie.directory.models.organisation import Person, Post
from vigie.places.models import Area

CERTAINTIES = [
    ("documented", gettext_lazy("documented")),
    ("presumed", gettext_lazy("presumed")),
    ("possible", gettext_lazy("possible")),
    ("unknown", gettext_lazy("not known")),
]


class Unit(models.Model):
    """A unit of a security force. `kind` is a kind of standards/actors.yaml.

    The empty country is a force of several countries.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=40)
    external_id = models.CharField(max_length=80, blank=True)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind not in actor_kinds():
            said = {"said": self.kind, "known": ", ".join(actor_kinds())}
            raise ValidationError({"kind": _("“%(said)s” is no known kind. Known are: %(known)s.") % said})


class UnitLink(models.Model):
    """A unit stands under another during a time. Open where a bound is empty.

    Never under a unit of another country: such links have shown foreign commanders as superiors
    (security-force-monitor/sfm-cms#486). A joint force has no country of its own and may stand above.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="superiors")
    superior = models.ForeignKey(Unit, models.CASCADE, related_name="subordinates")
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(unit=models.F("superior")), name="not_its_own_superior"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.superior_id}"

    def clean(self) -> None:
        check_dates(self, "start_date", "end_date")
        if self.superior.country not in ("", self.unit.country):
            raise ValidationError(
                {
                    "superior": _(
                        "%(superior)s and %(unit)s are of two countries. A unit never stands under another "
                        "country’s; if there is a joint force, enter it without a country."
                    )
                    % {"superior": self.superior.name, "unit": self.unit.name}
                }
            )


class Command(models.Model):
    """Who is said to command a unit, from when to when. Says nothing about what anybody did.

    `first_cited` and `last_cited` bound what sources show; `is_start` and `is_end` tell whether those are
    the true beginning and end. With no person, only the post is known.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="commands")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="commands")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    first_cited = models.CharField(max_length=10, blank=True)
    last_cited = models.CharField(max_length=10, blank=True)
    is_start = models.BooleanField(default=False)
    is_end = models.BooleanField(default=False)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first_cited} … {self.last_cited}"

    def clean(self) -> None:
        check_dates(self, "first_cited", "last_cited")
        if self.person is None and self.post is None:
            raise ValidationError(_("Name the person or the post that commands: one of the two is needed."))


class Positioning(models.Model):
    """Where a unit is said to be based or to operate, during a time. By area; no exact point is kept."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="positions")
    kind = models.CharField(
        max_length=6, choices=[("base", gettext_lazy("base")), ("aoo", gettext_lazy("area of operations"))]
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)  # as the source names it
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.area_id}"

    def clean(self) -> None:
        check_dates(self, "start_date", "end_date")
