"""GDELT 1.0: country and event codes that mislead, the published form, and the real file."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pytest

from tests.intake.readers.drawn import account, cases, csv_text, written
from tests.shared_data import shared_data
from vigie.core.standards import event_types
from vigie.core.statement import Actor, Origin, Spot
from vigie.intake.readers import gdelt

EVENT = dict.fromkeys(gdelt.COLUMNS, "") | {
    "GLOBALEVENTID": "17", "SQLDATE": "19910401", "Actor1Code": "MLIMIL", "Actor1Name": "SOLDIER",
    "Actor1CountryCode": "MLI", "Actor1Type1Code": "MIL", "Actor2Code": "CVL", "Actor2Name": "VILLAGER",
    "Actor2Type1Code": "CVL", "EventCode": "193", "EventBaseCode": "193", "EventRootCode": "19",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Gao, Gao, Mali", "ActionGeo_CountryCode": "ML",
    "ActionGeo_Lat": "16.27", "ActionGeo_Long": "-0.04", "DATEADDED": "20130203",
    "SOURCEURL": "http://www.gazette.example/a?b=1",
}  # fmt: skip


def one(tmp_path, **changed: str):
    (row,) = gdelt.read(written(tmp_path, csv_text([{**EVENT, **changed}])))
    return row


def test_a_row_becomes_a_statement(tmp_path):
    said = one(tmp_path).statement
    assert (said.key, said.when.first.isoformat(), said.event_type) == ("17", "1991-04-01", "armed-clash")
    assert said.spots == (Spot("Gao", ("ML",), 16.27, -0.04, "near", areas=((1, "Gao"),)),)
    assert said.actors == (
        Actor("initiator", "army", "SOLDIER"),
        Actor("target", "civilian-people", "VILLAGER"),
    )
    assert said.origins == (Origin("press", "gazette.example"),)
    assert said.event_type_said == "CAMEO 193" and said.tolls == ()


COUNTRIES = """
fips | lat  | lon  | ours
NG   | 13.5 | 2.1  | NE
NI   | 9.1  | 7.4  | NG
UV   | 12.4 | -1.5 | BF
ML   | 12.6 | -8.0 | ML
"""


@pytest.mark.parametrize(("fips", "lat", "lon", "ours"), cases(COUNTRIES))
def test_country_codes_are_fips(tmp_path, fips, lat, lon, ours):
    changed = {"ActionGeo_CountryCode": fips, "ActionGeo_Lat": lat, "ActionGeo_Long": lon}
    assert one(tmp_path, **changed).statement.spots[0].countries == (ours,)


TYPES = """
code | type
193  | armed-clash
190  | fighting
195  | air-strike
194  | shelling
181  | abduction
1831 | suicide-attack
1822 | ill-treatment
173  | liberty
1711 | looting
1712 | destruction
175  | excessive-force
202  | attack-civilians
141  | demonstration
"""


@pytest.mark.parametrize(("code", "event_type"), cases(TYPES))
def test_event_codes(tmp_path, code, event_type):
    said = one(tmp_path, EventCode=code, EventRootCode=code[:2]).statement
    assert said.event_type == event_type


@pytest.mark.parametrize(("code", "root"), [("043", "04"), ("43", "4"), ("20", "2"), ("163", "16"), ("", "")])
def test_talk_is_no_incident_even_where_a_spreadsheet_ate_its_zero(tmp_path, code, root):
    row = one(tmp_path, EventCode=code, EventRootCode=root)
    assert [f.code for f in row.faults] == ["event-not-incident"]


def test_every_type_exists():
    assert set(gdelt.CAMEO.values()) <= set(event_types())


def test_soldiers_from_elsewhere_are_a_foreign_army(tmp_path):
    assert one(tmp_path, Actor1CountryCode="FRA").statement.actors[0].kind == "foreign-army"


def test_a_whole_country_is_no_point(tmp_path):
    changed = {
        "ActionGeo_Type": "1",
        "ActionGeo_FullName": "Mali",
        "ActionGeo_Lat": "17",
        "ActionGeo_Long": "-4",
    }
    (spot,) = one(tmp_path, **changed).statement.spots
    assert (spot.name, spot.precision) == ("", "country")


def published(**changed: str) -> str:
    return "\t".join({**EVENT, **changed}.values()) + "\n"


@pytest.mark.parametrize("columns", [57, 58])
def test_the_published_form_has_tabs_and_no_header(tmp_path, columns):
    lines = [published(), published(GLOBALEVENTID="18", Actor1Name='THE "REBEL')]
    text = "".join("\t".join(line.rstrip("\n").split("\t")[:columns]) + "\n" for line in lines)
    first, second = gdelt.read(written(tmp_path, text))
    assert (first.number, first.key, second.key) == (1, "17", "18")
    assert second.statement.actors[0].name == 'THE "REBEL'
    assert first.statement.origins[0].kind == ("press" if columns == 58 else "compiled")


def test_the_published_zip(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("19910401.export.CSV", published())
    (row,) = gdelt.read(written(tmp_path, packed.getvalue(), "19910401.export.CSV.zip"))
    assert row.taken


@pytest.mark.shared_data
def test_every_row_of_the_real_file_is_taken():
    rows = list(gdelt.read(shared_data("events/gdelt_bfa_mli_ner_1979_1994.csv.gz")))
    assert account(rows) == {"taken": 1585, "refused": 0, "passed over": 0}
    countries = Counter(country for row in rows for country in row.statement.spots[0].countries)
    assert countries == {"ML": 643, "NE": 581, "BF": 361}
    for row in rows:
        iso3 = row.statement.original["iso3"]
        assert row.statement.spots[0].countries == ({"MLI": "ML", "NER": "NE", "BFA": "BF"}[iso3],)
