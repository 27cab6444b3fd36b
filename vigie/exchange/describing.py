"""An item in the words of a package, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from vigie.core.packages import Content, File
from vigie.core.packages.canonical import canonical
from vigie.sharing import storing
from vigie.sharing.models import Circle, Item
from vigie.sharing.said import Given, Said


def described(item: Item, kind: str, version: int, because: str = "") -> Content:
    """An item as a content of a package: "item", or "correction" of what went before."""
    terms, originator = item.terms, item.terms.originator
    about = {
        "version": version, "title": item.title, "text": item.text, "kind": item.kind, "theme": item.theme,
        "language": "en" if item.language.startswith("en") else "fr", "country": item.country,
        "originator": originator.slug, "originator_name": originator.name,
        "originator_country": originator.country, "tlp": terms.tlp, "purpose": terms.purpose,
        "legal_basis": terms.legal_basis, "national": item.national, "declassified_by": item.declassified_by,
        "may_be_cited": item.may_be_cited, "onward": "ask",
        "review_on": item.review_on.isoformat() if item.review_on else "",
        "embargo_until": _told(terms.embargo_until), "expires_at": _told(terms.expires_at),
        "published_at": _told(terms.published_at),
    }  # fmt: skip
    if kind == "correction":
        about["because"] = because
    return Content(kind, str(item.uuid), about, tuple(_file(each) for each in _files(item)))


def _files(item: Item) -> list:
    return sorted(item.files.all(), key=lambda each: each.sha256)


def _file(row) -> File:
    return File(_plain_name(row.name), row.size, row.sha256)


def _plain_name(name: str) -> str:
    """The name as every system may write it."""
    kept = "".join("_" if sign in '/\\:*?"<>|' else sign for sign in name).strip(" .~-")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > 150:
        kept = f"{stem[: 149 - len(ending)]}.{ending}"
    return kept[:150] or "file"


def contents_of(item: Item) -> dict[str, bytes]:
    """SHA-256 → content of the item's files. Raises `OSError` where the disk no longer has one."""
    return {each.sha256: b"".join(storing.pieces_of(each.sha256)) for each in item.files.all()}


def weight(item: Item) -> int:
    """Bytes that an item takes in a package, roughly."""
    return sum(each.size for each in item.files.all()) + 4 * len(item.text) + 4000


def sums(content: Content) -> str:
    """SHA-256 of everything that is said of an item, without its version: equal while nothing has changed."""
    said = {name: value for name, value in content.about.items() if name not in ("version", "because")}
    files = sorted([each.name, each.sha256] for each in content.files)
    return hashlib.sha256(canonical([said, files])).hexdigest()


def said_of(content: Content, files: Mapping[str, bytes], circle: Circle) -> Said:
    """What the originator states, to be written here for the circle of the two bodies.

    A day of review that has passed on the way is today: what travelled long is looked at on arrival.
    """
    about = content.about
    review = date.fromisoformat(about["review_on"]) if about["review_on"] else None
    expires = moment(about["expires_at"])
    if review is None and expires is None:
        review = timezone.localdate()
    return Said(
        title=about["title"], kind=about["kind"], theme=about["theme"], tlp=about["tlp"],
        national=about["national"], legal_basis=about["legal_basis"], purpose=about["purpose"],
        text=about["text"], language=about["language"], country=about["country"],
        declassified_by=about["declassified_by"], may_be_cited=about["may_be_cited"], circles=(circle,),
        embargo_until=moment(about["embargo_until"]), expires_at=expires,
        published_at=moment(about["published_at"]),
        review_on=max(review, timezone.localdate()) if review else None,
        files=tuple(Given(each.name, [files[each.sha256]]) for each in content.files),
    )  # fmt: skip


def moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _told(at: datetime | None) -> str:
    """Universal time to the second. A part of a second more is a second more: an embargo never ends early."""
    if at is None:
        return ""
    whole = at.astimezone(UTC)
    if whole.microsecond:
        whole = whole.replace(microsecond=0) + timedelta(seconds=1)
    return whole.isoformat()
