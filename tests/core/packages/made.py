"""Keys, a manifest and a package to try things on."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from vigie.core.packages import Content, File, Manifest, Party, Received, Sealing, Signing, pack

SENDER, RECEIVER = Signing.new(), Sealing.new()
SENDERS_OWN, OTHER = Sealing.new(), Sealing.new()
RECEIVERS_NODE = Signing.new()
LETTER = b"Lettre de la commission. " * 40
ABOUT = {
    "version": 1, "title": "Trafic au marché", "text": "Ce qui a été vu.", "kind": "note", "theme": "situation",
    "language": "fr", "country": "BF", "originator": "commission-bf", "originator_name": "Commission A",
    "originator_country": "BF", "tlp": "TLP:AMBER", "purpose": "Séance de mai", "legal_basis": "Règlement, article 4",
    "national": "not_classified", "declassified_by": "", "may_be_cited": False, "onward": "ask", "review_on": "",
    "embargo_until": "", "expires_at": "2027-01-31T00:00:00+00:00", "published_at": "",
}  # fmt: skip
ITEM = "5a1d3e63-5f3f-4a76-9a6f-0d2c0b4a3f10"


def file(content: bytes = LETTER, name: str = "lettre.pdf") -> File:
    return File(name, len(content), hashlib.sha256(content).hexdigest())


def item(**changes) -> Content:
    return Content("item", ITEM, {**ABOUT, **changes}, (file(),))


def manifest(**changes) -> Manifest:
    made = Manifest(
        id="0b9cdb0c-21f4-45e0-a5a6-17f6f9f7a001",
        sender=Party("commission-bf", SENDER.public, SENDERS_OWN.public),
        to=Party("commission-ml", RECEIVERS_NODE.public, RECEIVER.public),
        number=1, previous="", made_on="2026-05-04", received=Received(3, (5, 6)), contents=(item(),),
    )  # fmt: skip
    return replace(made, **changes)


FILES = {file().sha256: LETTER}


def packed(**changes):
    return pack(manifest(**changes), FILES, SENDER)
