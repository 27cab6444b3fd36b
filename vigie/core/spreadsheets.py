"""Cells that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from operator import itemgetter

# A spreadsheet runs a cell that begins like this; some trim what cannot be seen first, and some read the
# full-width signs of East Asian keyboards, the true minus sign and small forms as the plain ones.
_BLANK = r"[\s\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]*"
_SIGN = "[=+@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b-]"
_RUNS = re.compile(_BLANK + _SIGN)
# A spreadsheet in French splits lines at semicolons, whatever the quotes say: what follows begins a cell.
_RUNS_WITHIN = re.compile(rf"([;\t\r\n]{_BLANK})(?={_SIGN})")
# What most cells begin with, and no sign is: spares them the patterns.
_PLAIN_FIRST = frozenset(
    ("", *"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçéèêëîïôùûÀÂÇÉÈÊËÎÏÔÙÛ")
)
_FIRST = itemgetter(slice(0, 1))
_PARTS = re.compile(r"[;\t\r\n]")
# A number below zero runs nothing.
_NUMBER = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)


def neutral(value):
    """A cell that no spreadsheet runs: text that looks like a formula is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        value = " | ".join(str(each) for each in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    text = _RUNS_WITHIN.sub(r"\1'", str(value).replace("\x00", ""))
    return f"'{text}" if _RUNS.match(text) or text[:1] in ("\t", "\r", "\n") else text


def neutral_texts(texts: Sequence[str]) -> Sequence[str]:
    """Each text as `neutral` gives it, many at once and mostly by a glance; a bare number stays one."""
    if _PLAIN_FIRST.issuperset(map(_FIRST, texts)) and not _PARTS.search("".join(texts)):
        return texts
    return [
        text
        if (text[:1] in _PLAIN_FIRST and not _PARTS.search(text)) or _NUMBER.fullmatch(text)
        else neutral(text)
        for text in texts
    ]
