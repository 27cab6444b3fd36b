"""Insecurity Insight: a fictional row of each product, and every real file with a full account."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.readers.drawn import account, cases, codes, csv_text, written
from tests.shared_data import shared_data
from vigie.core.statement import Actor, Spot
from vigie.intake.readers import insecurity_insight
from vigie.intake.readers.outcome import UnreadableFile

HEALTH = {
    "Date": "2022-12-31", "Country": "Burkina Faso", "Country ISO": "BFA", "Admin 1": "Sahel",
    "Latitude": "14.18", "Longitude": "-0.23", "Geo Precision": "(2) 25 km Precision ",
    "Reported Perpetrator": "NSA", "Reported Perpetrator Name": "Militia", "Health Workers Killed": "2",
    "Health Workers Injured": "0", "Health Workers Kidnapped": "", "Health Workers Arrested": "1",
    "SiND Event ID": "7",
}  # fmt: skip
MAP = {
    "Event ID": "7", "Incident date": "2022-12-31", "ISO3 codes": "BFA", "Total health worker killed": "2",
    "Total health worker kidnapped": "", "Total health worker injured": "", "Perpetrator": "Opposition group",
}  # fmt: skip
EDUCATION = {
    "Date": "2022-12-31", "Country ISO": "NER", "Admin 1": "TillabÃ©ri Region", "Latitude": "14.2",
    "Longitude": "1.45", "Geo Precision": "(3) District, Communicipality or Commune ",
    "Reported Perpetrator": "Vigilante",
    "Reported Perpetrator Name": "Volunteers for the Defence of the Homeland",
    "Attacks on Schools": "1", "Educators Killed": "1", "Students Killed": "0", "SiND Event ID": "7",
}  # fmt: skip
EXPLOSIVE = {
    "Date": "2022-12-31", "Country ISO": "MLI", "Admin 1": "Mopti", "Sector Affected": "Health Care",
    "Launch Type": "Directly-Emplaced", "Explosive Weapon Type": "VBIED",
    "Reported Perpetrator": "No Information",
    "Reported Perpetrator Name": "Unidentified Armed Actor", "Aid Workers Killed": "",
    "Health Workers Killed": "2", "Aid Health Workers Killed": "1", "SiND Event ID": "7",
}  # fmt: skip


def read(tmp_path, *rows: dict):
    tags = {column: f"#x +{n}" for n, column in enumerate(rows[0])}
    return list(insecurity_insight.read(written(tmp_path, csv_text([*rows[:0], tags, *rows]))))


def one(tmp_path, row: dict, **changed: str):
    (found,) = read(tmp_path, {**row, **changed})
    return found


def test_each_product_is_a_statement_of_its_own(tmp_path):
    said = [one(tmp_path, row).statement for row in (HEALTH, MAP, EDUCATION, EXPLOSIVE)]
    assert [s.key for s in said] == ["health:7", "health-map:7", "education:7", "explosive:7"]
    assert [s.event_type for s in said] == [
        "attack-health",
        "attack-health",
        "attack-education",
        "explosive-device",
    ]


def test_health(tmp_path):
    row = one(tmp_path, HEALTH)
    said = row.statement
    assert row.number == 3
    assert said.spots == (Spot("", ("BF",), 14.18, -0.23, "near", 25.0, ((1, "Sahel"),)),)
    assert said.actors == (Actor("initiator", "militia", "Militia"), Actor("target", "health-people"))
    shown = {t.harm: "?" if t.status == "unknown" else t.best for t in said.tolls}
    assert shown == {"killed": 2, "injured": 0, "abducted": "?", "detained": 1}
    assert {t.group for t in said.tolls} == {"health_worker"}


def test_the_map_knows_only_the_country(tmp_path):
    (spot,) = one(tmp_path, MAP).statement.spots
    assert spot == Spot("", ("BF",), precision="country")


def test_education_in_a_file_whose_letters_were_misread(tmp_path):
    row = one(tmp_path, EDUCATION)
    assert row.statement.spots[0].areas == ((1, "Tillabéri Region"),)
    assert row.statement.original["Admin 1"] == "TillabÃ©ri Region"
    assert row.statement.actors[0].kind == "volunteers"
    assert codes(row.remarks) == ["letters-mended"]


def test_two_columns_of_one_group_are_added_up(tmp_path):
    said = one(tmp_path, EXPLOSIVE).statement
    assert {(t.group, t.best) for t in said.tolls if t.status == "known"} == {("health_worker", 3)}
    assert said.spots[0].precision == "adm1"


WEAPONS = """
launch            | weapon         | type
Directly-Emplaced | VBIED          | explosive-device
Directly-Emplaced | SVBIED Suicide | suicide-attack
Air-Launched: Plane | Aerial Bomb  | air-strike
Ground-Launched   | Rocket         | shelling
"""


@pytest.mark.parametrize(("launch", "weapon", "event_type"), cases(WEAPONS))
def test_weapons(tmp_path, launch, weapon, event_type):
    changed = {"Launch Type": launch, "Explosive Weapon Type": weapon}
    assert one(tmp_path, EXPLOSIVE, **changed).statement.event_type == event_type


GEO = """
said                                  | precision
(1) 5 km Precision                    | near
(2) 25 km Precision                   | near
(3) District, Municipality or Commune | adm2
(4) Province, State, Governorate      | adm1
(5) Linear Feature e.g. Along Road    | adm1
(6) Country                           | country
"""


@pytest.mark.parametrize(("said", "precision"), cases(GEO))
def test_geo_precision_is_never_finer_than_said(tmp_path, said, precision):
    assert one(tmp_path, HEALTH, **{"Geo Precision": said}).statement.spots[0].precision == precision


PERPETRATORS = """
category       | names                                    | read
NSA            | Unidentified Armed Actor                 | armed-group-unspecified NSA
Criminal       | Unidentified Armed Actor                 | bandits Criminal
No Information | No Information                           | unknown
No Information | Unidentified Armed Actor                 | armed-group-unspecified
Multiple       | Mali Armed Forces, Militia, Wagner Group | army Mali Armed Forces, militia Militia, private-company Wagner Group
NSA            | Mai Mai militia                          | armed-group-unspecified Mai Mai militia
Employee       | Health worker                            | civilian-people Health worker
Police         | National Police Force (Mali)             | police National Police Force (Mali)
"""  # noqa: E501


@pytest.mark.parametrize(("category", "names", "expected"), cases(PERPETRATORS))
def test_perpetrators(tmp_path, category, names, expected):
    changed = {"Reported Perpetrator": category, "Reported Perpetrator Name": names}
    said = [a for a in one(tmp_path, HEALTH, **changed).statement.actors if a.role == "initiator"]
    assert ", ".join(f"{actor.kind} {actor.name}".strip() for actor in said) == expected


FAULTS = """
column        | value       | fault
Country ISO   | XXX         | country-unknown
Geo Precision | (9) Galaxy  | code-unknown
Latitude      | -0.23       | coordinates-swapped
Date          | 2022-13-01  | date-impossible
Health Workers Killed | two | count-unreadable
"""


@pytest.mark.parametrize(("column", "value", "fault"), cases(FAULTS))
def test_what_is_wrong_refuses_the_row(tmp_path, column, value, fault):
    changed = {column: value, **({"Longitude": "14.18"} if fault == "coordinates-swapped" else {})}
    row = one(tmp_path, HEALTH, **changed)
    assert [(f.code, f.field) for f in row.faults] == [(fault, column)]


def test_another_table_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as stop:
        insecurity_insight.read(written(tmp_path, "a,b\n1,2\n"))
    assert stop.value.fault.code == "source-not-recognised"


FILES = {
    "events/insecurity_insight_healthcare_to2022_hxl.csv.gz": (324, {"letters-mended": 24}, "health"),
    "events/insecurity_insight_healthcare_map_to2022_hxl.csv.gz": (325, {}, "health-map"),
    "events/insecurity_insight_education_to2022_hxl.csv.gz": (133, {"letters-mended": 13}, "education"),
    "events/insecurity_insight_explosive_to2022_hxl.csv.gz": (13, {}, "explosive"),
}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_real_files_is_taken(name):
    rows = list(insecurity_insight.read(shared_data(name)))
    number, remarks, product = FILES[name]
    assert account(rows) == {"taken": number, "refused": 0, "passed over": 0}
    assert Counter(code for row in rows for code in codes(row.remarks)) == remarks
    assert all(row.key.startswith(f"{product}:") for row in rows)


@pytest.mark.shared_data
def test_the_two_health_products_share_their_numbers():
    names = [name for name in FILES if "healthcare" in name]
    keys = [
        {row.key.partition(":")[2] for row in insecurity_insight.read(shared_data(name))} for name in names
    ]
    assert len(keys[0] & keys[1]) == 324
