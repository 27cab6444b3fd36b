"""The checks that every reader shares, as tables of cells and what becomes of them."""

from __future__ import annotations

import datetime

import pytest

from tests.intake.readers.drawn import cases, codes
from vigie.intake.readers import checks
from vigie.intake.readers.record import Record
from vigie.intake.readers.tables import Line


def record(**cells: str) -> Record:
    texts = tuple(cells.values())
    return Record(list(cells), Line(2, texts, texts))


DECIMALS = """
cell      | value  | fault
14.25     | 14.25  |
14,25     | 14.25  |
-0,5      | -0.5   |
7         | 7      |
          |        |
1e2       | 100    |
nan       |        | number-unreadable
inf       |        | number-unreadable
1e999     |        | number-unreadable
14°15'N   |        | number-unreadable
1.2.3     |        | number-unreadable
"""


@pytest.mark.parametrize(("cell", "value", "fault"), cases(DECIMALS))
def test_decimals(cell, value, fault):
    row = record(x=cell)
    assert checks.decimal(row, "x") == (float(value) if value else None)
    assert codes(row.faults) == list(filter(None, [fault]))


COUNTS = """
cell       | value  | fault
0          | 0      |
12         | 12     |
12.0       | 12     |
12,0       | 12     |
1 200      | 1200   |
1'200      | 1200   |
           |        |
2.5        |        | count-not-whole
1,200      |        | count-not-whole
-3         |        | count-negative
99999999   |        | count-huge
5-10       |        | count-unreadable
une dizaine|        | count-unreadable
>5         |        | count-unreadable
"""


@pytest.mark.parametrize(("cell", "value", "fault"), cases(COUNTS))
def test_counts(cell, value, fault):
    row = record(n=cell)
    assert checks.count(row, "n") == (int(value) if value else None)
    assert codes(row.faults) == list(filter(None, [fault]))


def test_a_count_of_a_million_digits_costs_nothing():
    row = record(n="9" * 1_000_000)
    assert checks.count(row, "n") is None
    assert codes(row.faults) == ["count-huge"]


DATES = """
cell                 | first      | last       | precision | fault
2026-03-12           | 2026-03-12 | 2026-03-12 | day       |
12/03/2026           | 2026-03-12 | 2026-03-12 | day       |
12 mars 2026         | 2026-03-12 | 2026-03-12 | day       |
2026-03              | 2026-03-01 | 2026-03-31 | month     |
2026                 | 2026-01-01 | 2026-12-31 | year      |
2026-02-30           |            |            |           | date-impossible
31/04/2026           |            |            |           | date-impossible
13/13/2026           |            |            |           | date-impossible
1899-12-31           |            |            |           | date-too-early
2999-01-01           |            |            |           | date-in-future
hier                 |            |            |           | date-unreadable
0000-00-00           |            |            |           | date-impossible
"""


@pytest.mark.parametrize(("cell", "first", "last", "precision", "fault"), cases(DATES))
def test_dates(cell, first, last, precision, fault):
    row = record(d=cell)
    found = checks.date(row, "d")
    assert codes(row.faults) == list(filter(None, [fault]))
    if not fault:
        assert (found.first.isoformat(), found.last.isoformat(), found.precision) == (first, last, precision)


def test_tomorrow_is_allowed_for_a_report_from_further_east_and_the_day_after_is_not():
    today = datetime.date.today()
    for days, faults in ((1, []), (2, ["date-in-future"])):
        row = record(d=(today + datetime.timedelta(days)).isoformat())
        checks.date(row, "d")
        assert codes(row.faults) == faults


def test_month_first_is_told_once_for_the_file():
    told = set()
    cells = ("03/12/2020",)
    rows = [Record(["d"], Line(n, cells, cells), told) for n in (2, 3)]
    assert [checks.date(row, "d", month_first=True).first for row in rows] == [datetime.date(2020, 3, 12)] * 2
    assert [codes(row.remarks) for row in rows] == [["date-month-first"], []]


SPANS = """
start      | end        | fault
2026-03-12 | 2026-03-14 |
2026-03-12 |            |
           | 2026-03-14 | date-missing
2026-03-12 | 2026-03-11 | end-before-start
2026-03-12 | hier       | date-unreadable
2026-03    | 2026-03-05 |
"""


@pytest.mark.parametrize(("start", "end", "fault"), cases(SPANS))
def test_spans(start, end, fault):
    row = record(start=start, end=end)
    found = checks.span(row, "start", "end")
    assert codes(row.faults) == list(filter(None, [fault]))
    assert (found is None) == bool(fault)


POINTS = """
lat     | lon     | country | fault
14.1    | -1.63   | BF      |
14,1    | -1,63   | BF      |
-1.63   | 14.1    | BF      | coordinates-swapped
48.85   | 2.35    | BF      | coordinates-elsewhere
97.2    | 14.0    |         | off-earth-swapped
97.2    | 14.0    | NE      | off-earth
97.2    | 33.0    | CN      | off-earth-swapped
97.2    | 200     | NE      | off-earth
14.1    | 181     | NE      | off-earth
0       | 0       |         | null-island
0.0     | 0.0     | ML      | null-island
14.1    |         | BF      | coordinate-alone
        | -1.63   | BF      | coordinate-alone
        |         | BF      |
48.85   | 2.35    |         |
48.85   | 2.35    | FR      |
14.9    | 0.9     | BF NE   |
nan     | 1       | BF      | number-unreadable
"""


@pytest.mark.parametrize(("lat", "lon", "country", "fault"), cases(POINTS))
def test_points(lat, lon, country, fault):
    row = record(lat=lat, lon=lon)
    found = checks.point(row, "lat", "lon", tuple(country.split()))
    assert codes(row.faults) == list(filter(None, [fault]))
    assert (found is not None) == (bool(lat) and not fault)


TOLLS = """
low | best | high | read     | status  | remark
1   | 2    | 3    | 1 2 3    | known   |
    | 2    |      | - 2 -    | known   |
0   | 0    | 0    | 0 0 0    | known   |
    |      |      | - - -    | unknown |
13  | 13   | 12   | 12 13 13 | known   | toll-disordered
46  | 0    | 0    | 0 0 46   | known   | toll-disordered
1   |      | 3    | 1 - 3    | known   |
"""


@pytest.mark.parametrize(("low", "best", "high", "read", "status", "remark"), cases(TOLLS))
def test_tolls(low, best, high, read, status, remark):
    row = record(low=low, best=best, high=high)
    found = checks.toll(row, "killed", low="low", best="best", high="high")
    shown = " ".join("-" if n is None else str(n) for n in (found.low, found.best, found.high))
    assert (shown, found.status) == (read, status)
    assert codes(row.remarks) == list(filter(None, [remark]))
    assert not row.faults


def test_everything_that_is_wrong_with_a_row_is_said_at_once():
    row = record(lat="abc", n="-1", d="hier")
    checks.decimal(row, "lat"), checks.count(row, "n"), checks.date(row, "d")
    assert codes(row.faults) == ["number-unreadable", "count-negative", "date-unreadable"]
