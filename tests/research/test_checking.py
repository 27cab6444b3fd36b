"""A row at fault is refused with its number and value; nothing else is lost, nothing is lost silently."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.research.files import report, write
from vigie.research.faults import say
from vigie.research.sheet import Sheet

TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("row", "code", "column", "value"),
    [
        (report(""), "id_missing", "report_id", ""),
        (report(9, source=" "), "source_missing", "source", ""),
        (report(9, date=""), "date_missing", "date", ""),
        (report(9, date="NaN"), "date_missing", "date", ""),
        (report(9, date="12/03/2024"), "date_unreadable", "date", "12/03/2024"),
        (report(9, date="2024-02-30"), "date_unreadable", "date", "2024-02-30"),
        (report(9, date="2024-03"), "date_unreadable", "date", "2024-03"),
        (report(9, date="epoch"), "date_unreadable", "date", "epoch"),
        (report(9, date="infinity"), "date_unreadable", "date", "infinity"),
        (report(9, date="2204-03-12"), "date_future", "date", "2204-03-12"),
        (report(9, date="0202-03-12"), "date_early", "date", "0202-03-12"),
        (report(9, precision="roughly"), "date_precision_unknown", "date_precision", "roughly"),
        (report(9, lat="91"), "lat_range", "lat", "91"),
        (report(9, lon="-180.5"), "lon_range", "lon", "-180.5"),
        (report(9, lat="inf"), "lat_range", "lat", "inf"),
        (report(9, lat="north"), "lat_unreadable", "lat", "north"),
        (report(9, lat=""), "half_point", "lat", "-1.50"),
        (report(9, lon="NaN"), "half_point", "lat", "14.10"),
        (report(9, killed="-1"), "killed_unreadable", "killed", "-1"),
        (report(9, killed="2.5"), "killed_unreadable", "killed", "2.5"),
        (report(9, killed="several"), "killed_unreadable", "killed", "several"),
        (report(1, source="b"), "id_repeated", "report_id", "1"),
    ],
)
def test_a_row_at_fault_is_refused_by_number_and_value(tmp_path, row, code, column, value):
    path = write(tmp_path / "reports.csv", [report(1), row, report(3)])
    with Sheet(path) as sheet:
        (refused,) = sheet.refused
        assert sheet.ids().tolist() == ["1", "3"] and sheet.rows_read == 3
    assert (refused.row, refused.fault.code, refused.column, refused.value) == (3, code, column, value)
    said = say(refused.fault)
    assert "ow 3" in said and value in said


def test_a_repeated_id_names_the_row_that_has_it_first(tmp_path):
    with Sheet(write(tmp_path / "r.csv", [report(5), report(1), report(1, "b"), report(1, "c")])) as sheet:
        assert [(r.row, dict(r.fault.blanks)["first"]) for r in sheet.refused] == [(4, 3), (5, 3)]
        assert sorted(sheet.ids().tolist()) == ["1", "5"]


def test_an_id_is_free_again_where_the_row_that_had_it_is_refused(tmp_path):
    with Sheet(write(tmp_path / "r.csv", [report(1, date="never"), report(1, "b")])) as sheet:
        assert [each.fault.code for each in sheet.refused] == ["date_unreadable"]
        assert sheet.texts("source").tolist() == ["b"]


def test_tomorrow_is_already_somewhere_and_a_last_day_can_be_said(tmp_path):
    path = write(tmp_path / "r.csv", [report(1, date=TOMORROW)])
    with Sheet(path) as sheet:
        assert len(sheet) == 1
    with Sheet(path, latest=date(2020, 1, 1)) as sheet:
        assert sheet.refused[0].fault.code == "date_future"


def test_an_episode_must_not_end_before_it_begins(tmp_path):
    header = ("report_id", "source", "date", "date_end")
    rows = [
        (1, "a", "2024-01-05", "2024-01-04"),
        (2, "a", "2024-01-05", "soon"),
        (3, "a", "2024-01-05", "2999-01-01"),
        (4, "a", "2024-01-05", "2024-01-09"),
        (5, "a", "2024-01-05", ""),
    ]
    with Sheet(write(tmp_path / "r.csv", rows, header)) as sheet:
        codes = [each.fault.code for each in sheet.refused]
        assert codes == ["date_end_order", "date_end_unreadable", "date_end_future"]
        assert (sheet.ends() - sheet.days()[0]).tolist() == [4, 0]


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", "2024-02-14", "2024-02-14"),
        ("", "2024-02-14", "2024-02-14"),
        ("week", "2024-02-14", "2024-02-20"),
        ("Month", "2024-02-01", "2024-02-29"),
        ("year", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_vague_date_is_a_span_of_days(tmp_path, precision, first, last):
    with Sheet(write(tmp_path / "r.csv", [report(1, date="2024-02-14", precision=precision)])) as sheet:
        found = [str(days[0].astype("datetime64[D]")) for days in sheet.days()]
    assert found == [first, last]


def test_what_says_that_nothing_is_known_is_empty_and_a_town_called_nan_is_not(tmp_path):
    rows = [
        report(1, place="Nan", lat="NaN", lon="NaN", killed="n/a"),
        report(2, place="nan", lat="", lon=""),
    ]
    with Sheet(write(tmp_path / "r.csv", rows)) as sheet:
        assert sheet.texts("place").tolist() == ["Nan", ""]
        assert np.isnan(sheet.numbers("lat")).all() and np.isnan(sheet.numbers("killed")[0])


def test_the_order_of_rows_changes_nothing(tmp_path):
    rows = [report(n, "ab"[n % 2], f"2024-01-{1 + n % 9:02}") for n in range(40)]
    with Sheet(write(tmp_path / "a.csv", rows)) as one, Sheet(write(tmp_path / "b.csv", rows[::-1])) as other:
        assert one.ids().tolist() == other.ids().tolist()


def test_texts_become_numbers_in_the_order_of_the_alphabet(tmp_path):
    rows = [report(1, place="Zou"), report(2, place=""), report(3, place="Ayo"), report(4, place="Zou")]
    with Sheet(write(tmp_path / "r.csv", rows)) as sheet:
        codes, names = sheet.codes("place")
        assert names == ["Ayo", "Zou"] and codes.tolist() == [1, -1, 0, 1]
        assert sheet.codes("target")[0].tolist() == [-1] * 4


def remarks(sheet: Sheet) -> dict[str, dict]:
    return {each.code: dict(each.blanks) for each in sheet.remarks()}


def test_what_a_reader_of_the_result_should_know_is_said(tmp_path):
    with Sheet(write(tmp_path / "none.csv", [])) as sheet:
        assert "too_few" in remarks(sheet) and len(sheet) == 0
    with Sheet(write(tmp_path / "one.csv", [report(1)])) as sheet:
        assert "too_few" in remarks(sheet)
    rows = [report(1, lat="", lon=""), report(2, lat="", lon="", place=""), report(3)]
    with Sheet(write(tmp_path / "few.csv", rows)) as sheet:
        said = remarks(sheet)
        assert said["pointless"] == {"n": 1}


def test_a_crowd_at_one_place_on_one_day_is_named(tmp_path):
    with Sheet(write(tmp_path / "r.csv", [report(n, "ab"[n % 2]) for n in range(501)])) as sheet:
        assert remarks(sheet)["crowded"] == {"n": 501, "place": "Bogo", "date": "2024-03-12"}
