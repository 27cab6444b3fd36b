from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core import dates
from vigie.core.dates import NotADate, When, parse

READ = """
written            first       last        precision
2026-03-12         2026-03-12  2026-03-12  day
2026-3-2           2026-03-02  2026-03-02  day
2026-03-12T10:00   2026-03-12  2026-03-12  day
12/03/2026         2026-03-12  2026-03-12  day
12.03.2026         2026-03-12  2026-03-12  day
12_mars_2026       2026-03-12  2026-03-12  day
1er_mars_2026      2026-03-01  2026-03-01  day
12_March_2026      2026-03-12  2026-03-12  day
2026-02            2026-02-01  2026-02-28  month
2024-02            2024-02-01  2024-02-29  month
août_2026          2026-08-01  2026-08-31  month
Déc_2026           2026-12-01  2026-12-31  month
2026               2026-01-01  2026-12-31  year
2026-T1            2026-01-01  2026-03-31  quarter
2026Q4             2026-10-01  2026-12-31  quarter
"""


@pytest.mark.parametrize("row", READ.strip().splitlines()[1:])
def test_a_date_is_read_as_people_write_it(row):
    written, first, last, precision = row.split()
    found = parse(written.replace("_", " "))
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "written", ["", "hier", "31/02/2026", "2026-13", "12 floréal 2026", "2026-T5", "0000-01-01"]
)
def test_what_is_no_date_is_named_as_written(written):
    with pytest.raises(NotADate) as caught:
        parse(written)
    assert caught.value.args[0] == written


def test_month_first_is_read_where_asked():
    assert parse("03/12/2026", month_first=True) == dates.day(date(2026, 3, 12))


def test_a_span_cannot_end_before_it_begins_nor_have_another_precision():
    with pytest.raises(NotADate):
        When(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(NotADate):
        When(date(2026, 3, 1), date(2026, 3, 1), "hour")


def test_slack_is_what_is_not_known_not_how_long_it_lasted():
    assert When(date(2026, 3, 1), date(2026, 3, 3)).slack == 0
    assert dates.month(2026, 3).slack == 30
    assert dates.day(date(2026, 3, 1)).is_one_day
    assert not When(date(2026, 3, 1), date(2026, 3, 3)).is_one_day


def test_constructors():
    thursday = date(2026, 3, 12)
    assert dates.week(thursday) == When(date(2026, 3, 9), date(2026, 3, 15), "week")
    assert dates.around(thursday) == When(date(2026, 3, 9), date(2026, 3, 15), "few_days")
    assert dates.around(thursday, 6).precision == "week"


spans = st.builds(
    lambda start, length: When(date.fromordinal(start), date.fromordinal(start + length)),
    st.integers(738_000, 739_000),
    st.integers(0, 60),
)


@given(spans, spans)
def test_days_apart_is_symmetric_and_zero_exactly_where_spans_meet(one, other):
    assert one.days_apart(other) == other.days_apart(one) >= 0
    assert (one.days_apart(other) == 0) == one.overlaps(other)
