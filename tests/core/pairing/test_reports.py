from datetime import date

import numpy as np
import pytest

from vigie.core.pairing import BadReports, Reports

DAYS = np.array(["2026-03-01", "2026-03-12"], "datetime64[D]")


def columns(**more):
    return {"source": np.array(["b", "a"]), "date": DAYS, **more}


REFUSED = [
    ({"source": np.array(["a", ""])}, "row 2 names no source"),
    ({"date": np.array(["2026-03-01", "NaT"], "datetime64[D]")}, "row 2 has no date"),
    ({"date": np.array([1.0, np.nan])}, "row 2 has no date"),
    ({"date": DAYS[:1]}, "1 values for 2 reports"),
    ({"date_precision": np.array(["day", "century"])}, "“century” is unknown"),
    ({"lat": np.array([1.0, 2.0])}, "go together"),
    ({"lat": np.array([1.0, 99.0]), "lon": np.array([1.0, 1.0])}, "row 2 has 99, 1"),
    ({"geo_precision": np.array(["near", "somewhere"])}, "“somewhere” is unknown"),
    ({"killed": np.array([1, -3])}, "row 2 has -3"),
    ({"place": (np.array([0, 4]), ["Dori"])}, "a code of 4 has no name"),
    ({"event_type": [np.array(["x", "y"])] * 4}, "three columns at most"),
    ({"target": np.array(["x"])}, "1 values for 2 reports"),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_columns_that_cannot_be_read_are_refused_by_row_and_reason(given, message):
    with pytest.raises(BadReports, match=message):
        Reports.of_columns(**columns(**given))


def test_two_columns_are_enough_and_all_else_is_unknown():
    reports = Reports.of_columns(**columns())
    assert len(reports) == 2
    assert np.isnan(reports.records["lat"]).all()
    for name in ("name", "group", "kind", "family", "target", "level"):
        assert (reports.records[name] == -1).all()
    assert reports.records["source"].tolist() == [1, 0]  # in order of the alphabet, not of the rows
    assert not reports.further


SPANS = [("day", "2026-03-12"), ("week", "2026-03-18"), ("month", "2026-03-31"), ("quarter", "2026-03-31"),
         ("year", "2026-12-31")]  # fmt: skip


@pytest.mark.parametrize(("precision", "last"), SPANS)
def test_a_date_spans_what_its_precision_says(precision, last):
    reports = Reports.of_columns(**columns(date_precision=np.array(["day", precision])))
    days = reports.records["last"][1] + date(1970, 1, 1).toordinal()
    assert date.fromordinal(days).isoformat() == last


def test_an_episode_lasts_to_its_last_day():
    reports = Reports.of_columns(**columns(last_date=np.array(["2026-03-01", "2026-03-20"], "datetime64[D]")))
    assert (reports.records["last"] - reports.records["first"]).tolist() == [0, 8]
    assert reports.records["loose"].tolist() == [0, 0]


def test_unknown_may_be_empty_nan_none_or_masked():
    reports = Reports.of_columns(
        **columns(
            lat=np.array([14.0, np.nan]), lon=np.array([1.0, 1.0]), place=np.array(["Dori", None], object),
            killed=np.ma.masked_equal([3, 0], 0), actor_group=np.array(["", "g"]),
        )
    )  # fmt: skip
    assert np.isnan(reports.records["lat"]).tolist() == [False, True]
    assert reports.records["name"].tolist() == [0, -1]
    assert reports.records["killed"][:, 1].tolist() == [3, -1]
    assert reports.records["group"].tolist() == [-1, 0]


def test_texts_and_codes_with_names_are_the_same():
    texts = Reports.of_columns(**columns(target=np.array(["z", "y"])))
    codes = Reports.of_columns(**columns(target=(np.array([1, 0]), ["y", "z"])))
    assert np.array_equal(texts.records["target"], codes.records["target"])
    assert texts.labels["target"] == codes.labels["target"] == ["y", "z"]


def test_a_report_without_a_point_stands_for_its_area():
    reports = Reports.of_columns(**columns(area=np.array(["x", ""]), country=np.array(["BF", "BF"])))
    assert reports.records["level"].tolist() == [2, 0]
