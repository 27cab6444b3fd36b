"""Who opened a shared thing first."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Account, Organisation
from vigie.sharing.models.terms import Terms


class ReceiptQuerySet(models.QuerySet):
    def in_order(self) -> ReceiptQuerySet:
        return self.select_related("body", "account").order_by("opened_at", "pk")


class Receipt(models.Model):
    """The first opening by a body: by which account, when. For the originator alone.

    One line for each body, not for each person: the originator learns that it arrived, not how a committee works.
    """

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="+")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "body"], name="first_opening_of_a_body")]

    def __str__(self) -> str:
        return f"{self.terms_id} {self.body_id}"
