"""Paper: a Typst source and some data become a PDF, with no network, no system fonts and no code from people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import typst

# What a source may import or read: the house itself, so that `/web/paper/house.typ` is found from every room.
ROOT = Path(__file__).resolve().parents[1]
STANDARD = "a-2b"  # PDF/A-2b: every font is in the file, nothing outside it is needed to show it
# Left as they are among control characters; all others have no sign to print.
_KEPT = ("\n", "\t")
# Marks that turn the direction of what follows: a word could show as another than what is stored.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")


class NotTypeset(ValueError):
    """The source could not be set. `args[0]` is what Typst says of it; the data are not in it by our doing."""


def typeset(source: str | Path, data: Mapping) -> bytes:
    """Set `source` with `data` and return the PDF.

    `source` is Typst code, or the path of a .typ file below `vigie/`; both import from there
    (`#import "/web/paper/house.typ": house`). `data` is what JSON can hold (dates come as ISO text); the source
    reads it with `json(bytes(sys.inputs.data))`, as values: whatever people typed stays text and is never code.
    The PDF is PDF/A-2b. Where a text has a sign that none of Typst's own fonts has (an emoji, say), which PDF/A
    forbids, it is a plain PDF with an empty box for that sign. Raises `NotTypeset`.
    """
    inputs = {"data": json.dumps(printable(data), ensure_ascii=False)}
    try:
        return _compiled(source, inputs, [STANDARD])
    except typst.TypstError as error:
        if not str(error).startswith("PDF/A"):
            raise NotTypeset(str(error)) from error
    try:
        return _compiled(source, inputs, [])
    except typst.TypstError as error:
        raise NotTypeset(str(error)) from error


def _compiled(source: str | Path, inputs: dict[str, str], standards: list[str]) -> bytes:
    given = source if isinstance(source, Path) else source.encode()
    return typst.compile(given, root=ROOT, font_paths=_fonts(), sys_inputs=inputs, pdf_standards=standards)


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with Typst: the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def printable(value):
    """`value` as JSON can hold it, its texts without control characters or marks that turn the writing around."""
    if isinstance(value, str):
        return "".join(sign for sign in value if _has_a_sign(sign))
    if isinstance(value, Mapping):
        return {str(key): printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _has_a_sign(sign: str) -> bool:
    return sign in _KEPT or (sign not in _TURNING and unicodedata.category(sign) not in ("Cc", "Cs"))
