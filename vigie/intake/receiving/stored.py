"""Received files on the node's own disk: each content once, named by its SHA-256, safe before anybody is told."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings

PIECE_BYTES = 256 * 1024
# Left free for the database and its journal: a full disk must stop files before it stops rows.
RESERVE_BYTES = 32_000_000
# An unacknowledged file may belong to a request that is still being answered.
ORPHAN_AGE_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Staged:
    """A file that has come in and stands on disk under a passing name."""

    path: Path
    sha256: str
    size: int


def folder() -> Path:
    """Where received files lie; nobody but the serving user may look in."""
    return _private(settings.VAR / "received")


def arriving() -> Path:
    """Where files stand while they come in. Also the server's own buffers belong here, never in /tmp."""
    return _private(folder() / "arriving")


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies. Names that people or phones give never become paths."""
    if len(sha256) != 64 or not sha256.isalnum():
        raise ValueError(sha256)
    return folder() / sha256[:2] / sha256


def check_room(size: int) -> None:
    """Raise `OSError` (ENOSPC) when `size` bytes more would not leave the reserve free."""
    if shutil.disk_usage(folder()).free < size + RESERVE_BYTES:
        raise OSError(28, os.strerror(28), str(folder()))


def stage(pieces: Iterable[bytes]) -> Staged:
    """Write pieces to a passing file, safe on disk. Raises `OSError`; then nothing is left of it."""
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=arriving())
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(handle)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Staged(Path(name), digest.hexdigest(), size)


def keep(staged: Iterable[Staged]) -> None:
    """Give staged files the names of their content, for good, and make the names safe on disk."""
    folders = set()
    for each in staged:
        place = path_of(each.sha256)
        _private(place.parent)
        os.replace(each.path, place)
        folders.add(place.parent)
    for each in folders:
        _sync(each)


def keep_bytes(content: bytes) -> Staged:
    """Keep a content that is in memory, and say under which hash."""
    staged = stage([content])
    keep([staged])
    return staged


def drop(staged: Iterable[Staged]) -> None:
    """Remove passing files of a request that was refused."""
    for each in staged:
        each.path.unlink(missing_ok=True)


@contextmanager
def opened(sha256: str) -> Iterator:
    """A kept content, to be read."""
    with path_of(sha256).open("rb") as file:
        yield file


def read(sha256: str) -> bytes:
    return path_of(sha256).read_bytes()


def sweep() -> tuple[int, int]:
    """Remove what a crash left: half-written parts, and contents that no row names after a day.

    None of them was acknowledged: their phones hold them still and will send again. Gives how many of each.
    """
    parts = [each for each in arriving().iterdir() if _age(each) > ORPHAN_AGE_SECONDS]
    named = _named()
    orphans = [
        each
        for each in folder().glob("[0-9a-f][0-9a-f]/*")
        if each.name not in named and _age(each) > ORPHAN_AGE_SECONDS
    ]
    for each in (*parts, *orphans):
        each.unlink(missing_ok=True)
    return len(parts), len(orphans)


def _named() -> set[str]:
    """Every hash that a row of this room names: whichever table it is, its column is called `sha256`."""
    found: set[str] = set()
    for model in apps.get_app_config("intake").get_models():
        if any(field.name == "sha256" for field in model._meta.fields):
            found.update(model._default_manager.values_list("sha256", flat=True).iterator())
    return found


def _private(path: Path) -> Path:
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(path.parent)
    return path


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
