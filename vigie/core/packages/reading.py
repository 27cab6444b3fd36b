"""Reading a package: unsealed, taken apart, signature and every file checked, or refused whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from vigie.core.packages.archive import read_archive
from vigie.core.packages.faults import BadPackage
from vigie.core.packages.keys import SIGNATURE_BYTES, Sealing, verified
from vigie.core.packages.limits import MOST_BYTES
from vigie.core.packages.manifest import Manifest, read_manifest

AGE = b"age-encryption.org/v1\n"


@dataclass(frozen=True)
class Package:
    """A package whose signature and files are right. Whether its sender is known is for the caller to say.

    `files`: SHA-256 → content. `digest` is the SHA-256 of the manifest.
    """

    manifest: Manifest
    files: dict[str, bytes]
    digest: str


def open_package(sealed: bytes, identities: Iterable[Sealing]) -> Package:
    """The package in an age file, for the body of one of `identities`. Raises `BadPackage`; reads nothing halfway.

    The manifest names the key it was sealed to, under the signature: who opens a package can't seal it again to
    somebody else in its sender's name.
    """
    if len(sealed) > MOST_BYTES:
        raise BadPackage("too_large", most=MOST_BYTES)
    if not sealed.startswith(AGE):
        raise BadPackage("not_a_package")
    opened = ((each.public, each.unseal(sealed)) for each in identities)
    recipient, raw = next(((key, content) for key, content in opened if content is not None), ("", None))
    if raw is None:
        raise BadPackage("cannot_open")
    parts = read_archive(raw)
    manifest = _signed_manifest(parts)
    if manifest.to.recipient != recipient:
        raise BadPackage("sealed_again")
    return Package(manifest, _files(manifest, parts), hashlib.sha256(parts["manifest.json"]).hexdigest())


def _signed_manifest(parts: dict[str, bytes]) -> Manifest:
    raw, signature = parts.get("manifest.json"), parts.get("signature", b"")
    if raw is None or len(signature) != SIGNATURE_BYTES:
        raise BadPackage("not_an_archive")
    manifest = read_manifest(raw)
    if not verified(manifest.sender.node, "package", raw, signature):
        raise BadPackage("bad_signature")
    return manifest


def _files(manifest: Manifest, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Exactly the files that the manifest names, each with the size and sum it says."""
    named = {file.sha256: file for content in manifest.contents for file in content.files}
    brought = {name[6:]: content for name, content in parts.items() if name.startswith("files/")}
    for sha256 in named.keys() | brought.keys():
        content = brought.get(sha256)
        if sha256 not in named or content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise BadPackage("file_differs", name=named[sha256].name if sha256 in named else sha256[:16])
    for each in (file for content in manifest.contents for file in content.files):
        if len(brought[each.sha256]) != each.size:
            raise BadPackage("file_differs", name=each.name)
    return brought
