"""Lines of CSV, TSV and their like: finding encoding and delimiter, streaming, never trusting a quote."""

from __future__ import annotations

import codecs
import csv
import io
import zlib
from collections.abc import Iterator

from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables.limits import MAX_COLUMNS, MAX_TEXT_BYTES, RUNAWAY_CELL
from vigie.intake.readers.tables.lines import Line, line
from vigie.intake.readers.tables.packed import BLOCK, Opener, guard_ratio

DELIMITERS = ",;\t|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ROWS_TO_SNIFF = 30
_TEXT_CONTROLS = b"\t\n\r\x0b\x0c\x1b\x00"

csv.field_size_limit(RUNAWAY_CELL)


def examine(opener: Opener, packed: int) -> tuple[str, bytes, tuple[Fault, ...]]:
    """Read the whole file once, keeping nothing: its encoding, its first block, and what to know about it.

    A Windows-1252 letter may stand in the last row of a file that is ASCII until there, so that a look at
    the beginning is not enough. `packed` is the size on disk in bytes.
    """
    size, head = 0, b""
    decoder = None
    sound = _Soundness()
    try:
        with opener() as stream:
            while block := stream.read(BLOCK):
                size += len(block)
                if size > MAX_TEXT_BYTES:
                    sizes = {"size": size // BLOCK, "limit": MAX_TEXT_BYTES // BLOCK}
                    raise UnreadableFile(Fault("file-too-large", params=sizes))
                guard_ratio(size, packed)
                if decoder is None:
                    head = block
                    decoder = _marked(head) or sound
                if decoder is sound:
                    sound.take(block)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(Fault("file-cut-short")) from error
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(Fault("file-empty"))
    if isinstance(decoder, str):
        return decoder, head, ()
    _refuse_binary(head)
    return sound.encoding, head, sound.remarks


def _marked(head: bytes) -> str | None:
    """The encoding that a mark at the beginning states, or that the zero bytes between letters show."""
    for mark, encoding in _BOMS:
        if head.startswith(mark) and encoding != "utf-8-sig":
            return encoding
    sample = head[:4000]
    if len(sample) >= 8 and sample[1::2].count(0) > 0.4 * len(sample) / 2 and not sample[::2].count(0):
        return "utf-16-le"
    if len(sample) >= 8 and sample[::2].count(0) > 0.4 * len(sample) / 2 and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _refuse_binary(head: bytes) -> None:
    controls = sum(1 for byte in head[: BLOCK // 16] if byte < 32 and byte not in _TEXT_CONTROLS)
    zeros = head[: BLOCK // 16].count(0)
    if controls > 0.02 * len(head[: BLOCK // 16]) or zeros > 0.2 * len(head[: BLOCK // 16]):
        raise UnreadableFile(Fault("not-text"))


class _Soundness:
    """Whether a stream of bytes is UTF-8, and if it isn't, whether it was meant to be."""

    def __init__(self) -> None:
        self.rest = b""
        self.good = 0
        self.bad = 0

    def take(self, block: bytes) -> None:
        block = self.rest + block
        self.rest = b""
        if block.isascii():
            return
        while True:
            try:
                self.good += len(block) - len(block.decode("utf-8"))
                return
            except UnicodeDecodeError as error:
                if error.reason == "unexpected end of data" and error.end == len(block):
                    self.rest = block[error.start :]
                    block = block[: error.start]
                    continue
                self.bad += 1
                self.good += error.start - len(block[: error.start].decode("utf-8"))
                block = block[error.end :]
                if self.bad > 100_000:  # enough to know, and each one costs
                    return

    @property
    def encoding(self) -> str:
        """UTF-8 with a few bad bytes is damaged UTF-8; with more bad than good it was Windows-1252."""
        bad = self.bad + bool(self.rest)
        return "utf-8-sig" if not bad or self.good > 2 * bad else "cp1252"

    @property
    def remarks(self) -> tuple[Fault, ...]:
        return (Fault("encoding-assumed", value="Windows-1252"),) if self.encoding == "cp1252" else ()


def delimiter_in(head: str) -> str:
    """The character that splits the first row into the most columns that later rows keep to."""

    def score(delimiter: str) -> float:
        rows = _first_rows(head, delimiter)
        if not rows:
            return 0
        width = len(rows[0])
        kept = sum(1 for row in rows if abs(len(row) - width) <= 1) / len(rows)
        return (width - 1) * kept

    best = max(DELIMITERS, key=score)
    return best if score(best) > 0 else ","


def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if any(row):
                rows.append(row)
            if len(rows) == _ROWS_TO_SNIFF:
                break
    except csv.Error:
        return rows
    return rows


def lines(opener: Opener, encoding: str, delimiter: str, quoted: str = '"') -> Iterator[Line]:
    """Every line, in constant memory. `quoted` empty: quotation marks are letters like any other."""
    with io.TextIOWrapper(opener(), encoding=encoding, errors="replace", newline="") as text:
        style = {"quotechar": quoted} if quoted else {"quoting": csv.QUOTE_NONE, "quotechar": None}
        rows = csv.reader(_bounded(text), delimiter=delimiter, **style)
        number = 0
        while True:
            number += 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise UnreadableFile(Fault("quote-unclosed", params={"row": number})) from error
            if len(row) > MAX_COLUMNS:
                raise UnreadableFile(Fault("too-many-columns", params={"row": number, "limit": MAX_COLUMNS}))
            if any(row):
                yield line(number, tuple(row))


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    """The stream's lines; a "line" of a million letters is not one."""
    count = 0
    while part := text.readline(RUNAWAY_CELL):
        count += 1
        if len(part) == RUNAWAY_CELL and not part.endswith(("\n", "\r")):
            raise UnreadableFile(Fault("line-runaway", params={"row": count}))
        yield part
