"""Cleaned photographs on the node's own disk, each under a name that tells nothing of what it shows."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings


def keep(name: UUID, content: bytes) -> None:
    """Write a photograph, safe on disk before its row is."""
    place = path_of(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, passing = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        os.replace(passing, place)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
    _sync(place.parent)


def read(name: UUID) -> bytes:
    """Raises `FileNotFoundError`."""
    return path_of(name).read_bytes()


def drop(name: UUID) -> None:
    path_of(name).unlink(missing_ok=True)


def path_of(name: UUID) -> Path:
    """A random name: a hash of the picture would let whoever holds the picture prove that it is here."""
    return settings.VAR / "photos" / name.hex[:2] / f"{name.hex}.jpg"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
