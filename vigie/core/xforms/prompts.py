"""The words of an XLSForm that wait for a translator, given out as a table and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from vigie.core.xforms.sheets import translations
from vigie.core.xforms.sources import Sheets

HEADER = ("where", "words", "translation")
SHEETS = ("survey", "choices")


class NotPrompts(ValueError):
    """This is no table of prompts. `args[0]`: "not-text", "no-header", "unknown-place" (with the place)."""


@dataclass(frozen=True)
class Prompt:
    """One text. `where` finds it again ("survey/event_type/label", "choices/harms/killed/label"), whatever its row."""

    where: str
    words: str
    translation: str = ""


def languages(sheets: Sheets) -> list[str]:
    """The languages that an XLSForm has columns for, in their order."""
    found = (language for name in SHEETS for _c, _h, language in translations(sheets.get(name, [])))
    return list(dict.fromkeys(found))


def prompts(sheets: Sheets, language: str) -> Iterator[Prompt]:
    """Every text of a form with its words in the default language and, where there are any, in this one."""
    for where, row, own, default in _places(sheets, language):
        if words := row.get(default):
            yield Prompt(where, words, row.get(own, ""))


def untranslated(sheets: Sheets, language: str) -> int:
    return sum(not each.translation for each in prompts(sheets, language))


def to_csv(found: Iterator[Prompt]) -> str:
    """A table that any spreadsheet opens: where, the words, and an empty column for the translator."""
    file = io.StringIO()
    table = csv.writer(file, delimiter=";")
    table.writerow(HEADER)
    table.writerows((each.where, _quiet(each.words), _quiet(each.translation)) for each in found)
    return "\ufeff" + file.getvalue()


def with_translations(sheets: Sheets, language: str, table: bytes) -> tuple[Sheets, int]:
    """The form with a translator's words in their column, and how many were put in. Raises `NotPrompts`."""
    wanted = _read(table)
    changed, taken = {name: [dict(row) for row in rows] for name, rows in sheets.items()}, 0
    for where, row, own, _default in _places(changed, language):
        words = wanted.pop(where, "")
        if words and row.get(own) != words:
            row[own], taken = words, taken + 1
    if wanted:
        raise NotPrompts("unknown-place", next(iter(wanted)))
    return changed, taken


def _places(sheets: Sheets, language: str) -> Iterator[tuple[str, dict[str, str], str, str]]:
    default = (sheets.get("settings") or [{}])[0].get("default_language") or ""
    for name in SHEETS:
        rows = sheets.get(name, [])
        columns = {(held, spoken): column for column, held, spoken in translations(rows)}
        shown = {
            held: columns.get((held, default)) or column for (held, _s), column in reversed(columns.items())
        }
        for row in rows:
            for (held, spoken), own in columns.items():
                if spoken == language and (key := _key(name, row)):
                    yield f"{key}/{held}", row, own, shown[held]


def _key(sheet: str, row: dict[str, str]) -> str:
    parts = [row.get("list_name", ""), row.get("name", "")] if sheet == "choices" else [row.get("name", "")]
    return "/".join((sheet, *parts)) if parts[-1] else ""


def _read(table: bytes) -> dict[str, str]:
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotPrompts("not-text") from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") >= head.count(",") else ",")
    if not {"where", "translation"} <= set(rows.fieldnames or ()):
        raise NotPrompts("no-header")
    found = ((row.get("where") or "", (row.get("translation") or "").strip()) for row in rows)
    return {where: _loud(words) for where, words in found if where and words}


# A spreadsheet runs a cell that begins like a formula: an apostrophe before it is taken off again.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def _quiet(words: str) -> str:
    return f"'{words}" if words.startswith(_RUNS) else words


def _loud(words: str) -> str:
    return words[1:] if words[:1] == "'" and words[1:2] in _RUNS else words
