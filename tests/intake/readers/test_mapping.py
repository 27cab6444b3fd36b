"""Any table by a mapping: a small fictional observatory's list, as CSV and as XLSX."""

from __future__ import annotations

import datetime

import pytest
import yaml

from tests.intake.readers.drawn import account, cases, codes, csv_text, workbook, written
from vigie.core.statement import Actor, Origin, Spot
from vigie.intake.readers import mapping
from vigie.intake.readers.outcome import UnreadableFile

MAPPING = yaml.safe_load("""
name: Observatoire fictif, tableau de suivi
key: numero
date: {from: date_debut, to: date_fin, precision: precision_date, order: day_first}
place: {name: localite, country: pays, lat: latitude, lon: longitude, precision: precision_lieu, adm1: region}
places_more: {column: autres_lieux, separator: "|"}
event_type: type_fait
actors: [{column: auteur_presume, role: initiator, separator: "|"}, {column: cible, role: target}]
tolls:
  - {column: civils_tues, harm: killed, group: civilian, low: tues_min, high: tues_max}
  - {column: femmes_tuees, harm: killed, group: civilian, sex: female}
not_asked: ["nd"]
unknown: ["?", "inconnu"]
withheld: ["(protégé)"]
origin: {column: source, kind: type_source}
text: recit
tlp: diffusion
language: fr
codes:
  event_type: {"Enlèvement": abduction}
  actor: {"gens armés": armed-group-unspecified}
  date_precision: {jour: day, mois: month, semaine: week}
  geo_precision: {exact: exact, commune: adm3, "à peu près": near}
  origin_kind: {radio: radio}
  country: {Faso: BF}
  tlp: {interne: TLP:AMBER}
""")
INCIDENT = {
    "numero": "A-1", "date_debut": "12/03/2026", "date_fin": "", "precision_date": "jour",
    "localite": "Djibo",
    "pays": "Burkina Faso", "latitude": "14,10", "longitude": "-1,63", "precision_lieu": "à peu près",
    "region": "Sahel", "autres_lieux": "Tessit;ML|Arbinda", "type_fait": "enlevement",
    "auteur_presume": "gens armés|VDP", "cible": "civilian-people", "civils_tues": "2", "tues_min": "1",
    "tues_max": "3", "femmes_tuees": "0", "source": "Radio fictive", "type_source": "radio",
    "recit": "Récit inventé.", "diffusion": "interne",
}  # fmt: skip


def one(tmp_path, plan: dict = MAPPING, **changed: str):
    (row,) = mapping.read(written(tmp_path, csv_text([{**INCIDENT, **changed}], ";")), plan)
    return row


def test_a_row_becomes_a_statement(tmp_path):
    row = one(tmp_path)
    said = row.statement
    assert not row.faults
    assert (said.key, said.event_type, said.event_type_said) == ("A-1", "abduction", "enlevement")
    assert (said.when.first, said.when.precision) == (datetime.date(2026, 3, 12), "day")
    assert said.spots == (
        Spot("Djibo", ("BF",), 14.1, -1.63, "near", areas=((1, "Sahel"),)),
        Spot("Tessit", ("ML",)),
        Spot("Arbinda"),
    )
    assert said.actors == (
        Actor("initiator", "armed-group-unspecified", "gens armés"),
        Actor("initiator", "volunteers", "VDP"),
        Actor("target", "civilian-people", "civilian-people"),
    )
    shown = [(t.harm, t.group, t.sex, t.low, t.best, t.high) for t in said.tolls]
    assert shown == [("killed", "civilian", "all", 1, 2, 3), ("killed", "civilian", "female", None, 0, None)]
    assert said.origins == (Origin("radio", "Radio fictive"),)
    assert (said.text, said.tlp, said.language) == ("Récit inventé.", "TLP:AMBER", "fr")
    assert said.original == INCIDENT


def test_the_same_from_a_workbook_with_true_dates_and_numbers(tmp_path):
    values = {**INCIDENT, "date_debut": datetime.date(2026, 3, 12), "latitude": 14.1, "longitude": -1.63,
              "civils_tues": 2, "tues_min": 1.0, "tues_max": 3, "femmes_tuees": 0}  # fmt: skip
    path = workbook(tmp_path, [list(values), list(values.values())])
    (row,) = mapping.read(path, MAPPING)
    from_csv = one(tmp_path).statement
    assert {**vars(row.statement), "original": {}} == {**vars(from_csv), "original": {}}


TOLLS = """
cell      | best | status
4         | 4    | known
0         | 0    | known
          |      | unknown
?         |      | unknown
inconnu   |      | unknown
nd        |      | not_asked
(protégé) |      | withheld
"""


@pytest.mark.parametrize(("cell", "best", "status"), cases(TOLLS))
def test_five_answers_to_how_many_are_never_confused(tmp_path, cell, best, status):
    toll = one(tmp_path, femmes_tuees=cell).statement.tolls[1]
    assert (toll.best, toll.status) == (int(best) if best else None, status)


DATES = """
from       | to         | precision | first      | last       | read
12/03/2026 |            |           | 2026-03-12 | 2026-03-12 | day
12/03/2026 |            | mois      | 2026-03-01 | 2026-03-31 | month
12/03/2026 |            | semaine   | 2026-03-09 | 2026-03-15 | week
03/2026    |            |           |            |            | date-unreadable
mars 2026  |            |           | 2026-03-01 | 2026-03-31 | month
mars 2026  |            | jour      | 2026-03-01 | 2026-03-31 | month
12/03/2026 | 14/03/2026 | jour      | 2026-03-12 | 2026-03-14 | day
01/03/2026 | 31/03/2026 | mois      | 2026-03-01 | 2026-03-31 | month
14/03/2026 | 12/03/2026 | jour      |            |            | end-before-start
12/03/2026 |            | siècle    |            |            | word-unlisted
"""


