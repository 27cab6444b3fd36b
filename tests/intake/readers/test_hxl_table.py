"""Tables by their HXL tags: drawn ones, the real samples, and what is refused."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.readers.drawn import account, cases, codes, workbook, written
from tests.shared_data import shared_data
from vigie.core.statement import Actor, Spot
from vigie.intake.readers import hxl_table
from vigie.intake.readers.outcome import UnreadableFile

HEADER = "Id,Start,End,Type,Who,Place,Country,Lat,Lon,Precision,Women killed,Least,Most,Source,Text"
TAGS = (
    "#event+id,#date+start,#date+end,#event+type,#actor+initiator,#loc+name,#country+code,#geo+lat,#geo+lon,"
    "#geo+precision,#affected+killed+f+civilians,#affected+f+killed+civilians+low,#affected+killed+civilians+f+high,"
    "#meta+source,#description"
)
ROW = "A,2026-03-12,2026-03-13,ambush,JNIM|army,Djibo,BFA,14.1,-1.63,near,2,1,3,Radio fictive,Invented."


def read(tmp_path, *lines: str):
    return list(hxl_table.read(written(tmp_path, "\n".join(lines))))


def test_a_row_becomes_a_statement(tmp_path):
    (row,) = read(tmp_path, HEADER, TAGS, ROW)
    said = row.statement
    assert (row.number, said.key, said.event_type, said.text) == (3, "A", "ambush", "Invented.")
    assert said.spots == (Spot("Djibo", ("BF",), 14.1, -1.63, "near"),)
    assert said.actors == (
        Actor("initiator", "jihadist-unspecified", "JNIM"),
        Actor("initiator", "army", "army"),
    )
    (toll,) = said.tolls
    assert (toll.harm, toll.group, toll.sex, toll.low, toll.best, toll.high) == (
        "killed",
        "civilian",
        "female",
        1,
        2,
        3,
    )
    assert said.origins[0].label == "Radio fictive"


def test_the_same_from_a_workbook(tmp_path):
    path = workbook(tmp_path, [line.split(",") for line in (HEADER, TAGS, ROW)])
    (row,) = hxl_table.read(path)
    assert row.statement == read(tmp_path, HEADER, TAGS, ROW)[0].statement


TAGGED = """
tag                          | harm     group         sex    age
#affected+killed             | killed all all all
#affected+killed+f+children  | killed all female child
#affected +healthworker +killed | killed health_worker all all
#affected aidworker +killed  | killed aid_worker all all
#affected+kidnapped+teacher  | abducted educator all all
#affected+idps               | displaced all all all
#affected+killed+martians    | -
#affected+reached            | -
#targeted+killed             | -
"""


@pytest.mark.parametrize(("tag", "expected"), cases(TAGGED))
def test_what_attributes_of_affected_mean(tmp_path, tag, expected):
    """A part of the people that we can't name must not stand as the number of all."""
    (row,) = read(tmp_path, "a,b,c", f"#event+id,#date,{tag}", "1,2026-03-12,4")
    shown = [" ".join((t.harm, t.group, t.sex, t.age)) for t in row.statement.tolls] or ["-"]
    assert shown == [" ".join(expected.split())]


def test_an_unknown_type_refuses_the_row_and_an_unknown_name_is_kept(tmp_path):
    bad, kept = read(
        tmp_path, HEADER, TAGS, ROW.replace("ambush", "Bagarre"), ROW.replace("JNIM|army", "Bande X")
    )
    assert [(f.code, f.field, f.value) for f in bad.faults] == [("word-unlisted", "Type", "Bagarre")]
    assert kept.statement.actors == (Actor("initiator", "unknown", "Bande X"),)
    assert codes(kept.remarks) == ["actor-unlisted"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("a,b", "1,2"), "hxl-no-tags"),
        (("a,b", "#sector,#org", "x,y"), "hxl-tag-missing"),
        (("a,b", "#date+start,#org", "2026,y"), "hxl-tag-missing"),
        (("a,b", "#event+id,#affected+killed", "1,2"), "hxl-tag-missing"),
    ],
)
def test_a_table_of_something_else_is_refused(tmp_path, lines, code):
    with pytest.raises(UnreadableFile) as stop:
        read(tmp_path, *lines)
    assert stop.value.fault.code == code


def test_nothing_but_our_own_rows_reaches_the_library(tmp_path, monkeypatch):
    """libhxl can open addresses and files; no text in a table makes it do so."""
    import hxl.input

    def opened(*args, **kwargs):
        raise AssertionError("libhxl opened something")

    monkeypatch.setattr(hxl.input, "open_url_or_file", opened)
    monkeypatch.setattr(hxl.input, "make_input", opened)
    (row,) = read(tmp_path, "http://a.example/b.csv,x", "#event+id,#date", "http://a.example/c.csv,2026")
    assert row.key == "http://a.example/c.csv"


@pytest.mark.shared_data
def test_the_real_tagged_tables_with_a_full_account():
    events = list(hxl_table.read(shared_data("hxl/ucdp_ged191_conflict_data_bgd_hxl.csv")))
    assert account(events) == {"taken": 601, "refused": 0, "passed over": 0}
    charts = list(hxl_table.read(shared_data("hxl/ucdp_ged191_quickcharts_bgd_hxl.csv")))
    # Three columns and no identifier: equal rows can't be told apart, and each says so.
    assert account(charts) == {"taken": 273, "refused": 0, "passed over": 328}
    assert Counter(code for row in charts for code in codes(row.remarks)) == {
        "key-made": 601,
        "row-repeated": 328,
    }


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "name", ["libhxl_input_date.csv", "libhxl_input_valid.csv", "libhxl_input_valid.xlsx"]
)
def test_real_tables_of_activities_are_refused_naming_their_tags(name):
    with pytest.raises(UnreadableFile) as stop:
        hxl_table.read(shared_data(f"hxl/{name}"))
    assert stop.value.fault.code == "hxl-tag-missing"
    assert "#sector" in stop.value.fault.params["tags"]
