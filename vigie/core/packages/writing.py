"""Writing a package: manifest, signature and files as one archive, sealed to the body that may read it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from vigie.core.packages.archive import write_archive
from vigie.core.packages.faults import BadPackage
from vigie.core.packages.keys import Signing, seal
from vigie.core.packages.limits import MOST_BYTES
from vigie.core.packages.manifest import Manifest


@dataclass(frozen=True)
class Packed:
    """A package ready to travel. `digest` is the SHA-256 of its manifest, which the next one names."""

    sealed: bytes
    digest: str


def pack(manifest: Manifest, files: Mapping[str, bytes], signing: Signing) -> Packed:
    """Write, sign and seal a package. `files`: SHA-256 → content, exactly those that the manifest names.

    Raises `BadPackage` for a manifest that no reader would take, a file that is missing or too much of it.
    """
    raw = manifest.raw()
    parts = {"manifest.json": raw, "signature": signing.sign("package", raw)}
    for each in (file for content in manifest.contents for file in content.files):
        content = files.get(each.sha256)
        if content is None or len(content) != each.size or hashlib.sha256(content).hexdigest() != each.sha256:
            raise BadPackage("file_differs", name=each.name)
        parts[f"files/{each.sha256}"] = content
    sealed = seal(write_archive(parts), manifest.to.recipient)
    if len(sealed) > MOST_BYTES:
        raise BadPackage("too_large", most=MOST_BYTES)
    return Packed(sealed, hashlib.sha256(raw).hexdigest())
