"""A file of reports, opened: CSV or Parquet, its columns found, before any row is read."""

from __future__ import annotations

import csv
import difflib
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from vigie.research.columns import COLUMNS, NEEDED
from vigie.research.faults import BadFile, listed

DELIMITERS = ",;\t|"
# DuckDB may fetch extensions by itself when it meets something unknown. Here it must never reach out.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
MEMORY = "500MB"  # of the tables; the engine has the rest of what is promised


# What others call our columns, where the letters alone would not lead there.
ELSEWHERE = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "enddate": "date_end", "end_date": "date_end",
    "id": "report_id", "event_id": "report_id", "event_date": "date", "start_date": "date",
    "event_type": "event_type_1", "type": "event_type_1", "actor": "actor_group", "organisation": "source",
    "dataset": "source", "fatalities": "killed", "deaths": "killed",
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A file whose columns are known. `names` leads from our names to those in the file."""

    path: Path
    names: dict[str, str]
    types: tuple[tuple[str, str], ...]  # of each column in the file, as DuckDB names them
    unknown: tuple[str, ...]
    rows: str  # SQL: all columns of the file with `row`, as a spreadsheet numbers it


def workshop(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database for the work in hand in `folder`; it never reaches the network, and spills to disk."""
    link = duckdb.connect(
        str(folder / "work.duckdb"),
        config=OFFLINE | {"memory_limit": MEMORY, "temp_directory": str(folder / "spill"), "threads": "2"},
    )
    link.execute("SET TimeZone = 'UTC'")
    return link


def open_file(path: Path, link: duckdb.DuckDBPyConnection, *, extra: dict[str, str] | None = None) -> Opened:
    """Open a file of reports and look at its columns. Raises `BadFile`.

    `extra` are columns that somebody asks for beyond the documented ones: name → who asks.
    """
    start = first_bytes(path)
    return _parquet(path, link, extra or {}) if start == b"PAR1" else _csv(path, extra or {})


def first_bytes(path: Path) -> bytes:
    """The first four bytes of a file that can be read and is not empty. Raises `BadFile`."""
    if path.is_dir():
        raise BadFile("file_folder", path=str(path))
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except FileNotFoundError:
        raise BadFile("file_absent", path=str(path)) from None
    except OSError as error:
        raise BadFile("file_unreadable", path=str(path), why=error.strerror or str(error)) from None
    if not start:
        raise BadFile("file_empty", path=str(path))
    return start


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A text as SQL takes it."""
    return "'" + str(text).replace("'", "''") + "'"


def _parquet(path: Path, link, extra: dict[str, str]) -> Opened:
    source = f"read_parquet([{literal(_unglobbed(path))}], file_row_number = true)"
    try:
        described = link.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error:
        raise BadFile("not_parquet", path=str(path)) from None
    there = tuple(name for name, *_ in described if name != "file_row_number")
    names = _names(path, there, extra)
    types = tuple((name, kind) for name, kind, *_ in described if name in there)
    rows = f"(SELECT file_row_number + 2 AS row, * EXCLUDE (file_row_number) FROM {source})"
    return Opened(path, names, types, _unknown(names, there), rows)


def _csv(path: Path, extra: dict[str, str]) -> Opened:
    there, delimiter = _header(path)
    names = _names(path, there, extra)
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in there)
    source = (
        f"read_csv([{literal(_unglobbed(path))}], auto_detect = false, header = false, skip = 1, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{columns}}})"
    )
    # The order of insertion is kept, so that numbering as rows come numbers them as they stand.
    rows = f"(SELECT row_number() OVER () + 1 AS row, * FROM {source})"
    types = tuple((name, "VARCHAR") for name in there)
    return Opened(path, names, types, _unknown(names, there), rows)


def _unglobbed(path: Path) -> str:
    """The path with the signs that DuckDB would take for a pattern set in brackets."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _header(path: Path) -> tuple[tuple[str, ...], str]:
    """The names in the first row, and what stands between cells."""
    with path.open("rb") as file:
        written = file.readline()
    try:
        line = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("not_utf8", path=str(path), line=1) from None
    if "\0" in line:
        raise BadFile("not_utf8", path=str(path), line=1)
    delimiter = max(DELIMITERS, key=line.count)
    names = next(csv.reader([line], delimiter=delimiter), [])
    if not any(name.strip() for name in names):
        raise BadFile("file_empty", path=str(path))
    # Nameless columns get a name of their own, since every cell needs a column.
    return tuple(name.strip() or f"column {number}" for number, name in enumerate(names, 1)), delimiter


def _names(path: Path, there: tuple[str, ...], extra: dict[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    seen: set[str] = set()
    for name in there:
        plain = name.strip().lower()
        if plain in seen:
            raise BadFile("columns_repeated", path=str(path), name=name)
        seen.add(plain)
        if plain in COLUMNS:
            names[plain] = name
    # Typing errors come first: "dat" is what is wrong when date is missing.
    for name in there:
        if name.strip().lower() not in COLUMNS and name not in extra:
            _refuse_misspelt(path, name, names)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise BadFile("columns_missing", path=str(path), missing=listed(missing), there=listed(there, 30))
    for name, asked in extra.items():
        if name not in there:
            raise BadFile("column_absent", path=str(path), name=name, asked=asked, there=listed(there, 30))
        names.setdefault(name, name)
    return names


def _refuse_misspelt(path: Path, name: str, names: dict[str, str]) -> None:
    """A name very like that of a column that is not there is a typing error, and would lose the column."""
    absent = [known for known in COLUMNS if known not in names]
    plain = re.sub(r"[ .-]+", "_", name.strip().lower())
    near = [known for known in (ELSEWHERE.get(plain),) if known in absent]
    near = near or difflib.get_close_matches(plain, absent, n=1, cutoff=0.75)
    if near:
        raise BadFile("columns_misspelt", path=str(path), name=name, near=near[0])


def _unknown(names: dict[str, str], there: tuple[str, ...]) -> tuple[str, ...]:
    used = set(names.values())
    return tuple(name for name in there if name not in used)


def broken(path: Path, error: duckdb.Error, columns: int) -> BadFile:
    """What DuckDB says of a CSV file, in our words."""
    text = str(error)
    line = int(found.group(1)) if (found := re.search(r"on Line: (\d+)", text)) else 0
    if "not utf-8" in text or "unicode" in text.lower():
        return BadFile("not_utf8", path=str(path), line=line)
    if "Number of Columns" in text or "quote" in text.lower():
        return BadFile("broken_line", path=str(path), line=line, expected=columns)
    return BadFile("bad_csv", path=str(path), why=text.partition("\n")[0])
