"""Organisations, people, posts, and who belonged where during which time."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from vigie.core.standards import organisation_kinds
from vigie.core.statement import TLP
from vigie.directory.models.entry import check_dates


class OrganisationQuerySet(models.QuerySet):
    def by_kind(self) -> OrganisationQuerySet:
        """In the order of the code list, then by country and name."""
        order = [
            models.When(classification=code, then=models.Value(number))
            for number, code in enumerate(organisation_kinds())
        ]
        placed = models.Case(*order, default=models.Value(99), output_field=models.IntegerField())
        return self.annotate(place=placed).order_by("place", "country", "name", "pk")


class Organisation(models.Model):
    """A body of people: an observatory, a committee, a ministry, a study centre, a force.

    `is_member` tells whether it belongs to the platform whose members share TLP:GREEN.
    `classification` is a kind of standards/organisations.yaml.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    classification = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    founding_date = models.CharField(max_length=10, blank=True)  # partial ISO date
    dissolution_date = models.CharField(max_length=10, blank=True)
    is_member = models.BooleanField(default=False)
    default_tlp = models.CharField(
        max_length=20, default="TLP:AMBER+STRICT", choices=[(mark, mark) for mark in TLP]
    )
    # With whom it shares what it marks TLP:AMBER. One-sided: a partner decides about its own reports.
    partners = models.ManyToManyField("self", symmetrical=False, related_name="+", blank=True)
    sources = models.JSONField(default=list, blank=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        check_dates(self, "founding_date", "dissolution_date")
        if self.classification not in organisation_kinds():
            known = ", ".join(organisation_kinds())
            said = {"said": self.classification, "known": known}
            raise ValidationError(
                {"classification": _("“%(said)s” is no known kind. Known are: %(known)s.") % said}
            )


class Person(models.Model):
    """A person in public office or command, as sources name them."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sources = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A position that exists whoever holds it: in an organisation, or the command of a unit."""

    slug = models.SlugField(max_length=80, unique=True)
    label = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("directory.Unit", models.CASCADE, null=True, blank=True, related_name="+")
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(unit=None), name="post_of_one_body"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Membership(models.Model):
    """A person in an organisation or post, during a time given as partial ISO dates (empty: open)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id} {self.start_date}"

    def clean(self) -> None:
        check_dates(self, "start_date", "end_date")
