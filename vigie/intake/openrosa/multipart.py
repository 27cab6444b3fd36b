"""Reading a multipart body piece by piece, strictly: what is cut off is said to be cut off.

Django's own reader takes a body without its end, changes file names, and keeps small files in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote

PIECE_BYTES = 64 * 1024
HEADER_BYTES = 16 * 1024
MOST_PARTS = 1000

_PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]*))')


class BrokenBody(ValueError):
    """The body is no multipart body, or is cut off. `code` is "not-multipart" or "broken-multipart"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Part:
    """One part. `pieces` must be read to their end before the next part is asked for."""

    name: str
    file_name: str | None  # as written, without a path; None for a plain field
    pieces: Iterator[bytes]


def boundary_of(content_type: str) -> bytes:
    """The boundary that a Content-Type header names. Raises `BrokenBody`."""
    kind, _semicolon, _rest = content_type.partition(";")
    found = _parameters(content_type).get("boundary", "")
    if kind.strip().lower() != "multipart/form-data" or not 0 < len(found) <= 200:
        raise BrokenBody("not-multipart")
    return found.encode("latin-1", "replace")


def parts(body: BinaryIO, boundary: bytes) -> Iterator[Part]:
    """The parts of a body in their order. Raises `BrokenBody` where one is malformed or ends too early."""
    reading = _Reading(body, boundary)
    for _piece in reading.pieces():  # what stands before the first boundary says nothing
        pass
    for _count in range(MOST_PARTS):
        header = reading.header()
        if header is None:
            return
        pieces = reading.pieces()
        yield _part(header, pieces)
        for _piece in pieces:
            pass
    raise BrokenBody("broken-multipart")


class _Reading:
    """The body and what of it is read but not used yet."""

    def __init__(self, body: BinaryIO, boundary: bytes) -> None:
        self.body, self.mark = body, b"\r\n--" + boundary
        self.held = b"\r\n"  # the first boundary may stand at the very beginning

    def more(self) -> None:
        piece = self.body.read(PIECE_BYTES)
        if not piece:
            raise BrokenBody("broken-multipart")
        self.held += piece

    def pieces(self) -> Iterator[bytes]:
        """What comes before the next boundary, which is passed over."""
        keep = len(self.mark) - 1
        while (at := self.held.find(self.mark)) < 0:
            if len(self.held) > keep:
                piece, self.held = self.held[:-keep], self.held[-keep:]
                yield piece
            self.more()
        piece, self.held = self.held[:at], self.held[at + len(self.mark) :]
        if piece:
            yield piece

    def header(self) -> str | None:
        """The header of the next part; None after the last."""
        while b"\r\n" not in self.held and not self.held.startswith(b"--"):
            self._more_header()
        if self.held.startswith(b"--"):
            return None
        padding, _line, self.held = self.held.partition(b"\r\n")
        if padding.strip(b" \t"):
            raise BrokenBody("broken-multipart")
        while (at := self.held.find(b"\r\n\r\n")) < 0:
            self._more_header()
        header, self.held = self.held[:at], self.held[at + 4 :]
        return _text(header)

    def _more_header(self) -> None:
        if len(self.held) > HEADER_BYTES:
            raise BrokenBody("broken-multipart")
        self.more()


def _part(header: str, pieces: Iterator[bytes]) -> Part:
    for line in header.split("\r\n"):
        field, _colon, value = line.partition(":")
        if field.strip().lower() == "content-disposition":
            said = _parameters(value)
            name = said.get("name", "")
            return Part(name, _file_name(said), pieces)
    raise BrokenBody("broken-multipart")


def _file_name(said: dict[str, str]) -> str | None:
    extended = said.get("filename*", "")
    if extended:
        return bare(unquote(extended.rpartition("'")[2]))
    return bare(said["filename"]) if "filename" in said else None


def bare(name: str) -> str:
    """The last component of a name as somebody sent it. It is kept as text and never becomes a path."""
    return re.split(r"[/\\]", name)[-1]


def _parameters(value: str) -> dict[str, str]:
    found = {}
    for name, quoted, plain in _PARAMETER.findall(value):
        found.setdefault(name.lower(), re.sub(r'\\(["\\])', r"\1", quoted) if quoted else plain)
    # Browsers and okhttp write these three so, and nothing else.
    return {
        name: text.replace("%22", '"').replace("%0D", "").replace("%0A", " ") for name, text in found.items()
    }


def _text(header: bytes) -> str:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")
