"""A mapping is checked against its form, with every fault said at once."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from tests.core.xforms.forms import asks, defined, option
from vigie.core.statement import Actor
from vigie.core.xforms.instance import read_instance
from vigie.core.xforms.mapping import BadMapping, DoesNotFit, mapping_from_text, read_mapping, say

ON = date(2026, 3, 20)
CHOICES = tuple(
    option(listed, code)
    for listed, codes in {
        "types": ("attaque", "ambush"), "qui": ("army", "eux"), "atteintes": ("injured", "abducted"),
        "oui": ("yes", "no"),
    }.items()
    for code in codes
)  # fmt: skip


@pytest.fixture(scope="module")
def form():
    return defined(
        asks("date", "jour"), asks("select_one types", "type"), asks("select_multiple qui", "auteurs"),
        asks("text", "groupe"), asks("integer", "tues"), asks("text", "recit"), asks("geopoint", "gps"),
        {"type": "begin_repeat", "name": "gens", "label": "G"}, asks("select_one atteintes", "quoi"),
        asks("integer", "nombre"), {"type": "end_repeat"},
        {"type": "begin_group", "name": "g", "label": "G"}, asks("text", "note"), {"type": "end_group"},
        {"type": "begin_group", "name": "h", "label": "H"}, asks("text", "note"), {"type": "end_group"},
        asks("select_one oui", "vu"),
        choices=CHOICES,
    )  # fmt: skip


WHOLE = """
becomes: report
date: {first: jour}
place: {point: gps}
event_type: {question: type, codes: {attaque: attack-civilians}}
actors: [{question: auteurs, role: initiator, name: groupe, codes: {eux: bandits}}]
tolls:
  - {number: tues, harm: killed}
  - {each: gens, harm: {question: quoi}}
text: [recit, g/note]
"""


def test_reading_a_mapping_leaves_it_as_it_was(form):
    said = {"becomes": "report", "date": {"first": "jour"}, "text": ["recit"],
            "event_type": {"question": "type", "said": "groupe", "codes": {"attaque": "attack-civilians"}}}  # fmt: skip
    before = deepcopy(said)
    first, second = read_mapping(said, form), read_mapping(said, form)
    assert said == before
    assert first == second and second.event_said is not None


def codes(error) -> set[tuple[str, str]]:
    return {(fault.code, fault.field) for fault in error.value.faults}


def said(form, xml: str):
    record = read_instance(f'<data id="essai">{xml}</data>'.encode())
    return say(mapping_from_text(WHOLE, form), form.arranged(record), received=ON)


def test_answers_become_a_report(form):
    found = said(
        form,
        """<jour>2026-03-12</jour><type>attaque</type><auteurs>army eux</auteurs><groupe>X</groupe>
        <tues>4</tues><recit>Un</recit><g><note>Deux</note></g><gps>13.5 -1.25 300 20</gps>
        <gens><quoi>injured</quoi></gens><gens><quoi>injured</quoi></gens><gens><quoi>abducted</quoi></gens>""",
    )
    told = found.statement("k")
    assert told.event_type == "attack-civilians" and told.text == "Un\n\nDeux" and told.key == "k"
    assert told.actors == (Actor("initiator", "army", "X"), Actor("initiator", "bandits"))
    assert {toll.harm: toll.best for toll in told.tolls} == {"killed": 4, "injured": 2, "abducted": 1}
    (spot,) = told.spots
    assert (spot.lat, spot.lon, spot.radius_km) == (13.5, -1.25, 0.02)
    assert told.original["g/note"] == "Deux" and "gps" in told.original


@pytest.mark.parametrize("point", ["x", "1", "95 0", "1 200 0 5", "nan nan"])
def test_a_point_off_the_earth_is_a_fault(form, point):
    with pytest.raises(DoesNotFit) as refused:
        said(form, f"<jour>2026-03-12</jour><type>ambush</type><gps>{point}</gps>")
    assert codes(refused) == {("answer-no-point", "gps")}


def test_every_fault_of_the_answers_is_said_at_once(form):
    with pytest.raises(DoesNotFit) as refused:
        said(form, "<jour>x</jour><type>danse</type><auteurs>martiens</auteurs><tues>-1</tues>")
    assert codes(refused) == {
        ("answer-no-date", "jour"), ("answer-no-code", "type"), ("answer-missing", "type"),
        ("answer-no-code", "auteurs"), ("answer-no-number", "tues"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: [", {("form-mapping-broken", "")}),
        ("- a", {("form-mapping-broken", "")}),
        ("becomes: danse", {("form-mapping-becomes", "becomes")}),
        ("becomes: report", {("form-mapping-missing", "date"), ("form-mapping-missing", "event_type")}),
        (WHOLE + "foo: 1", {("form-mapping-key", "foo")}),
        (WHOLE.replace("first: jour", "first: nuit"), {("form-mapping-question", "date.first")}),
        (WHOLE.replace("first: jour", "first: recit"), {("form-mapping-type", "date.first")}),
        (WHOLE.replace("first: jour", "start: jour"), {("form-mapping-key", "date.start")}),
        (WHOLE.replace(", codes: {attaque: attack-civilians}", ""), {("form-mapping-options", "event_type")}),
        (WHOLE.replace("attack-civilians", "danse"), {("form-mapping-code", "event_type.codes.attaque")}),
        (WHOLE.replace("{attaque:", "{nuit: ambush, attaque:"), {("form-mapping-no-option", "event_type.codes")}),
        (WHOLE.replace("role: initiator", "role: chef"), {("form-mapping-code", "actors[1].role")}),
        (WHOLE.replace("number: tues", "number: nombre"), {("form-mapping-repeated", "tolls[1].number")}),
        (WHOLE.replace("number: tues", "number: recit"), {("form-mapping-type", "tolls[1].number")}),
        (WHOLE.replace("each: gens", "each: foule"), {("form-mapping-no-repeat", "tolls[2].each"),
                                                      ("form-mapping-repeated", "tolls[2].harm")}),
        (WHOLE.replace("g/note", "note"), {("form-mapping-question-twice", "text[2]")}),
        (WHOLE.replace("tolls:", "tolls: 3\nx:"), {("form-mapping-shape", "tolls"), ("form-mapping-key", "x")}),
        ("becomes: visit\nkind: {value: danse}\ndate: {first: jour}\nfindings: [vu]", {("form-mapping-code", "kind")}),
        ("becomes: visit\nkind: {value: other}\ndate: {first: jour}\nfindings: [recit]",
         {("form-mapping-not-coded", "findings.recit")}),
        ("becomes: survey\nsurvey: Ma Grande\ndate: {first: jour}\nplace: {point: gps}\nanswers: [vu]",
         {("form-mapping-survey", "survey")}),
        ("becomes: kept\ndate: {first: jour}", {("form-mapping-key", "date")}),
    ],
)  # fmt: skip
def test_a_wrong_mapping_says_where(form, text, faults):
    with pytest.raises(BadMapping) as refused:
        mapping_from_text(text, form)
    assert codes(refused) == faults


def test_a_mapping_never_runs_anything(form):
    with pytest.raises(BadMapping):
        mapping_from_text("!!python/object/apply:os.system ['true']", form)
    with pytest.raises(BadMapping):
        mapping_from_text("a" * 300_000, form)
