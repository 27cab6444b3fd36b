"""Signed and sealed packages between two installations: written one way, read strictly (docs/exchange-format.md)."""

from vigie.core.packages.card import Card, read_card, write_card
from vigie.core.packages.faults import BadPackage
from vigie.core.packages.keys import BadKey, Sealing, Signing, groups, verified
from vigie.core.packages.manifest import FORMAT, KINDS, Content, File, Manifest, Party, Received
from vigie.core.packages.reading import Package, open_package
from vigie.core.packages.writing import Packed, pack

__all__ = [
    "FORMAT", "KINDS", "BadKey", "BadPackage", "Card", "Content", "File", "Manifest", "Package", "Packed", "Party",
    "Received", "Sealing", "Signing", "groups", "open_package", "pack", "read_card", "verified", "write_card",
]  # fmt: skip
