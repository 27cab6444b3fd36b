"""One line of a table, and the mending of texts that were decoded wrongly by whoever wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigie.intake.readers.outcome import Fault
from vigie.intake.readers.tables.limits import MAX_CELL

# What é, è, ’ and their like become when UTF-8 is read as Windows-1252 or Latin-1: "TillabÃ©ri".
_MISREAD = re.compile("[ÂÃâ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as text. `raw` is as received, `cells` as read; they differ where a text was mended.

    The column of a fault is its index, as text, until `Table.named` puts the header's word there.
    """

    number: int
    raw: tuple[str, ...]
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def line(number: int, raw: tuple[str, ...], faults: tuple[Fault, ...] = ()) -> Line:
    """A line with its texts mended where they can be, and named where they can't."""
    if _is_plain(raw):
        return Line(number, raw, raw, faults)
    cells, wrong, remarks = [], list(faults), []
    for index, cell in enumerate(raw):
        text = cell
        if _CONTROLS.search(text):
            text = _CONTROLS.sub("", text)
            remarks.append(Fault("control-characters", str(index), text))
        if REPLACEMENT in text:
            wrong.append(Fault("letters-lost", str(index), text))
        elif (mended := _mended(text)) != text:
            remarks.append(Fault("letters-mended", str(index), text, {"read": mended}))
            text = mended
        if len(text) > MAX_CELL:
            wrong.append(
                Fault("cell-too-long", str(index), text[:60], {"length": len(text), "limit": MAX_CELL})
            )
        cells.append(text)
    return Line(
        number, tuple(_without_controls(cell) for cell in raw), tuple(cells), tuple(wrong), tuple(remarks)
    )


def _is_plain(raw: tuple[str, ...]) -> bool:
    """True where there is nothing to look at more closely, as in nearly every line."""
    joined = "\t".join(raw)
    if len(joined) > MAX_CELL or _CONTROLS.search(joined):
        return False
    return joined.isascii() or not (REPLACEMENT in joined or _MISREAD.search(joined))


def _without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)


def _mended(text: str) -> str:
    if not _MISREAD.search(text):
        return text
    try:
        return b"".join(_byte(char) for char in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text  # a true "Ã" or "â": leave it


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
