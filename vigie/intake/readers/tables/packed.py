"""Telling what a file is by its first bytes, and unpacking gzip and ZIP within limits."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables.limits import MAX_PARTS, MAX_RATIO, RATIO_COUNTS_FROM

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, and of an XLSX with a password
_OTHERS = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z", b"SQLite format 3": "SQLite", b"\x28\xb5\x2f\xfd": "Zstandard", b"BZh": "bzip2",
    b"\xfd7zXZ": "XZ", b"PAR1": "Parquet",
}  # fmt: skip
BLOCK = 1024**2

Opener = Callable[[], BinaryIO]


def kind_of(path: Path) -> str:
    """ "text", "gzip" or "zip". Raises `UnreadableFile` for anything that is no table."""
    try:
        with open(path, "rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise UnreadableFile(Fault("file-not-opened", value=path.name)) from error
    if not head:
        raise UnreadableFile(Fault("file-empty"))
    if head.startswith(_OLE):
        raise UnreadableFile(Fault("workbook-locked" if _is_locked(path) else "workbook-old"))
    for start, name in _OTHERS.items():
        if head.startswith(start):
            raise UnreadableFile(Fault("not-a-table", value=name))
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "zip" if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else "text"


def is_workbook(path: Path) -> bool:
    """Whether a ZIP is an XLSX, by the parts that it says it has."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile(Fault("zip-broken")) from error


def begins_like_json(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _is_locked(path: Path) -> bool:
    with open(path, "rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(BLOCK * 8)


def gzipped(path: Path) -> Opener:
    return lambda: gzip.open(path, "rb")  # type: ignore[return-value]


def guard_ratio(unpacked: int, packed: int) -> None:
    """Refuse what unfolds beyond belief. Both in bytes."""
    if unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise UnreadableFile(
            Fault("file-unfolds", params={"times": unpacked // max(packed, 1), "limit": MAX_RATIO})
        )


def open_zip(path: Path, limit: int) -> zipfile.ZipFile:
    """The ZIP archive, once its own table of contents keeps to the limits. `limit` in bytes, unpacked."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile(Fault("zip-broken")) from error
    parts = archive.infolist()
    try:
        if len(parts) > MAX_PARTS:
            raise UnreadableFile(Fault("zip-many-parts", params={"parts": len(parts), "limit": MAX_PARTS}))
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(Fault("zip-locked"))
        declared = sum(part.file_size for part in parts)
        if declared > limit:
            raise UnreadableFile(Fault("file-too-large", params=_megabytes(declared, limit)))
        guard_ratio(declared, path.stat().st_size)
    except UnreadableFile:
        archive.close()
        raise
    return archive


def inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int, packed: int, look: Callable) -> int:
    """Unpack one part to nowhere, so that what it declares is not what we trust. Gives bytes unpacked.

    `look` gets each block. The declared size of a part can lie, and parts can overlap in the file.
    """
    size = 0
    try:
        with archive.open(part) as stream:
            while block := stream.read(BLOCK):
                size += len(block)
                if size > limit:
                    raise UnreadableFile(Fault("file-too-large", params=_megabytes(size, limit)))
                guard_ratio(size, packed)
                look(block)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableFile(Fault("zip-broken")) from error
    return size


def only_table_in(path: Path, limit: int) -> Opener:
    """The one text table inside a ZIP, as data publishers ship them beside a readme."""
    found = tables_in(path, limit)
    if len(found) != 1:
        raise UnreadableFile(Fault("zip-no-table", params={"names": ", ".join([*found][:5])}))
    return next(iter(found.values()))


def tables_in(path: Path, limit: int) -> dict[str, Opener]:
    """Every text table inside a ZIP by its name, once all together keep to the `limit` in bytes, unpacked."""
    with open_zip(path, limit) as archive:
        found = {}
        for part in archive.infolist():
            name = part.filename
            if re.search(r"\.(csv|tsv|txt)$", name, re.I) and "readme" not in name.lower():
                limit -= inflate(archive, part, limit, path.stat().st_size, lambda block: None)
                found[name] = partial(_part, path, name)
    return found


def _part(path: Path, name: str) -> BinaryIO:
    with zipfile.ZipFile(path) as archive:
        return io.BufferedReader(archive.open(name))  # type: ignore[arg-type]


def _megabytes(size: int, limit: int) -> dict:
    return {"size": -(-size // BLOCK), "limit": limit // BLOCK}
