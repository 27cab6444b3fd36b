"""A small reader of the PDFs that Typst writes: its pages, its fonts, and the text that somebody could copy."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
# A font is chosen, or a string shown in the one chosen.
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|(\[(?=[(<]).*?\]\s*TJ|<[^>]*>\s*Tj|\(.*?\)\s*Tj)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)


class Printed:
    """One PDF, read."""

    def __init__(self, pdf: bytes):
        assert pdf.startswith(b"%PDF-")
        self.bodies, self.streams = {}, {}
        for number, body in _OBJECT.findall(pdf):
            if found := _STREAM.search(body):
                raw = found[1]
                packed = b"/FlateDecode" in body[: found.start()]
                self.streams[int(number)] = zlib.decompressobj().decompress(raw) if packed else raw
                body = body[: found.start()]
            self.bodies[int(number)] = body
        for number, body in list(self.bodies.items()):
            if b"/ObjStm" in body:
                self._unpack(self.streams[number], body)

    def _unpack(self, stream: bytes, body: bytes) -> None:
        first = int(re.search(rb"/First (\d+)", body)[1])
        places = [int(each) for each in stream[:first].split()]
        starts = [*places[1::2], len(stream) - first]
        for number, start, end in zip(places[::2], starts, starts[1:], strict=False):
            self.bodies[number] = stream[first + start : first + end]

    @property
    def pages(self) -> list[bytes]:
        return [body for body in self.bodies.values() if re.search(rb"/Type\s*/Page\b", body)]

    @property
    def fonts(self) -> dict[str, bool]:
        """Name of each font → whether the file holds it."""
        return {
            re.search(rb"/FontName\s*/([^\s/]+)", body)[1].decode(): b"/FontFile" in body
            for body in self.bodies.values()
            if re.search(rb"/Type\s*/FontDescriptor\b", body)
        }

    def texts(self) -> list[str]:
        """What each page says, in the order in which it is drawn, without its line breaks."""
        return [self._said(page) for page in self.pages]

    def _said(self, page: bytes) -> str:
        known = self._signs(page)
        content = self.streams[int(re.search(rb"/Contents\s*\[?\s*(\d+)", page)[1])]
        text, font = "", {}
        for name, strings in _SHOWN.findall(content):
            if name:
                font = known[name.decode()]
            else:
                codes = _codes(strings)
                text += "".join(font.get(code, "\ufffd") for code in codes)
        return text

    def _signs(self, page: bytes) -> dict[str, dict[int, str]]:
        """Font name on this page → glyph number → sign."""
        resources = page
        if found := re.search(rb"/Resources\s+(\d+) 0 R", page):
            resources = self.bodies[int(found[1])]
        fonts = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)[1]
        found = {}
        for name, number in re.findall(rb"/(\S+)\s+(\d+) 0 R", fonts):
            cmap = int(re.search(rb"/ToUnicode\s+(\d+)", self.bodies[int(number)])[1])
            found[name.decode()] = _cmap(self.streams[cmap])
        return found


def _cmap(stream: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        for code, sign in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(sign.decode()).decode("utf-16-be")
    return found


def _codes(strings: bytes) -> list[int]:
    """Glyph numbers of the two-byte strings in what stands before TJ or Tj."""
    raw, at = b"", 0
    while at < len(strings):
        if strings[at : at + 1] == b"(":
            inner, at = _literal(strings, at + 1)
            raw += inner
        elif strings[at : at + 1] == b"<":
            end = strings.index(b">", at)
            raw += bytes.fromhex(strings[at + 1 : end].decode())
            at = end
        at += 1
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _literal(strings: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of a literal string from `at` on, and where it ends: brackets within it may stand in pairs."""
    raw, depth = b"", 1
    while True:
        sign = strings[at : at + 1]
        if sign == b"\\":
            found = re.match(rb"\d{1,3}|.", strings[at + 1 :], re.DOTALL)[0]
            raw += bytes([int(found, 8)]) if found.isdigit() else _ESCAPED.get(found, found)
            at += len(found)
        else:
            depth += (sign == b"(") - (sign == b")")
            if not depth:
                return raw, at
            raw += sign
        at += 1
