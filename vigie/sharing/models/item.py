"""What is shared: a document, an alert, a question, a dataset, a note; its files, and its redacted derivative."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.core.standards import plain
from vigie.directory.models import Account
from vigie.sharing.models.receipt import Receipt
from vigie.sharing.models.terms import Terms

KINDS = [
    ("document", _("Document")),
    ("alert", pgettext_lazy("shared", "Alert")),
    ("question", _("Question")),
    ("dataset", _("Dataset")),
    ("note", pgettext_lazy("shared", "Note")),
]
THEMES = [
    ("situation", _("Security situation")),
    ("borders", _("Borders and movement")),
    ("protection", _("Protection of civilians")),
    ("legislation", _("Legislation")),
    ("budget", _("Budget and procurement")),
    ("justice", _("Justice and detention")),
    ("forces", _("Forces and their conduct")),
    ("gender", _("Gender and security")),
    ("community", _("Community and dialogue")),
    ("other", pgettext_lazy("theme", "Other")),
]
# What the sender states of the law of their own country. There is no third answer: classified matter is refused.
NATIONAL = [
    ("not_classified", _("Not classified under national law")),
    ("declassified", _("Declassified, with the reference of the decision")),
]


class ItemQuerySet(models.QuerySet):
    def newest_first(self) -> ItemQuerySet:
        return self.order_by("-made_at", "-pk")

    def for_reading(self) -> ItemQuerySet:
        return self.select_related("terms__originator")

    def unopened_by(self, body: int) -> ItemQuerySet:
        """What other bodies share and nobody of this body has opened yet."""
        opened = Receipt.objects.filter(body=body).values("terms")
        return self.exclude(terms__originator=body).exclude(terms__in=opened)

    def due(self, until: date) -> ItemQuerySet:
        """What is in force, and expires or is to be looked at again by this day."""
        soon = models.Q(review_on__lte=until) | models.Q(terms__expires_at__date__lte=until)
        return self.filter(soon, terms__in=Terms.objects.open_at(timezone.now()).values("pk"))

    def holding(self, words: str) -> ItemQuerySet:
        """Items in whose title, text or file names every word stands, whatever its case and accents."""
        found = self
        for word in plain(words).split():
            found = found.filter(folded__contains=word)
        return found


class Item(models.Model):
    """One thing that is shared on its terms. Its originator is the originator of the terms.

    `checksum` is the SHA-256 of title, text and files: a copy elsewhere is the same or it is not. `folded` holds the
    words to search by. `shared_at` is when it was last opened to somebody else; empty while it is one's own.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS)
    theme = models.CharField(max_length=16, choices=THEMES)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="fr")
    country = models.CharField(max_length=2, blank=True)  # which country it is about; empty: several
    national = models.CharField(max_length=16, choices=NATIONAL)
    declassified_by = models.CharField(max_length=200, blank=True)
    may_be_cited = models.BooleanField(default=False)  # in a public report
    review_on = models.DateField(null=True, blank=True)
    checksum = models.CharField(max_length=64)
    folded = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+"
    )  # empty: by another node
    shared_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-made_at", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(national="not_classified")
                | (models.Q(national="declassified") & ~models.Q(declassified_by="")),
                name="nothing_classified",
            )
        ]

    def __str__(self) -> str:
        return self.title


class File(models.Model):
    """A file of an item, kept as it was given under the hash of its content (`sharing.storing`)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "sha256"], name="once_in_an_item")]

    def __str__(self) -> str:
        return self.name


class DerivativeQuerySet(models.QuerySet):
    def of_item(self, item: Item) -> DerivativeQuerySet:
        """What this item was redacted from, and what was redacted from it."""
        beside = models.Q(original=item) | models.Q(redacted=item)
        return self.filter(beside).select_related("original__terms", "redacted__terms").order_by("pk")


class Derivative(models.Model):
    """A redacted item beside its original. Each has its own terms; who reads one alone never learns of the other."""

    original = models.ForeignKey(Item, models.CASCADE, related_name="+")
    redacted = models.OneToOneField(Item, models.CASCADE, related_name="+")
    removed = models.CharField(max_length=300)  # what was taken out, in words that do not give it back

    objects = DerivativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(original=models.F("redacted")), name="not_of_itself")
        ]

    def __str__(self) -> str:
        return f"{self.redacted_id} of {self.original_id}"
