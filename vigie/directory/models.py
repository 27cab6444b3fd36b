"""Organisations, people, posts and accounts (Popolo terms), and security forces with dated command."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.access import ROLES
from vigie.places.models import Area

CERTAINTIES = [
    ("documented", _("documented")),
    ("presumed", _("presumed")),
    ("possible", _("possible")),
    ("unknown", _("not known")),
]


class Organisation(models.Model):
    """A body of people: an observatory, a committee, a ministry, a study centre, a force.

    `is_member` tells whether it belongs to the platform whose members share TLP:GREEN.
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
    default_tlp = models.CharField(max_length=20, default="TLP:AMBER+STRICT")
    sources = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in. One role in one organisation; no names: a person may not be listed here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=80, unique=True)
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="fr")
    shortcuts = models.BooleanField(default=True)  # WCAG 2.1.4: keys can be switched off
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username


class Audience(models.Model):
    """Who may read something: a TLP mark and the sets it speaks of; equal audiences share one row.

    There are few of them, so that "what may I read" is a question about a handful of keys. Empty sets mean
    nobody. `key` is the canonical text of mark and sets.
    """

    key = models.CharField(max_length=400, unique=True)
    tlp = models.CharField(max_length=20)
    owners = models.ManyToManyField(Organisation, related_name="+")
    partners = models.ManyToManyField(Organisation, related_name="+")
    readers = models.ManyToManyField(Account, related_name="+")


class Person(models.Model):
    """A person in public office or command, as sources name them."""

    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sources = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A position that exists whoever holds it."""

    label = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.label


class Membership(models.Model):
    """A person in an organisation or post, during a time given as partial ISO dates."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    sources = models.JSONField(default=list)


class Unit(models.Model):
    """A unit of a security force. `kind` is a kind of standards/actors.yaml."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=40)
    external_id = models.CharField(max_length=80, blank=True)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class UnitLink(models.Model):
    """A unit stands under another during a time. First and last cited; open where a bound is empty."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="superiors")
    superior = models.ForeignKey(Unit, models.CASCADE, related_name="subordinates")
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)


class Command(models.Model):
    """Who is said to command a unit, from when to when. Says nothing about what anybody did.

    `first_cited` and `last_cited` bound what sources show; `is_start` and `is_end` tell whether those are
    the true beginning and end.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="commands")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    first_cited = models.CharField(max_length=10, blank=True)
    last_cited = models.CharField(max_length=10, blank=True)
    is_start = models.BooleanField(default=False)
    is_end = models.BooleanField(default=False)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)


class Positioning(models.Model):
    """Where a unit is said to be based or to operate, during a time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="positions")
    kind = models.CharField(max_length=6, choices=[("base", _("base")), ("aoo", _("area of operations"))])
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    start_date = models.CharField(max_length=10, blank=True)
    end_date = models.CharField(max_length=10, blank=True)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default="possible")
    sources = models.JSONField(default=list)
