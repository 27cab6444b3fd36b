"""Every row read, its cells made what they should be, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from vigie.research.columns import COLUMNS, UNKNOWN, Column
from vigie.research.faults import Fault, remark
from vigie.research.opening import Opened, broken, literal, quoted

EARLIEST = "1800-01-01"


@dataclass(frozen=True)
class Refused:
    """A row that was not read. `row` is numbered as a spreadsheet does; the header is row 1."""

    row: int
    report_id: str
    column: str
    value: str
    fault: Fault


def check_rows(opened: Opened, link: duckdb.DuckDBPyConnection, *, latest: date | None = None) -> None:
    """Read all rows into the tables `reports` (in an order that the file's does not change) and `refused`.

    `latest` is the last day that a date may name: tomorrow where nothing is said, since it is already
    tomorrow somewhere. Raises `BadFile` where the file cannot be read as a table.
    """
    last = latest or date.today() + timedelta(days=1)
    kept = ", ".join(["row", *COLUMNS, *(quoted(name) for name in extra_names(opened))])
    try:
        link.execute(
            f"CREATE TABLE checked AS SELECT {kept}, {_fault(last)} AS fault FROM ({_typed(opened)})"
        )
    except duckdb.Error as error:
        raise broken(opened.path, error, len(opened.types)) from None
    link.execute("CREATE TABLE repeated (report_id VARCHAR, first BIGINT)")
    if _repeats(link):
        link.execute(
            "INSERT INTO repeated SELECT report_id, min(row) FROM checked "
            "WHERE fault IS NULL GROUP BY report_id HAVING count(*) > 1"
        )
    _part(link)


def extra_names(opened: Opened) -> list[str]:
    """Columns beyond the documented ones that somebody asked for."""
    return sorted(opened.names.keys() - COLUMNS.keys())


def _repeats(link) -> bool:
    return link.execute(
        "SELECT count(*) <> count(DISTINCT hash(report_id)) FROM checked WHERE fault IS NULL"
    ).fetchone()[0]


def _part(link) -> None:
    """Part what was checked into what is matched and what was refused."""
    link.execute(
        "CREATE TABLE refused AS SELECT row, coalesce(report_id, '') AS report_id, fault[1] AS code, "
        "coalesce(fault[2], '') AS value, NULL::BIGINT AS first FROM checked WHERE fault IS NOT NULL"
    )
    again = "checked.report_id = repeated.report_id AND checked.row > repeated.first AND fault IS NULL"
    link.execute(
        "INSERT INTO refused SELECT row, checked.report_id, 'id_repeated', checked.report_id, repeated.first "
        f"FROM checked JOIN repeated ON {again}"
    )
    # By date, then source, then id: the same reports give the same result, however their rows are shuffled.
    link.execute(
        f"CREATE TABLE reports AS SELECT * EXCLUDE (fault) FROM checked ANTI JOIN repeated ON {again} "
        "WHERE fault IS NULL ORDER BY date, source, report_id"
    )
    link.execute("DROP TABLE checked")
    link.execute("DROP TABLE repeated")


def refused_rows(link: duckdb.DuckDBPyConnection) -> list[Refused]:
    """The rows refused, in the order of the file."""
    rows = link.execute("SELECT row, report_id, code, value, first FROM refused ORDER BY row").fetchall()
    return [_refused(*row) for row in rows]


def _refused(row: int, report_id: str, code: str, value: str, first: int | None) -> Refused:
    blanks = {"row": row, "value": value} | ({"first": first} if first else {})
    return Refused(row, report_id, _column_of(code), value, remark(code, **blanks))


def _column_of(code: str) -> str:
    if code == "half_point":
        return "lat"
    if code.startswith("id_"):
        return "report_id"
    return max((name for name in COLUMNS if code.startswith(name)), key=len)


def _typed(opened: Opened) -> str:
    """SQL: every column in its type, and its text beside it where the cast may fail."""
    types = dict(opened.types)
    parts = ["row"]
    for name, column in COLUMNS.items():
        if name in opened.names:
            parts += _cell(column, quoted(opened.names[name]), types[opened.names[name]])
        else:
            kind = {"date": "DATE", "degrees": "DOUBLE", "count": "INTEGER"}.get(column.kind, "VARCHAR")
            parts.append(f"CAST(NULL AS {kind}) AS {name}")
            parts.append(f"CAST(NULL AS VARCHAR) AS {name}_text")
    parts += [f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in extra_names(opened)]
    return f"SELECT {', '.join(parts)} FROM {opened.rows}"


def _cell(column: Column, cell: str, kind: str) -> list[str]:
    """SQL for one cell: its value, and its text where there may be a fault to tell."""
    name = column.name
    unknown = ", ".join(literal(word) for word in UNKNOWN)
    text = cell if kind == "VARCHAR" else f"CAST({cell} AS VARCHAR)"
    text = f"CASE WHEN trim({text}) NOT IN ('', {unknown}) THEN trim({text}) END"
    if column.kind == "text":
        return [f"{text} AS {name}"]
    if column.kind == "code":
        return [f"lower({text}) AS {name}", f"{text} AS {name}_text"]
    if column.kind == "date":
        value = cell if kind == "DATE" else f"TRY_CAST({text} AS DATE)"
        return [f"{value} AS {name}", f"{text} AS {name}_text"]
    if kind in ("DOUBLE", "FLOAT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT"):
        number = f"CAST({cell} AS DOUBLE)"
    else:
        number = f"coalesce(TRY_CAST({text} AS DOUBLE), TRY_CAST(replace({text}, ',', '.') AS DOUBLE))"
    number = f"CASE WHEN NOT isnan({number}) THEN {number} END"
    return [f"{number} AS {name}", f"{text} AS {name}_text"]


def _fault(latest: date) -> str:
    """SQL: [code, value] of the first fault found in a row, or NULL."""
    whens = " ".join(f"WHEN {test} THEN [{literal(code)}, {value}]" for test, code, value in _tests(latest))
    return f"CASE {whens} END"


def _tests(latest: date) -> list[tuple[str, str, str]]:
    """(what is wrong, its code, the value to show), in the order in which they are looked for."""
    last = f"DATE {literal(latest.isoformat())}"
    # "infinity" and "epoch" are dates to the database and to nobody else.
    words = "date_text IN ('infinity', '-infinity', 'epoch')"
    tests = [
        ("report_id IS NULL", "id_missing", "''"),
        ("source IS NULL", "source_missing", "''"),
        ("date_text IS NULL", "date_missing", "''"),
        (f"date IS NULL OR {words}", "date_unreadable", "date_text"),
        (f"date > {last}", "date_future", "date_text"),
        (f"date < DATE {literal(EARLIEST)}", "date_early", "date_text"),
        ("date_end_text IS NOT NULL AND date_end IS NULL", "date_end_unreadable", "date_end_text"),
        ("date_end < date", "date_end_order", "date_end_text"),
        (f"date_end > {last}", "date_end_future", "date_end_text"),
        ("(lat_text IS NULL) <> (lon_text IS NULL)", "half_point", "coalesce(lat_text, lon_text)"),
    ]
    for column in COLUMNS.values():
        name = column.name
        text = f"{name}_text"
        if column.kind == "code":
            codes = ", ".join(literal(code) for code in column.codes)
            tests.append((f"{name} NOT IN ({codes})", f"{name}_unknown", text))
        elif column.kind == "degrees":
            tests.append((f"{name} IS NULL AND {text} IS NOT NULL", f"{name}_unreadable", text))
            tests.append((f"abs({name}) > {column.most}", f"{name}_range", text))
        elif column.kind == "count":
            odd = f"{name} IS NULL OR {name} < 0 OR {name} > 1e9 OR {name} <> floor({name})"
            tests.append((f"{text} IS NOT NULL AND ({odd})", f"{name}_unreadable", text))
    return tests
