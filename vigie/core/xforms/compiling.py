"""An XLSForm compiled to an XForm by pyxform, with what is wrong told by sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigie.core.faults import Fault
from vigie.core.xforms.sheets import FIRST_ROW, TRANSLATED, columns_of, with_default_words
from vigie.core.xforms.sources import Sheets

# What pyxform says without a code of its own; codes are ours.
_UNCODED = {
    "no-type": r"\[row : (?P<row>\d+)\] Question with no type\.",
    "no-name": r"\[row : (?P<row>\d+)\] Question or group with no name\.",
    "no-calculation": r"\[row : (?P<row>\d+)\] Missing calculation\.",
    "list-unknown": r"\[row : (?P<row>\d+)\] ?List name not in \w+(?: choices)? sheet: (?P<value>.+)",
    "type-unknown": r"Unknown question type '(?P<value>.+?)'\.",
    "choice-with-space": r"Choice names with spaces .* See \[(?P<value>.*?)\] in \[(?P<list>.*?)\]",
    "no-choices": r".*Please ensure that the choices sheet has the mandatory columns.*",
    "audit-named": r"\[row : (?P<row>\d+)\] Audits must always be named.*",
    "filter-with-other": r"\[row : (?P<row>\d+)\] Choice filter not supported with or_other.*",
    "column-twice": r"Duplicate column header: (?P<value>.+)",
    "no-label": r"\[row : (?P<row>\d+)\] (?:Group|Repeat) has no label:.*",
    "row-skipped": r"\[row : (?P<row>\d+)\] Row without name, text, or label is being skipped:.*",
    "language-lacks": r"(?:Language )?'(?P<language>.+?)' is missing the (?P<sheet>\w+) columns? (?P<value>.+?)\.",
    "max-pixels": r"\[row : (?P<row>\d+)\] Use the max-pixels parameter.*",
    "language-code": r"The following language declarations .*codes: (?P<value>.+?)\. .*",
    "other-untranslated": r"This form uses or_other and translations.*",
    "old-metadata": r"\[row : (?P<row>\d+)\] (?P<value>\w+) is no longer supported.*",
}
_ROW = re.compile(r"\[row : (\d+)\]\s*")
# pyxform makes typewriter's quotation marks of these, in words as in formulas: words keep theirs.
_QUOTES = str.maketrans("‘’“”", "\ue000\ue001\ue002\ue003")
_QUOTES_BACK = {held: chr(sign) for sign, held in _QUOTES.items()}
_SAYS = "pyxform-says"  # a message for which we have no sentence: its own words


@dataclass(frozen=True)
class Compiled:
    """An XForm with what there is to know about it; no XForm where there are faults.

    Faults and remarks name `sheet` and `row` (as a spreadsheet numbers it) among their params.
    """

    xml: bytes = b""
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def compile_sheets(sheets: Sheets) -> Compiled:
    """Compile an XLSForm. Words that are missing in a language are those of the default one."""
    from pyxform.errors import PyXFormError  # takes 40 MB: only where a form is brought
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    try:
        made = convert(_workbook(with_default_words(sheets)), warnings=warnings)
    except PyXFormError as error:
        return Compiled(faults=tuple(_placed(fault, sheets) for fault in _faults(error)))
    except Exception as error:
        # A form that breaks pyxform itself: what it says then is for its makers.
        return Compiled(faults=(Fault(_SAYS, value=f"{type(error).__name__} {error}"[:200]),))
    lines = (line for warning in warnings for line in warning.split("\nLanguage "))
    remarks = (_placed(told(line), sheets) for line in lines)
    xml = made.xform.translate(_QUOTES_BACK)
    return Compiled(xml.encode(), remarks=tuple(dict.fromkeys(remarks)))


def _workbook(sheets: Sheets) -> dict:
    """What pyxform takes: rows without empty cells, and every column even if no row fills it."""
    rows = {name: [_cells(row) for row in found] for name, found in sheets.items()}
    heads = {f"{name}_header": [dict.fromkeys(columns_of(found))] for name, found in sheets.items()}
    return {**rows, **heads, "sheet_names": list(sheets)}


def _cells(row: dict[str, str]) -> dict[str, str]:
    return {
        column: cell.translate(_QUOTES) if column.partition(":")[0] in TRANSLATED else cell
        for column, cell in row.items()
        if cell
    }


def _faults(error) -> Iterator[Fault]:
    if error.code:
        said = {key: str(value) for key, value in error.context.items()}
        yield _fault(error.code.name, said, str(error))
        return
    # Several lines may be several faults.
    lines = str(error).split("\n[row : ")
    yield from (told(line if number == 0 else f"[row : {line}") for number, line in enumerate(lines))


def told(message: str) -> Fault:
    """One of pyxform's messages as a fault with a code."""
    message = message.strip()
    for code, pattern in _patterns():
        if found := pattern.fullmatch(message):
            return _fault(code, found.groupdict(), message)
    row = _ROW.search(message)
    return Fault(_SAYS, value=_ROW.sub("", message), params={"row": int(row[1])} if row else {})


def _fault(code: str, said: dict[str, str], message: str) -> Fault:
    params = {key: value for key, value in said.items() if key not in ("column", "value", "q")}
    if str(params.get("row", "")).isdigit():
        params["row"] = int(params["row"])
    named = re.search(r"On the '(\w+)' sheet, the '([\w ]+)' value", message)
    params.setdefault("sheet", named[1] if named else _sheet_of(code, message))
    column = said.get("column") or (named[2] if named else "")
    value = said.get("q") or said.get("value") or ""
    name = code.lower().replace("_", "-")
    return Fault(name, column, value, {**params, "pyxform": message[:400]})


def _sheet_of(code: str, message: str) -> str:
    found = re.search(r"'(\w+)' sheet", message)
    if found:
        return found[1]
    return "choices" if code.startswith("choice") else "survey"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern], ...]:
    """Every message that pyxform makes of a code, as an expression that finds what it names."""
    from pyxform.errors import ErrorCode

    coded = [(each.name, _pattern(each.value.msg)) for each in ErrorCode]
    return (*coded, *((code, re.compile(text, re.DOTALL)) for code, text in _UNCODED.items()))


def _pattern(template: str) -> re.Pattern:
    seen: set[str] = set()

    def named(match: re.Match) -> str:
        name = match[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.*?)"

    text = re.escape(template.replace("{{", "\0").replace("}}", "\1"))
    text = re.sub(r"\\\{(\w+)\\\}", named, text)
    return re.compile(text.replace("\0", r"\{").replace("\1", r"\}"), re.DOTALL)


def _placed(fault: Fault, sheets: Sheets) -> Fault:
    """The fault with its row, where pyxform names only what stands in it."""
    if "row" in fault.params or not fault.value:
        return fault
    column = "type" if fault.code == "type-unknown" else "name"
    for number, row in enumerate(sheets.get(fault.params.get("sheet", "survey"), ()), FIRST_ROW):
        if row.get(column) == fault.value:
            return Fault(fault.code, fault.field or column, fault.value, {**fault.params, "row": number})
    return fault
