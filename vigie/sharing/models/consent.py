"""A recipient asks to pass something on; the originator agrees or refuses."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation
from vigie.sharing.models.circle import Circle
from vigie.sharing.models.item import Item

ANSWERS = [("", _("waits for an answer")), ("agreed", _("agreed")), ("refused", _("refused"))]


class ConsentQuerySet(models.QuerySet):
    def waiting(self) -> ConsentQuerySet:
        return self.filter(answer="")

    def for_reading(self) -> ConsentQuerySet:
        persons = models.Prefetch(
            "circle__persons", Account.objects.select_related("organisation").order_by("username")
        )
        return self.select_related("item__terms__originator", "asker", "circle").prefetch_related(
            "circle__bodies", persons
        )

    def newest_first(self) -> ConsentQuerySet:
        return self.order_by("-asked_at", "-pk")


class Consent(models.Model):
    """What a recipient asked and what the originator answered.

    `circle` is the asker's, for which they ask; `granted` a copy of it as it was when the originator agreed, kept by
    the originator: who joins the asker's circle later has not been agreed to.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    asker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    granted = models.ForeignKey(Circle, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=300)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.item_id} {self.asker_id} {self.answer}"
