"""A file of reports, read and checked, whose columns are handed to the engine as arrays."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from datetime import date
from pathlib import Path

import numpy as np

from vigie.research.checking import Refused, check_rows, refused_rows
from vigie.research.columns import COLUMNS
from vigie.research.faults import Fault, listed, remark
from vigie.research.opening import open_file, quoted, workshop

UNKNOWN = -1  # the code of an empty cell


class Sheet:
    """The reports of one file, in an order that does not depend on that of its rows (date, source, id).

    What was read lies in a folder of its own beside the result or in the system's folder for such things,
    readable to this user only, and goes with the sheet.
    """

    def __init__(self, path: Path, *, extra: dict[str, str] | None = None, latest: date | None = None,
                 beside: Path | None = None) -> None:  # fmt: skip
        """Read and check a file. Raises `BadFile`; rows at fault are in `refused`, not raised.

        `extra` are columns wanted beyond the documented ones (name → who asks), `latest` the last day that
        a date may name (tomorrow), `beside` the folder in whose disk space the work is done.
        """
        self.path = path
        self._folder = Path(tempfile.mkdtemp(prefix=".vigie-", dir=beside))
        self.link = workshop(self._folder)
        # Gone also when reading fails, or when nobody holds the sheet any more.
        self.close = weakref.finalize(self, _clear, self.link, self._folder)
        try:
            opened = open_file(path, self.link, extra=extra)
            self.unknown_columns = opened.unknown
            self.columns = tuple(name for name in COLUMNS if name in opened.names)
            check_rows(opened, self.link, latest=latest)
        except BaseException:
            self.close()
            raise
        self.rows_read = self._one("SELECT count(*) FROM reports") + self._one("SELECT count(*) FROM refused")

    def __len__(self) -> int:
        return self._one("SELECT count(*) FROM reports")

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *_error) -> None:
        self.close()

    def _one(self, sql: str):
        return self.link.execute(sql).fetchone()[0]

    @property
    def refused(self) -> list[Refused]:
        return refused_rows(self.link)

    def ids(self) -> np.ndarray:
        """The report_id of each report, as an array of texts."""
        return self.texts("report_id")

    def texts(self, name: str) -> np.ndarray:
        found = self.link.execute(f"SELECT {quoted(name)} AS v FROM reports").fetchnumpy()["v"]
        return np.ma.filled(found, "")

    def codes(self, name: str) -> tuple[np.ndarray, list[str]]:
        """Each report's text as int32 number (-1 for none), and the texts, sorted."""
        column = quoted(name)
        self.link.execute("DROP TYPE IF EXISTS texts")
        some = self._one(f"SELECT count({column}) FROM reports")
        if not some:
            return np.full(len(self), UNKNOWN, np.int32), []
        self.link.execute(
            f"CREATE TYPE texts AS ENUM (SELECT DISTINCT {column} FROM reports "
            f"WHERE {column} IS NOT NULL ORDER BY 1)"
        )
        names = self._one("SELECT enum_range(NULL::texts)")
        code = f"coalesce(CAST(enum_code(CAST({column} AS texts)) AS INTEGER), {UNKNOWN})"
        found = self.link.execute(f"SELECT CAST({code} AS INTEGER) AS v FROM reports").fetchnumpy()["v"]
        return np.asarray(np.ma.filled(found, UNKNOWN), np.int32), list(names)

    def numbers(self, name: str, *, none: float = np.nan) -> np.ndarray:
        """A column of numbers as float64; `none` where there is none."""
        found = self.link.execute(f"SELECT {quoted(name)} AS v FROM reports").fetchnumpy()["v"]
        return np.ma.filled(np.ma.asarray(found, np.float64), none)

    def days(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last day (int32, since 1970-01-01) of the span in which each report says it happened."""
        found = self.link.execute(
            f"SELECT {_days(FIRST)} AS first, {_days(LAST)} AS last FROM reports"
        ).fetchnumpy()
        return tuple(np.asarray(found[name], np.int32) for name in ("first", "last"))

    def ends(self) -> np.ndarray:
        """The day on which each episode ended (int32), the first day itself where none is given."""
        sql = f"SELECT {_days('coalesce(date_end, date)')} AS v FROM reports"
        return np.asarray(self.link.execute(sql).fetchnumpy()["v"], np.int32)

    def remarks(self) -> list[Fault]:
        """What whoever reads the result should know of the file."""
        said = []
        if self.unknown_columns:
            said.append(remark("unknown_columns", names=listed(self.unknown_columns)))
        number = len(self)
        if number < 2:
            said.append(remark("too_few"))
        said += self._remarks_on_places()
        return said

    def _remarks_on_places(self) -> list[Fault]:
        placeless, pointless = self.link.execute(
            "SELECT count(*) FILTER (lat IS NULL AND place IS NULL AND area IS NULL), "
            "count(*) FILTER (lat IS NULL AND (place IS NOT NULL OR area IS NOT NULL)) FROM reports"
        ).fetchone()
        number = len(self)
        said = [remark("nowhere")] if number and placeless == number else []
        said += [remark("pointless", n=pointless)] if pointless else []
        crowd = self.link.execute(CROWD).fetchone()
        if crowd and crowd[0] > CROWDED:
            said.append(remark("crowded", n=crowd[0], place=crowd[1], date=str(crowd[2])))
        return said


# So many reports at one place on one day are no longer compared each with each.
CROWDED = 500
CROWD = """
    SELECT count(*) AS n, coalesce(any_value(place), any_value(area), round(lat, 2) || ', ' || round(lon, 2), '?'),
           date
    FROM reports
    GROUP BY date, round(lat, 2), round(lon, 2), CASE WHEN lat IS NULL THEN coalesce(place, area) END
    ORDER BY n DESC, date LIMIT 1
"""

FIRST = (
    "CASE date_precision WHEN 'month' THEN date_trunc('month', date) "
    "WHEN 'year' THEN date_trunc('year', date) ELSE date END"
)
LAST = (
    "CASE date_precision WHEN 'week' THEN date + 6 WHEN 'month' THEN last_day(date) "
    "WHEN 'year' THEN make_date(CAST(year(date) AS INTEGER), 12, 31) ELSE date END"
)


def _days(day: str) -> str:
    return f"CAST(date_diff('day', DATE '1970-01-01', CAST({day} AS DATE)) AS INTEGER)"


def _clear(link, folder: Path) -> None:
    link.close()
    shutil.rmtree(folder, ignore_errors=True)
