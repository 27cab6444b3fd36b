"""The card of a correspondent: both public keys, its address and its names, signed by the installation it speaks for.

The signature only shows that the card is whole. That it is theirs, two people find out by telephone.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from vigie.core.packages.canonical import canonical, read_canonical
from vigie.core.packages.faults import BadPackage
from vigie.core.packages.keys import Signing, groups, verified
from vigie.core.packages.limits import MOST_CARD_BYTES
from vigie.core.packages.shapes import checked, country, line, named, one_of, public_key, recipient, slug

FORMAT = "vigie-card-1"


@dataclass(frozen=True)
class Card:
    """A body at an installation, as it presents itself. `address` is https://…, or "" where only sticks travel."""

    body: str
    name: str
    country: str
    kind: str
    node_name: str
    node: str
    recipient: str
    address: str = ""

    @property
    def groups(self) -> str:
        return groups(self.node, self.recipient)


def address(value: object) -> bool:
    """An https address without anything after the path; http is for this machine alone, where nobody listens in."""
    if value == "":
        return True
    if not line(value):
        return False
    try:
        parts = urlsplit(value)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return False
    near = parts.hostname in ("127.0.0.1", "localhost", "::1")
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return bool(parts.hostname) and port_is_right and plain and parts.scheme in ("https", *["http"] * near)


_SHAPE = {
    "format": one_of(FORMAT), "body": slug, "name": named, "country": country, "kind": slug, "node_name": named,
    "node": public_key, "recipient": recipient, "address": address,
}  # fmt: skip


def write_card(card: Card, signing: Signing) -> bytes:
    """The card as a small JSON file. Raises `BadPackage` where a field may not hold what it holds."""
    data = {**asdict(card), "format": FORMAT}
    checked(data, _SHAPE, "card")
    signature = signing.sign("card", canonical(data))
    return canonical({**data, "signature": base64.b64encode(signature).decode()}) + b"\n"


def read_card(raw: bytes) -> Card:
    """The card in a file, whole and signed by the node it names. Raises `BadPackage`."""
    if len(raw) > MOST_CARD_BYTES:
        raise BadPackage("not_a_card")
    try:
        data = read_canonical(raw.strip())
        signature = base64.b64decode(data.pop("signature"), validate=True)
    except (BadPackage, KeyError, TypeError, AttributeError, binascii.Error, ValueError) as error:
        raise BadPackage("not_a_card") from error
    checked(data, _SHAPE, "card")
    if not verified(data["node"], "card", canonical(data), signature):
        raise BadPackage("bad_signature")
    del data["format"]
    return Card(**data)