@pytest.mark.parametrize(("start", "end", "precision", "first", "last", "read"), cases(DATES))
def test_dates_with_the_precision_that_is_stated(tmp_path, start, end, precision, first, last, read):
    row = one(tmp_path, date_debut=start, date_fin=end, precision_date=precision)
    if first:
        when = row.statement.when
        assert (when.first.isoformat(), when.last.isoformat(), when.precision) == (first, last, read)
    else:
        assert codes(row.faults) == [read]


ORDERS = """
order       | cell       | read
day_first   | 03/04/2026 | 2026-04-03
month_first | 03/04/2026 | 2026-03-04
iso         | 2026-04-03 | 2026-04-03
iso         | 03/04/2026 | date-not-iso
day_first   | 2026-04-03 | 2026-04-03
"""


@pytest.mark.parametrize(("order", "cell", "read"), cases(ORDERS))
def test_the_order_of_day_and_month(tmp_path, order, cell, read):
    plan = {**MAPPING, "date": {"from": "date_debut", "order": order}}
    row = one(tmp_path, plan, date_debut=cell)
    assert (row.statement.when.first.isoformat() if row.taken else row.faults[0].code) == read


FAULTS = """
column         | value        | fault           | named
type_fait      | Bagarre      | word-unlisted   | Bagarre
auteur_presume | VDP|Martiens | word-unlisted   | Martiens
precision_lieu | par là       | word-unlisted   | par là
type_source    | pigeon       | word-unlisted   | pigeon
diffusion      | tout public  | word-unlisted   | tout public
pays           | Atlantide    | country-unknown | Atlantide
autres_lieux   | X;Atlantide  | country-unknown | Atlantide
civils_tues    | deux         | count-unreadable | deux
latitude       | -1,63        | coordinates-swapped | -1,63
"""


@pytest.mark.parametrize(
    ("column", "value", "fault", "named"),
    [(c[0], "|".join(c[1:-2]), c[-2], c[-1]) for c in cases(FAULTS)],
)
def test_a_word_that_nobody_listed_refuses_the_row_and_is_named(tmp_path, column, value, fault, named):
    changed = {column: value, **({"longitude": "14,10"} if fault == "coordinates-swapped" else {})}
    row = one(tmp_path, **changed)
    assert [(f.code, f.field, f.value) for f in row.faults] == [(fault, column, named)]


def test_our_own_codes_need_no_list(tmp_path):
    plan = {**MAPPING, "codes": {}}
    row = one(tmp_path, plan, type_fait="ambush", precision_date="month", precision_lieu="adm2",
              auteur_presume="army", type_source="press", diffusion="TLP:GREEN")  # fmt: skip
    assert row.taken and row.statement.event_type == "ambush" and row.statement.tlp == "TLP:GREEN"


def test_an_unknown_author_is_an_actor_all_the_same(tmp_path):
    row = one(tmp_path, auteur_presume="?")
    assert row.statement.actors[0] == Actor("initiator")


def test_precision_that_is_not_stated_is_unknown_and_never_exact(tmp_path):
    assert one(tmp_path, precision_lieu="").statement.spots[0].precision == "unknown"


def test_a_type_that_is_not_stated_is_unknown(tmp_path):
    assert one(tmp_path, type_fait="").statement.event_type == "unknown"


def test_columns_by_hxl_tag_where_the_file_has_a_tag_row(tmp_path):
    path = written(
        tmp_path, "Nº,Jour,Tués\n#event +id,#date+start,#affected+killed+civilians\nA,12/03/2026,2\n"
    )
    plan = {
        "name": "x",
        "key": "#event+id",
        "date": {"from": "#date+start"},
        "tolls": [{"column": "#affected+civilians+killed", "harm": "killed"}],
    }
    (row,) = mapping.read(path, plan)
    assert (row.number, row.key, row.statement.tolls[0].best) == (3, "A", 2)


def test_rows_above_the_header_are_skipped(tmp_path):
    path = written(tmp_path, "Observatoire fictif\nÉdition 3\nnumero,jour\nA,2026-03-12\n")
    (row,) = mapping.read(path, {"key": "numero", "skip_rows": 2, "date": {"from": "jour"}})
    assert (row.number, row.key) == (4, "A")


def test_every_missing_column_is_named(tmp_path):
    with pytest.raises(UnreadableFile) as stop:
        mapping.read(written(tmp_path, "numero,date_debut\n1,2026\n"), MAPPING)
    assert {f.code for f in stop.value.faults} == {"mapping-column-missing"}
    assert {"localite", "civils_tues", "tues_min"} <= {f.field for f in stop.value.faults}


def test_a_formula_in_a_text_is_kept_as_text(tmp_path):
    """Reading is harmless; whoever writes spreadsheets has to neutralise it."""
    assert one(tmp_path, recit='=HYPERLINK("http://x.example")').statement.text.startswith("=HYPERLINK")


def test_a_whole_file_goes_on_past_its_bad_rows(tmp_path):
    rows = [
        {**INCIDENT, "numero": f"A-{n}", "civils_tues": "deux" if n % 10 == 0 else "2"} for n in range(50)
    ]
    found = list(mapping.read(written(tmp_path, csv_text(rows)), MAPPING))
    assert account(found) == {"taken": 45, "refused": 5, "passed over": 0}
