"""Encrypted records on their way to their recipient: one ZIP file with everything that opening needs.

It holds ciphertext, the forms, and how their answers are taken; `bundle.json` names every file with its
SHA-256 as it was received. The recipient opens it where the private key is, without this node.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from vigie.core.xforms.mapping import BadMapping, read_mapping
from vigie.core.xforms.reading import BadForm, read_form
from vigie.core.xforms.sealed import CannotOpen, NotAManifest, open_sealed, read_manifest
from vigie.core.xforms.splitting import part

INDEX = "bundle.json"
FORMAT = "vigie-sealed-1"


class NotABundle(ValueError):
    """The file or folder is no bundle of encrypted records. `code`: "no_bundle", "unreadable", "other_format"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class BundledForm:
    """A version of a form: its XForm, and how its answers become a report (empty where nobody said it)."""

    md5: str
    version: str
    xml: bytes
    mapping: dict = field(hash=False, default_factory=dict)


@dataclass(frozen=True)
class BundledRecord:
    """One encrypted record. `files` are pairs of a name and where the bytes lie, None where they have not come."""

    submission: str
    instance: str
    form: str  # md5 of its version
    manifest: bytes
    files: tuple[tuple[str, Path | None], ...] = ()


@dataclass(frozen=True)
class OpenedRecord:
    """One record in clear: `taken` is for the register, everything else stays with the recipient."""

    submission: str
    instance: str
    manifest_sha256: str
    taken: bytes  # b"" where the form does not say what is taken
    whole: bytes
    kept: tuple[tuple[str, str], ...]
    media: dict[str, bytes] = field(hash=False, default_factory=dict)


def write_bundle(
    path: Path | BinaryIO, form_id: str, forms: Iterable[BundledForm], records: Iterable[BundledRecord]
) -> int:
    """Write a bundle and say how many records are in it. Files are not compressed: ciphertext does not shrink."""
    index = {"format": FORMAT, "form_id": form_id, "forms": {}, "records": []}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for form in forms:
            packed.writestr(f"forms/{form.md5}.xml", form.xml)
            index["forms"][form.md5] = {"version": form.version, "mapping": form.mapping}
        for number, record in enumerate(records, 1):
            index["records"].append(_pack(packed, f"records/{number}", record))
        packed.writestr(INDEX, json.dumps(index, ensure_ascii=False, indent=1))
    return len(index["records"])


def _pack(packed: zipfile.ZipFile, folder: str, record: BundledRecord) -> dict:
    packed.writestr(f"{folder}/manifest.xml", record.manifest)
    files = {}
    for number, (name, place) in enumerate(record.files, 1):
        inside = f"{folder}/{number}.enc"  # names that phones give never become paths
        if place is None:
            files[name] = None
            continue
        packed.write(place, inside)
        files[name] = {"path": inside, "sha256": _sha256(place.read_bytes())}
    return {
        "submission": record.submission, "instance": record.instance, "form": record.form, "files": files,
        "manifest": {"path": f"{folder}/manifest.xml", "sha256": _sha256(record.manifest)},
    }  # fmt: skip


class Bundle:
    """A bundle as a ZIP file or unpacked in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.packed = None if path.is_dir() else zipfile.ZipFile(path)
            self.index = json.loads(self._bytes(INDEX))
        except (FileNotFoundError, KeyError) as error:
            raise NotABundle("no_bundle") from error
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise NotABundle("unreadable") from error
        if not isinstance(self.index, dict) or self.index.get("format") != FORMAT:
            raise NotABundle("other_format")

    @property
    def form_id(self) -> str:
        return self.index["form_id"]

    def opened(self, key: RSAPrivateKey) -> Iterator[tuple[str, OpenedRecord | CannotOpen]]:
        """Every record by its instance's identifier, open, or why it does not open."""
        for record in self.index["records"]:
            try:
                yield str(record["instance"]), self._opened(record, key)
            except CannotOpen as why:
                yield record["instance"], why
            except (KeyError, TypeError, AttributeError):  # the index itself is not what was written
                yield "?", CannotOpen("altered_file", INDEX)

    def _opened(self, record: dict, key: RSAPrivateKey) -> OpenedRecord:
        manifest_xml = self._checked("manifest", record["manifest"])
        try:
            manifest = read_manifest(manifest_xml)
        except NotAManifest as error:
            raise CannotOpen("altered_file", "manifest") from error
        files = {name: self._checked(name, said) for name, said in record["files"].items()}
        opened = open_sealed(manifest, files, key)
        taken, kept = self._parted(opened.xml, record["form"])
        digest = record["manifest"]["sha256"]
        return OpenedRecord(
            record["submission"], record["instance"], digest, taken, opened.xml, kept, opened.media
        )

    def _checked(self, name: str, said: dict | None) -> bytes:
        """The bytes of one file, if they are those that the node received."""
        if said is None:
            raise CannotOpen("missing_file", name)
        try:
            data = self._bytes(said["path"])
        except (KeyError, OSError) as error:
            raise CannotOpen("missing_file", name) from error
        except zipfile.BadZipFile as error:  # its own check sum is wrong
            raise CannotOpen("altered_file", name) from error
        if _sha256(data) != said["sha256"]:
            raise CannotOpen("altered_file", name)
        return data

    def _parted(self, xml: bytes, md5: str) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        form = self.index["forms"][md5]
        if not form["mapping"]:
            return b"", ()
        try:
            mapping = read_mapping(form["mapping"], read_form(self._bytes(f"forms/{md5}.xml")))
        except (BadMapping, BadForm) as error:
            raise CannotOpen("bad_mapping") from error
        parted = part(xml, mapping)
        return parted.taken, parted.kept

    def _bytes(self, inside: str) -> bytes:
        if self.packed is not None:
            return self.packed.read(inside)
        place = (self.path / inside).resolve()
        if not place.is_relative_to(self.path.resolve()):
            raise FileNotFoundError(inside)
        return place.read_bytes()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
