"""Documents of a sitting: each content once, on terms of its own."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie import access
from vigie.ledger.act import act
from vigie.parliament.models import AgendaItem, Document, Sitting
from vigie.sharing import storing
from vigie.sharing import terms as sharing_terms


@act("amend")
def add_document(
    actor, sitting: Sitting, *, title: str, filename: str, media_type: str, pieces: Iterable[bytes], tlp: str,
    circles=(), embargo_until=None, expires_at=None, kind: str = "other", item: AgendaItem | None = None,
) -> Document:  # fmt: skip
    """Keep a file under its hash. The same content twice is one document; its first title and terms stand.

    Raises `ValidationError`: what belongs to a sitting in camera has no circle and is never TLP:CLEAR or GREEN.
    """
    if sitting.is_in_camera and (list(circles) or tlp in access.OPEN_TLP):
        said = _(
            "A document of a sitting in camera never leaves the committee: choose AMBER+STRICT and no circle."
        )
        raise ValidationError({"circles": said})
    if item is not None and item.sitting_id != sitting.pk:
        raise ValidationError({"item": _("Choose one of the matters of this sitting.")})
    sha256, size = storing.keep(pieces)
    if same := Document.objects.filter(sitting=sitting, sha256=sha256).first():
        return same
    terms = sharing_terms.make(sitting.body, tlp, circles, embargo_until=embargo_until, expires_at=expires_at)
    document = Document.objects.create(
        sitting=sitting, item=item, terms=terms, kind=kind, title=title.strip(), filename=storing.named(filename),
        media_type=media_type, sha256=sha256, size=size,
        added_by=actor if access.role_of(actor) != "node" else None,
    )  # fmt: skip
    if sitting.agenda_published_at:
        open_to_all(document)
    sitting.ledger_detail = {"document": str(document.uuid), "sha256": sha256}
    return document


def open_to_all(document: Document) -> None:
    """What is marked TLP:CLEAR is for everybody once its sitting's agenda is; under embargo, when that ends."""
    terms = document.terms
    if terms.tlp == "TLP:CLEAR" and terms.published_at is None and terms.withdrawn_at is None:
        sharing_terms.publish(terms)


@act("amend")
def withdraw_document(actor, document: Document) -> None:
    """Close a document to all but the committee that gave it."""
    sharing_terms.withdraw(document.terms)
    document.ledger_detail = {"sha256": document.sha256}
