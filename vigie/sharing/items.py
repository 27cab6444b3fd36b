"""Items are written here: by the acts of this room, and by those that bring an item from another installation."""

from __future__ import annotations

import hashlib
import json
import uuid as uuids

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.standards import plain
from vigie.directory.models import Account, Organisation
from vigie.sharing import storing, terms
from vigie.sharing.models import File, Item
from vigie.sharing.said import Said


def write(originator: Organisation, said: Said, *, entered_by: Account | None = None, uuid=None) -> Item:
    """A new item with its terms and files. Raises `ValidationError`, by field of `Said`, for what can't be shared."""
    if faults := entry_faults(said):
        raise ValidationError(faults)
    own = terms.make(
        originator, said.tlp, said.circles, purpose=said.purpose, legal_basis=said.legal_basis,
        embargo_until=said.embargo_until, expires_at=said.expires_at, published_at=said.published_at,
    )  # fmt: skip
    kept = [(storing.named(each.name), *storing.keep(each.pieces)) for each in said.files]
    item = Item(
        uuid=uuid or uuids.uuid4(), terms=own, title=said.title, kind=said.kind, theme=said.theme, text=said.text,
        language=said.language, country=said.country, national=said.national, declassified_by=said.declassified_by,
        may_be_cited=said.may_be_cited, review_on=said.review_on, entered_by=entered_by,
        checksum=checksum(said.title, said.text, [sha256 for _name, sha256, _size in kept]),
        folded=plain(" ".join((said.title, said.text, said.purpose, *(name for name, *_rest in kept)))),
        shared_at=timezone.now() if said.circles or said.published_at else None,
    )  # fmt: skip
    item.full_clean(exclude=["terms", "entered_by"])
    item.save(force_insert=True)
    by_hash = {sha256: File(item=item, name=name, sha256=sha256, size=size) for name, sha256, size in kept}
    File.objects.bulk_create(by_hash.values())
    return item


def checksum(title: str, text: str, files: list[str]) -> str:
    """SHA-256 over the canonical text of title, text and the sorted hashes of the files."""
    canonical = json.dumps([title, text, sorted(set(files))], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def entry_faults(said: Said) -> dict[str, str]:
    """What the sender has left unsaid, or said against the rule that nothing classified enters."""
    faults = {}
    if said.national not in ("not_classified", "declassified"):
        faults["national"] = _(
            "State that it is not classified under the law of your country. What is classified is not entered here."
        )
    elif said.national == "declassified" and not said.declassified_by.strip():
        faults["declassified_by"] = _("Give the reference of the decision that declassified it.")
    if not said.legal_basis.strip():
        faults["legal_basis"] = _(
            "State the legal basis on which you share it: a law, an agreement, a mandate."
        )
    if said.expires_at is None and said.review_on is None:
        faults["expires_at"] = _("Say until when it is shared, or on which day you will look at it again.")
    if not (said.text.strip() or said.files):
        faults["text"] = _("Write a text or add a file: there is nothing to share yet.")
    return {**faults, **_late(said)}


def _late(said: Said) -> dict[str, str]:
    now = timezone.now()
    if said.expires_at and said.expires_at <= now:
        return {"expires_at": _("This day is past: it would be expired at once. Choose a later one.")}
    if said.review_on and said.review_on < timezone.localdate():
        return {"review_on": _("This day is past. Choose a later one.")}
    return {}
