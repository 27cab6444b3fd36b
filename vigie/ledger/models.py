"""The log of acts, and what this installation is."""

from __future__ import annotations

from django.db import models


class Node(models.Model):
    """This installation. There is one row; a fictional node says so on every page and in every file."""

    name = models.CharField(max_length=200, default="Vigie")
    reference_prefix = models.CharField(max_length=4, default="LG")
    fictional = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def here(cls) -> Node:
        return cls.objects.first() or cls()

    def __str__(self) -> str:
        return self.name


class EntryQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> EntryQuerySet:
        return self.filter(label=subject._meta.label, object_id=str(subject.pk))

    def newest_first(self) -> EntryQuerySet:
        return self.order_by("-id")


class Entry(models.Model):
    """One act: who did what to which object, and why. The database refuses to change or delete it.

    The actor is an opaque account identifier with the role and organisation held at that moment, so
    that a later change of job rewrites nothing.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    organisation = models.CharField(max_length=80, blank=True)
    act = models.CharField(max_length=60)
    label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    because = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["label", "object_id", "id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.act} {self.label} {self.object_id}"
