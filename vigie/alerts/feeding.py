"""A person's saved searches as an Atom feed (RFC 4287): only what may travel open, and nothing about the rest."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vigie.alerts import tokens
from vigie.alerts.faces import Part, Told
from vigie.alerts.models import Feed, SavedSearch
from vigie.alerts.telling import part_of
from vigie.ledger.models import Node

ATOM = "http://www.w3.org/2005/Atom"
BACK = timedelta(days=30)
# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(token: str) -> Feed | None:
    """The feed with this secret, of somebody who may still sign in."""
    found = Feed.objects.filter(token_hash=tokens.fingerprint(token), account__is_active=True)
    return found.select_related("account__organisation").first()


def as_atom(feed: Feed, whole: Callable[[str], str]) -> bytes:
    """The feed as it is now. Notes on `feed` when what it says last changed. `whole` makes an address of a path."""
    now = timezone.now()
    with translation.override(feed.account.language):
        parts = _parts(feed, now)
        entries = [_entry(feed, part, told, whole) for part in parts for told in part.told]
        _note_change(feed, b"".join(map(ElementTree.tostring, entries)), now)
        root = _head(feed, whole)
    root.extend(entries)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _parts(feed: Feed, now) -> list[Part]:
    searches = SavedSearch.objects.filter(account=feed.account).order_by("made_at", "pk")
    found = [part_of(search, now - BACK, now) for search in searches.select_related("account__organisation")]
    return [part for part in found if part]


def _note_change(feed: Feed, content: bytes, now) -> None:
    """Readers that ask "since when?" must also learn of what is gone: the newest entry cannot tell that."""
    found = hashlib.sha256(content).hexdigest()
    if found != feed.content_hash:
        feed.content_hash, feed.changed_at = found, now
        Feed.objects.filter(pk=feed.pk).update(content_hash=found, changed_at=now)


def _head(feed: Feed, whole) -> ElementTree.Element:
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.account.language}
    )
    node = Node.here()
    notice = f" ({_('Fictional data')})" if node.fictional else ""
    _put(root, "id", feed.uuid.urn)
    _put(root, "title", f"Vigie – {node.name}{notice}")
    _put(root, "updated", feed.changed_at.isoformat(timespec="seconds"))
    _put(root, "link", "", rel="alternate", href=whole(reverse("alerts")))
    _put(_put(root, "author", ""), "name", node.name)
    return root


def _entry(feed: Feed, part: Part, told: Told, whole) -> ElementTree.Element:
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    _put(entry, "id", uuid.uuid5(feed.uuid, f"{part.address} {told.key}").urn)
    _put(entry, "title", told.title)
    _put(entry, "updated", told.at.isoformat(timespec="seconds"))
    _put(entry, "link", "", rel="alternate", href=whole(told.address))
    _put(entry, "category", "", term=part.name)
    _put(entry, "summary", f"{told.summary}\n{told.context}")
    return entry


def _put(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> ElementTree.Element:
    clean = {key: _UNWRITABLE.sub("", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    child.text = _UNWRITABLE.sub("", text) or None
    return child
