"""Sealed packages beside the node: those that wait to be acknowledged, and those that wait for an earlier one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def keep(name: str, sealed: bytes) -> None:
    """Write a sealed package under a name that we gave it (an identifier or a digest), safe on disk."""
    folder = _folder()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
        part.write(sealed)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path_of(name))


def path_of(name: str) -> Path:
    if not name.replace("-", "").isalnum():
        raise ValueError(name)
    return _folder() / f"{name}.age"


def read(name: str) -> bytes | None:
    """The sealed package, or None where it is no longer kept."""
    try:
        return path_of(name).read_bytes()
    except FileNotFoundError:
        return None


def forget(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = settings.VAR / "packages"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
