"""A withdrawn item is emptied: its words, its files and what could be searched for."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.sharing import storing
from vigie.sharing.models import File, Item


def erase(item: Item) -> None:
    """Leave the row, closed to everybody and empty, so that what points to it finds that something was withdrawn."""
    sums = set(item.files.values_list("sha256", flat=True))
    item.files.all().delete()
    for sha256 in sums - set(File.objects.filter(sha256__in=sums).values_list("sha256", flat=True)):
        transaction.on_commit(partial(storing.path_of(sha256).unlink, missing_ok=True))
    item.title, item.text, item.folded, item.checksum = _("Withdrawn by its originator"), "", "", ""
    item.country, item.declassified_by, item.national = "", "", "not_classified"
    item.save(update_fields=["title", "text", "folded", "checksum", "country", "declassified_by", "national"])
    terms = item.terms
    terms.withdrawn_at, terms.published_at, terms.purpose, terms.legal_basis = timezone.now(), None, "", ""
    terms.save(update_fields=["withdrawn_at", "published_at", "purpose", "legal_basis"])
    terms.circles.clear()
