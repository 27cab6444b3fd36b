"""The manifest of a package: from whom, to whom, the how-manieth, and what it brings, as one small JSON file."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from vigie.core.packages.canonical import canonical, read_canonical
from vigie.core.packages.contents import KINDS, SHAPES
from vigie.core.packages.faults import BadPackage
from vigie.core.packages.limits import MOST_CONTENTS, MOST_FILES, MOST_MANIFEST_BYTES, MOST_MISSING
from vigie.core.packages.shapes import (
    checked,
    counting_number,
    day,
    file_name,
    identifier,
    one_of,
    public_key,
    recipient,
    sha256,
    sha256_or_nothing,
    size,
    slug,
)

FORMAT = "vigie-package-1"

__all__ = ["FORMAT", "KINDS", "Content", "File", "Manifest", "Party", "Received"]


@dataclass(frozen=True)
class Party:
    """A body at an installation: its short name there, the node's signing key, and the body's age recipient."""

    body: str
    node: str
    recipient: str


@dataclass(frozen=True)
class Received:
    """What the sender has of the other direction: everything up to a number, and which are missing after it."""

    upto: int = 0
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class File:
    """One file of a content. It lies in the package under its SHA-256; `name` is only what to call it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Content:
    """One thing that is brought. `about` holds what its kind asks for (`contents.SHAPES`)."""

    kind: str
    item: str
    about: dict
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """A package in words. `previous` is the SHA-256 of the manifest before it in this direction, "" for the first."""

    id: str
    sender: Party
    to: Party
    number: int
    previous: str
    made_on: str
    received: Received = Received()
    contents: tuple[Content, ...] = ()

    def raw(self) -> bytes:
        """The canonical bytes that are signed. Raises `BadPackage` where a field may not hold what it holds."""
        data = {**asdict(self), "format": FORMAT, "from": asdict(self.sender)}
        del data["sender"]
        raw = canonical(data)
        read_manifest(raw)
        return raw


_PARTY = {"body": slug, "node": public_key, "recipient": recipient}
_FILE = {"name": file_name, "size": size, "sha256": sha256}
_TOP = {
    "format": one_of(FORMAT), "id": identifier, "from": lambda _v: True, "to": lambda _v: True,
    "number": counting_number, "previous": sha256_or_nothing, "made_on": day, "received": lambda _v: True,
    "contents": lambda value: isinstance(value, list),
}  # fmt: skip


def read_manifest(raw: bytes) -> Manifest:
    """A manifest of its bytes, every field checked. Raises `BadPackage`."""
    if len(raw) > MOST_MANIFEST_BYTES:
        raise BadPackage("manifest_too_large", most=MOST_MANIFEST_BYTES)
    data = read_canonical(raw)
    said = str(data.get("format", "")) if isinstance(data, dict) else ""
    if said.startswith("vigie-package-") and said != FORMAT:
        raise BadPackage("newer_format", format=said[:40])
    checked(data, _TOP, "manifest")
    if len(data["contents"]) > MOST_CONTENTS:
        raise BadPackage("too_many_contents", most=MOST_CONTENTS)
    found = Manifest(
        data["id"], _party(data["from"], "from"), _party(data["to"], "to"), data["number"], data["previous"],
        data["made_on"], _received(data["received"]),
        tuple(_content(each, f"contents[{place}]") for place, each in enumerate(data["contents"], 1)),
    )  # fmt: skip
    if (found.number == 1) != (found.previous == ""):
        raise BadPackage("bad_field", field="manifest.previous")
    if sum(len(each.files) for each in found.contents) > MOST_FILES:
        raise BadPackage("too_many_files", most=MOST_FILES)
    return found


def _party(data: object, where: str) -> Party:
    return Party(**checked(data, _PARTY, where))


def _received(data: object) -> Received:
    shape = {
        "upto": size,
        "missing": lambda value: isinstance(value, list) and all(map(counting_number, value)),
    }
    checked(data, shape, "received")
    missing = data["missing"]
    later = all(number > data["upto"] for number in missing)
    if len(missing) > MOST_MISSING or missing != sorted(set(missing)) or not later:
        raise BadPackage("bad_field", field="received.missing")
    return Received(data["upto"], tuple(missing))


def _content(data: object, where: str) -> Content:
    is_list, anything = (lambda value: isinstance(value, list)), (lambda _value: True)
    shape = {"kind": one_of(*KINDS), "item": identifier, "about": anything, "files": is_list}
    checked(data, shape, where)
    about = checked(data["about"], SHAPES[data["kind"]], f"{where}.about")
    files = tuple(File(**checked(each, _FILE, f"{where}.files")) for each in data["files"])
    if files and data["kind"] not in ("item", "correction"):
        raise BadPackage("bad_field", field=f"{where}.files")
    return Content(data["kind"], data["item"], about, files)
