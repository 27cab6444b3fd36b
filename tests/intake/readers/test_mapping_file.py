"""The mapping file is refused with every fault it has, before any row is read."""

from __future__ import annotations

import pytest

from tests.intake.readers.drawn import cases, written
from vigie.intake.readers.mapping_file import plan_from
from vigie.intake.readers.outcome import UnreadableFile

FAULTS = """
mapping                                                        | fault                 | where
date: {from: a}; colour: red                                   | mapping-key-unknown   | colour
date: {from: a, until: b}                                      | mapping-key-unknown   | date.until
key: a                                                         | mapping-key-missing   | date.from
date: a                                                        | mapping-wrong-shape   | date
date: {from: a, order: backwards}                              | mapping-code-unknown  | date.order
date: {from: a}; actors: {column: b}                           | mapping-wrong-shape   | actors
date: {from: a}; actors: [{column: b}]                         | mapping-key-missing   | actors[1].role
date: {from: a}; actors: [{column: b, role: villain}]          | mapping-code-unknown  | actors[1].role
date: {from: a}; tolls: [{column: b, harm: hurt}]              | mapping-code-unknown  | tolls[1].harm
date: {from: a}; tolls: [{column: b, harm: killed, sex: x}]    | mapping-code-unknown  | tolls[1].sex
date: {from: a}; codes: {event_type: {x: bagarre}}             | mapping-code-unknown  | codes.event_type.x
date: {from: a}; codes: {actor: {x: martian}}                  | mapping-code-unknown  | codes.actor.x
date: {from: a}; codes: {country: {x: Atlantis}}               | mapping-code-unknown  | codes.country.x
date: {from: a}; codes: {tlp: {x: RED}}                        | mapping-code-unknown  | codes.tlp.x
date: {from: a}; codes: {weather: {x: y}}                      | mapping-key-unknown   | codes.weather
date: {from: a}; codes: {tlp: [x]}                             | mapping-wrong-shape   | codes.tlp
date: {from: a}; codes: {tlp: {no: TLP:RED}}                   | mapping-word-unquoted | codes.tlp
date: {from: a}; unknown: [no]                                 | mapping-word-unquoted | unknown
date: {from: a}; unknown: x                                    | mapping-wrong-shape   | unknown
date: {from: a}; skip_rows: two                                | mapping-wrong-shape   | skip_rows
date: {from: a}; place: {lat: y}                               | mapping-key-missing   | place.lon
date: {from: 2026-01-01}                                       | mapping-word-unquoted | date.from
"""


@pytest.mark.parametrize(("text", "fault", "where"), cases(FAULTS))
def test_each_fault_says_where_it_stands(tmp_path, text, fault, where):
    path = written(tmp_path, text.replace("; ", "\n"), "mapping.yaml")
    with pytest.raises(UnreadableFile) as stop:
        plan_from(path)
    assert (fault, where) in [(f.code, f.field) for f in stop.value.faults]


def test_all_faults_are_said_at_once():
    with pytest.raises(UnreadableFile) as stop:
        plan_from({"colour": "red", "shape": "round", "date": {"from": "a"}})
    assert [f.field for f in stop.value.faults] == ["colour", "shape"]


@pytest.mark.parametrize("text", ["", "[1, 2]", "a: [", "\t- a", "just words", "a: &a [*a]\nb: 1", "\x00"])
def test_what_is_no_mapping_is_refused(tmp_path, text):
    with pytest.raises(UnreadableFile) as stop:
        plan_from(written(tmp_path, text, "mapping.yaml"))
    assert all(fault.code.startswith("mapping-") for fault in stop.value.faults)


def test_code_that_yaml_could_run_is_refused(tmp_path):
    with pytest.raises(UnreadableFile):
        plan_from(written(tmp_path, "name: !!python/object/apply:os.getcwd []", "mapping.yaml"))


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as stop:
        plan_from(tmp_path / "none.yaml")
    assert stop.value.fault.code == "file-not-opened"


def test_numbers_as_words_are_read_as_words(tmp_path):
    text = "key: 1\ndate: {from: 2}\ncodes: {geo_precision: {1: exact, 2: near}}"
    plan = plan_from(written(tmp_path, text, "mapping.yaml"))
    assert (plan.key, plan.date_from, plan.codes["geo_precision"]) == ("1", "2", {"1": "exact", "2": "near"})
