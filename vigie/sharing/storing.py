"""Files of shared items beside the node, each under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

LONGEST_NAME = 160
_BLOCK = 1024**2


def keep(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write a file that nobody else on the machine reads; gives its SHA-256 and its size in bytes.

    The same content twice is one file. What a failed act leaves behind belongs to no item, and no address leads there.
    """
    folder = settings.VAR / "shared"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            part.write(piece)
        part.flush()
        os.fsync(part.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(mode=0o700, exist_ok=True)
    Path(part.name).replace(target)
    return digest.hexdigest(), size


def path_of(sha256: str) -> Path:
    return settings.VAR / "shared" / sha256[:2] / sha256


def pieces_of(sha256: str) -> Iterable[bytes]:
    """The content, piece by piece. Raises `OSError` where the disk no longer has it."""
    with path_of(sha256).open("rb") as file:
        while piece := file.read(_BLOCK):
            yield piece


def named(said: str) -> str:
    """A file's name without folders and control characters, at most 160 characters with its ending."""
    name = "".join(sign for sign in said.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip(
        " ."
    )
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    ending = f"{dot}{ending}"[:20]
    return (stem[: LONGEST_NAME - len(ending)] + ending) or "fichier"
