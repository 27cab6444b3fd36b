"""Pairs that people have decided, from a file: the same incident, or different ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from vigie.research.faults import BadFile, listed
from vigie.research.opening import first_bytes
from vigie.research.sheet import Sheet

COLUMNS = ("report_id_1", "report_id_2", "answer")
ANSWERS = ("same", "different")

Pair = tuple[int, int]


def read_decisions(path: Path, sheet: Sheet) -> tuple[list[Pair], list[Pair]]:
    """The pairs called the same and those called different, as row numbers. Raises `BadFile`.

    A CSV file with the columns report_id_1, report_id_2 and answer; "unsure" and empty answers decide nothing,
    so that a sample that was filled in can be given as it is.
    """
    told = list(answers(path))
    rows = _rows_of({row[name] for _number, row in told for name in COLUMNS[:2]}, sheet)
    same, different = [], []
    for number, row in told:
        for name in COLUMNS[:2]:
            if row[name] not in rows:
                raise BadFile("decisions_id", path=str(path), row=number, value=row[name] or name)
        answer = row["answer"].lower()
        if answer not in (*ANSWERS, "unsure", ""):
            raise BadFile("decisions_answer", path=str(path), row=number, value=row["answer"])
        pair = tuple(sorted((rows[row["report_id_1"]], rows[row["report_id_2"]])))
        if pair[0] == pair[1]:
            raise BadFile("decisions_self", path=str(path), row=number, value=row["report_id_1"])
        if answer in ANSWERS:
            (same if answer == "same" else different).append(pair)
    return same, different


def answers(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a file of answers, with their number as a spreadsheet counts. Raises `BadFile`."""
    first_bytes(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadFile("not_utf8", path=str(path), line=line) from None
    head = text.partition("\n")[0]
    table = csv.DictReader(text.splitlines(), delimiter=max(",;\t", key=head.count))
    there = [name.strip() for name in table.fieldnames or ()]
    for name in COLUMNS:
        if name not in there:
            raise BadFile(
                "column_absent", path=str(path), name=name, asked=listed(COLUMNS), there=listed(there, 30)
            )
    for number, row in enumerate(table, 2):
        yield number, {(name or "").strip(): (value or "").strip() for name, value in row.items() if name}


def _rows_of(ids: set[str], sheet: Sheet) -> dict[str, int]:
    """The row number of each of some report ids that there are."""
    found = sheet.link.execute(
        "SELECT report_id, n FROM (SELECT report_id, row_number() OVER () - 1 AS n FROM reports) "
        "WHERE report_id IN (SELECT unnest($ids))",
        {"ids": sorted(ids)},
    ).fetchall()
    return dict(found)
