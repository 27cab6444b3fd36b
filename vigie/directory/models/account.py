"""Who signs in, who may read what is marked, and how often a password was wrong."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from vigie.access import ROLES
from vigie.directory.models.organisation import Organisation


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
    nobody. `key` is the fingerprint of the canonical text of mark and sets. Rows are made by
    `directory.audiences.audience` and never changed.
    """

    key = models.CharField(max_length=64, unique=True)
    tlp = models.CharField(max_length=20)
    owners = models.ManyToManyField(Organisation, related_name="+")
    partners = models.ManyToManyField(Organisation, related_name="+")
    readers = models.ManyToManyField(Account, related_name="+")

    def __str__(self) -> str:
        return f"{self.tlp} {self.key[:8]}"


class WrongTries(models.Model):
    """How often in a row a password was wrong for one name, and until when the next try waits.

    In the database, because every worker must see the same count and a restart must not forget it. `key`
    is a keyed hash: the table tells nobody which names were tried, and holds no network address.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
