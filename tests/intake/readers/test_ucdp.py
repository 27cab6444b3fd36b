"""UCDP GED: one fictional row varied, the column layouts, and every real file with a full account."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.readers.drawn import account, cases, codes, csv_text, written
from tests.shared_data import shared_data
from vigie.core.statement import Actor, Origin, Spot
from vigie.intake.readers import ucdp
from vigie.intake.readers.outcome import UnreadableFile

EVENT = {
    "id": "1", "type_of_violence": "1", "side_a": "Government of Burkina Faso", "side_b": "JNIM",
    "source_article": "", "source_office": "Gazette A;Radio B;Gazette A", "source_headline": "Clash",
    "where_prec": "1", "where_coordinates": "Djibo town", "adm_1": "Sahel region", "adm_2": "Soum province",
    "latitude": "14.10", "longitude": "-1.63", "country": "Burkina Faso", "date_prec": "1",
    "date_start": "2020-03-17", "date_end": "2020-03-17", "deaths_a": "1", "deaths_b": "2",
    "deaths_civilians": "0", "deaths_unknown": "0", "best": "3", "high": "4", "low": "3",
}  # fmt: skip


def one(tmp_path, **changed: str):
    (row,) = ucdp.read(written(tmp_path, csv_text([{**EVENT, **changed}])))
    return row


def test_a_row_becomes_a_statement(tmp_path):
    said = one(tmp_path).statement
    assert (said.key, said.event_type, said.language, said.text) == ("1", "armed-clash", "en", "Clash")
    areas = ((1, "Sahel region"), (2, "Soum province"))
    assert said.spots == (Spot("Djibo town", ("BF",), 14.1, -1.63, "exact", None, areas),)
    assert said.actors == (
        Actor("associated", "government", "Government of Burkina Faso"),
        Actor("associated", "jihadist-unspecified", "JNIM"),
    )
    assert said.origins == (Origin("press", "Gazette A"), Origin("radio", "Radio B"))
    assert said.original["where_prec"] == "1" and len(said.original) == len(EVENT)


PLACES = """
where_prec | precision | radius
1          | exact     |
2          | near      | 25
3          | adm2      |
4          | adm1      |
5          | adm1      |
6          | country   |
7          | unknown   |
1.0        | exact     |
"""


@pytest.mark.parametrize(("where_prec", "precision", "radius"), cases(PLACES))
def test_places_say_how_exactly_they_are_known(tmp_path, where_prec, precision, radius):
    (spot,) = one(tmp_path, where_prec=where_prec).statement.spots
    assert (spot.precision, spot.radius_km) == (precision, float(radius) if radius else None)


DATES = """
start               | end                 | date_prec | first      | last       | precision
2020-03-17          | 2020-03-17          | 1         | 2020-03-17 | 2020-03-17 | day
2020-03-17          | 2020-03-19          | 1         | 2020-03-17 | 2020-03-19 | day
2020-03-17          | 2020-03-19          | 2         | 2020-03-17 | 2020-03-19 | few_days
2020-03-16          | 2020-03-22          | 3         | 2020-03-16 | 2020-03-22 | week
2020-03-01          | 2020-03-31          | 4         | 2020-03-01 | 2020-03-31 | month
2020-01-01          | 2020-03-31          | 5         | 2020-01-01 | 2020-03-31 | quarter
2020-01-01          | 2020-12-31          | 5         | 2020-01-01 | 2020-12-31 | year
03/04/2020 00:00:00 | 03/05/2020 00:00:00 | 2         | 2020-03-04 | 2020-03-05 | few_days
"""


@pytest.mark.parametrize(("start", "end", "date_prec", "first", "last", "precision"), cases(DATES))
def test_dates_say_how_exactly_they_are_known(tmp_path, start, end, date_prec, first, last, precision):
    when = one(tmp_path, date_start=start, date_end=end, date_prec=date_prec).statement.when
    assert (when.first.isoformat(), when.last.isoformat(), when.precision) == (first, last, precision)


TYPES = """
violence | side_a                     | side_b     | type             | kinds and roles
1        | Government of Burkina Faso | JNIM       | armed-clash      | government associated jihadist-unspecified associated
1        | Government of Somewhere    | Band X     | armed-clash      | foreign-army associated armed-group-unspecified associated
2        | JNIM                       | IS         | armed-clash      | jihadist-unspecified associated jihadist-unspecified associated
2        | Herders of A               | Farmers of B | communal-clash | armed-group-unspecified associated armed-group-unspecified associated
3        | Koglweogo                  | Civilians  | attack-civilians | self-defence-group initiator civilian-people target
3        | Band X                     | Civilians  | attack-civilians | armed-group-unspecified initiator civilian-people target
"""  # noqa: E501


@pytest.mark.parametrize(("violence", "side_a", "side_b", "event_type", "kinds"), cases(TYPES))
def test_types_and_sides(tmp_path, violence, side_a, side_b, event_type, kinds):
    said = one(tmp_path, type_of_violence=violence, side_a=side_a, side_b=side_b).statement
    assert said.event_type == event_type
    assert " ".join(f"{actor.kind} {actor.role}" for actor in said.actors) == kinds
    assert [actor.name for actor in said.actors] == [side_a, side_b]


DEATHS = """
side_b    | a | b | civ | unk | by group
JNIM      | 1 | 2 | 0   | 0   | state 1, armed_group 2, civilian 0
JNIM      | 0 | 0 | 0   | 5   | state ?, armed_group ?, civilian ?, unknown 5
JNIM      | 1 | 0 | 2   | 5   | state 1, armed_group ?, civilian 2, unknown 5
Civilians | 0 | 0 | 7   | 0   | state 0, civilian 7
"""


@pytest.mark.parametrize(("side_b", "a", "b", "civ", "unk", "expected"), cases(DEATHS))
def test_deaths_by_group_tell_zero_from_unknown(tmp_path, side_b, a, b, civ, unk, expected):
    changed = {"deaths_a": a, "deaths_b": b, "deaths_civilians": civ, "deaths_unknown": unk}
    everybody, *groups = one(tmp_path, side_b=side_b, **changed).statement.tolls
    assert (everybody.group, everybody.low, everybody.best, everybody.high) == ("all", 3, 3, 4)
    shown = ", ".join(f"{t.group} {'?' if t.status == 'unknown' else t.best}" for t in groups)
    assert shown == expected


FAULTS = """
column           | value      | fault
latitude         | 97.2       | off-earth
latitude         |            | coordinate-alone
latitude         | 60         | coordinates-elsewhere
where_prec       | 9          | code-unknown
date_prec        |            | code-unknown
type_of_violence | 4          | code-unknown
date_start       | 2020-02-30 | date-impossible
date_start       |            | date-missing
date_end         | 2020-03-01 | end-before-start
best             | many       | count-unreadable
deaths_a         | -1         | count-negative
"""


@pytest.mark.parametrize(("column", "value", "fault"), cases(FAULTS))
def test_what_is_wrong_refuses_the_row_and_names_the_column(tmp_path, column, value, fault):
    row = one(tmp_path, **{column: value})
    assert not row.taken
    assert [(f.code, f.field) for f in row.faults] == [(fault, column)]


def test_an_unknown_country_is_told_and_taken(tmp_path):
    row = one(tmp_path, country="Atlantis")
    assert row.statement.spots[0].countries == ()
    assert codes(row.remarks) == ["country-unknown"]


def test_the_stray_comma_of_the_raw_export_shifts_nothing(tmp_path):
    header, line = csv_text([EVENT]).splitlines()
    (row,) = ucdp.read(written(tmp_path, f"{header}\n{line},\n"))
    assert row.statement.key == "1" and not row.remarks


def test_missing_columns_are_named(tmp_path):
    without = {name: cell for name, cell in EVENT.items() if name not in ("where_prec", "best")}
    with pytest.raises(UnreadableFile) as stop:
        list(ucdp.read(written(tmp_path, csv_text([without]))))
    assert stop.value.fault.params["columns"] == "where_prec, best"


def test_publishers_in_the_oldest_layout(tmp_path):
    article = 'Reuters 1989-05-17 "A B"; HRW 16 May 2011 "C"'
    origins = one(tmp_path, source_office="", source_article=article).statement.origins
    assert origins == (Origin("press", "Reuters"), Origin("organisation", "HRW"))


FILES = {
    "events/ucdp_ged_bfa_2016_2022.csv.gz": (909, {"toll-disordered": 15, "date-month-first": 2}),
    "events/ucdp_ged_bfa_raw_export_sample.csv": (60, {"toll-disordered": 2, "date-month-first": 2}),
    "events/ucdp_ged_v23_1_global_sample1000.csv.gz": (1000, {"toll-disordered": 13}),
    "events/ucdp_schema_variants/ged_lby2014_42cols.csv.gz": (103, {"letters-mended": 3}),
    "events/ucdp_schema_variants/ged_nga2011_46cols.csv.gz": (
        248,
        {"letters-mended": 19, "toll-disordered": 4},
    ),
    "events/ucdp_schema_variants/ged_ssd2015_42cols.csv.gz": (
        98,
        {"letters-mended": 11, "toll-disordered": 5},
    ),
    "hxl/ucdp_ged191_conflict_data_bgd_hxl.csv": (601, {"toll-disordered": 1}),
}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_real_files_is_taken(name):
    rows = list(ucdp.read(shared_data(name)))
    number, remarks = FILES[name]
    assert account(rows) == {"taken": number, "refused": 0, "passed over": 0}
    assert Counter(code for row in rows for code in codes(row.remarks)) == remarks
    assert len({row.key for row in rows}) == number


@pytest.mark.shared_data
def test_the_sums_of_the_real_events_are_kept():
    """Counted apart from the reader, with a plain csv.DictReader."""
    rows = list(ucdp.read(shared_data("events/ucdp_ged_bfa_2016_2022.csv.gz")))
    said = [row.statement for row in rows]
    assert sum(s.tolls[0].best for s in said) == sum(int(s.original["best_est"]) for s in said)
    assert Counter(s.event_type for s in said) == {"armed-clash": 512 + 42, "attack-civilians": 355}
    assert Counter(s.spots[0].precision for s in said) == {
        "exact": 432, "near": 292, "adm2": 77, "adm1": 105, "country": 3,
    }  # fmt: skip
    assert Counter(s.when.precision for s in said)["day"] == 705
    assert {country for s in said for country in s.spots[0].countries} == {"BF"}
