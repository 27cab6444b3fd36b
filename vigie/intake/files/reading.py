"""Reading a file for a run: its fingerprint, about how long it is, and its rows in batches."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from gzip import GzipFile
from pathlib import Path

from vigie.intake.readers.outcome import Fault, Row, UnreadableFile

# Few enough that a break loses little and that nobody waits long for the database.
BATCH = 500

_BLOCK = 1024**2


def fingerprint(path: Path) -> str:
    """SHA-256 of the file as it is, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def about_rows(path: Path) -> int:
    """Roughly how many rows a file has, for a bar and nothing else: lines, or rows of the first sheet.

    A line break inside a cell counts too, so that the true number may be lower; 0 where nobody can tell.
    """
    try:
        return sum(block.count(mark) for block, mark in _blocks(path))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return 0  # what is wrong with the file is the reader's to say


def _blocks(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start.startswith(b"\x1f\x8b"):
            yield from _pieces(GzipFile(fileobj=file), b"\n", most=path.stat().st_size)
        elif start.startswith(b"PK"):
            with zipfile.ZipFile(file) as archive:
                part = max(archive.infolist(), key=lambda each: each.file_size)
                mark = b"<row" if part.filename.endswith(".xml") else b"\n"
                with archive.open(part) as inside:
                    yield from _pieces(inside, mark, most=path.stat().st_size)
        else:
            yield from _pieces(file, b"\n", most=path.stat().st_size)


def _pieces(file, mark: bytes, *, most: int) -> Iterator[tuple[bytes, bytes]]:
    # What unfolds to more than 300 times its size is no table; the readers refuse it, and so do we stop here.
    left = max(most, _BLOCK) * 300
    while left > 0 and (block := file.read(_BLOCK)):
        left -= len(block)
        yield block, mark


class Batches:
    """The rows of a file, some at a time. A file that can't be read on ends the rows and is not raised.

    `faults` then says why, so that what stood before it is kept. `count` rows were read, the last of them
    with the number `last`. `opening` gives the rows and may itself find that the file is of another kind.
    """

    def __init__(self, opening: Callable[[], Iterable[Row]]):
        self._opening = opening
        self.faults: tuple[Fault, ...] = ()
        self.count = self.last = 0

    def __iter__(self) -> Iterator[list[Row]]:
        batch: list[Row] = []
        try:
            for row in self._opening():
                self.count, self.last = self.count + 1, row.number
                batch.append(row)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
        except UnreadableFile as stop:
            self.faults = stop.faults
        if batch:
            yield batch
