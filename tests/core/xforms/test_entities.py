"""What becomes of an entity: made, changed, in conflict, held, or refused and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigie.core.xforms.definition import Definition, EntityDeclaration
from vigie.core.xforms.entities import (
    HARD,
    SOFT,
    Applied,
    Failed,
    Held,
    Request,
    Version,
    apply,
    declared_faults,
    requests,
    unknown_version,
)
from vigie.core.xforms.instance import read_instance
from vigie.core.xforms.reading import read_form

ONE = "11111111-1111-4111-8111-111111111111"
MAKE = Request(
    "people", ONE, create=True, update=False, label="Awa", properties={"age": "30", "job": "nurse"}
)
CHANGE = Request("people", ONE, create=False, update=True, properties={"age": "31"}, base=1)


def offline(base: int, trunk: int | None = 1, **said) -> Request:
    return replace(CHANGE, base=base, trunk=trunk, branch="b1", **said)


def told(*asked: Request, start: tuple[Version, ...] = (), forced: bool = False):
    """The history after these requests, and the mark that the last one left."""
    history, mark = list(start), None
    for request in asked:
        came = apply(request, history, conflict=mark, forced=forced)
        assert isinstance(came, Applied), request
        history.append(came.version)
        mark = came.conflict
    return history, mark


def test_made_and_changed():
    history, mark = told(MAKE, CHANGE, replace(CHANGE, base=2, label="Awa D.", properties={"age": ""}))
    assert [each.number for each in history] == [1, 2, 3]
    assert history[1].properties == {"age": "31", "job": "nurse"}
    assert (history[2].label, history[2].properties) == ("Awa D.", {"age": "", "job": "nurse"})
    assert mark is None


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"properties": {"job": "clerk"}}, SOFT),
        ({"properties": {"age": "32"}}, HARD),
        ({"properties": {"age": "31"}}, SOFT),  # both say the same
        ({"properties": {"age": "32"}, "base": 2}, None),
        ({"properties": {"age": "32"}, "base": 0}, HARD),
    ],
)
def test_a_change_of_an_old_state_is_applied_and_marked(change, mark):
    history, found = told(MAKE, CHANGE, replace(CHANGE, **change))
    assert found == mark
    assert history[-1].number == 3
    assert history[-1].properties.items() >= change["properties"].items()


def test_a_mark_stays_and_only_grows_harder():
    history, _ = told(MAKE, CHANGE)
    later = replace(CHANGE, base=2)
    assert apply(later, history, conflict=SOFT).conflict == SOFT
    assert apply(later, history, conflict=HARD).conflict == HARD
    assert apply(replace(CHANGE, properties={"age": "9"}), history, conflict=SOFT).conflict == HARD


def test_changes_made_offline_wait_for_the_one_before():
    history, _ = told(MAKE)
    second = offline(2, properties={"age": "32"})
    assert apply(second, history) == Held()
    history, mark = told(offline(1), second, offline(3, properties={"age": "33"}), start=tuple(history))
    assert [each.number for each in history] == [1, 2, 3, 4]
    assert history[-1].properties["age"] == "33"
    assert mark is None


def test_a_thing_made_and_changed_offline_keeps_its_order():
    assert apply(offline(1, None), []) == Held()
    assert apply(offline(2, None), told(MAKE)[0]) == Held()
    history, mark = told(MAKE, offline(1, None), offline(2, None, properties={"job": "mayor"}))
    assert (history[-1].number, history[-1].properties["job"], mark) == (3, "mayor", None)


def test_somebody_elses_change_within_a_branch_is_told():
    history, _ = told(MAKE, offline(1))
    history, _ = told(replace(CHANGE, base=2, properties={"job": "clerk"}), start=tuple(history))
    assert apply(offline(2, properties={"age": "40"}), history).conflict == SOFT
    assert apply(offline(2, properties={"job": "mayor"}), history).conflict == HARD


def test_what_waited_too_long_is_applied_as_it_stands():
    history, _ = told(MAKE)
    assert apply(offline(3), history, forced=True).version.number == 2
    made = apply(offline(2, None), [], forced=True).version
    assert (made.number, made.label, made.forced) == (1, ONE, True)
    later = apply(MAKE, [made])
    assert later.version.label == "Awa"
    assert later.version.properties == {"age": "31", "job": "nurse"}
    assert later.conflict == SOFT


@pytest.mark.parametrize(
    ("request_", "before", "code"),
    [
        (MAKE, (MAKE,), "exists"),
        (replace(MAKE, label=""), (), "no_label"),
        (CHANGE, (), "unknown_entity"),
        (replace(CHANGE, base=9), (MAKE,), "unknown_base"),
        (offline(5, 5), (MAKE, CHANGE), None),  # waits: the server may have been restored from a copy
    ],
)
def test_what_cannot_be_done_says_why(request_, before, code):
    history, _ = told(*before) if before else ([], None)
    if code is None:
        assert apply(request_, history) == Held()
        return
    with pytest.raises(Failed) as failed:
        apply(request_, history)
    assert failed.value.code == code


def test_what_may_make_or_change_makes_what_is_not_there():
    either = replace(CHANGE, create=True, label="Awa")
    assert apply(either, []).version.number == 1
    assert apply(either, told(MAKE)[0]).version.number == 2


FORM = b"""<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"
  xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>F</h:title>
  <model entities:entities-version="2025.1.0"><instance><data id="f" version="1"><name/><secret/>
  <child><age/><meta><entity dataset="children" id="" create="1"><label/></entity></meta></child>
  <meta><instanceID/><entity dataset="people" id="" create="1" update="1" baseVersion=""><label/></entity></meta>
  </data></instance><bind nodeset="/data/name" entities:saveto="full_name"/>
  <bind nodeset="/data/child/age" entities:saveto="age"/></model></h:head>
  <h:body><group ref="/data/child"><repeat nodeset="/data/child"/></group></h:body></h:html>"""


def filled(*entities: str, children: str = "") -> str:
    return (
        f'<data id="f" version="1"><name>Awa</name><secret>x</secret>{children}'
        f"<meta><instanceID>uuid:1</instanceID>{''.join(entities)}</meta></data>"
    )


def asked(text: str) -> list:
    return list(requests(read_form(FORM), read_instance(text.encode())))


def test_a_record_asks_with_the_properties_that_the_form_saves():
    found = asked(
        filled(f'<entity dataset="people" id="uuid:{ONE.upper()}" create="true"><label>Awa</label></entity>')
    )
    assert found == [Request("people", ONE, True, False, "Awa", {"full_name": "Awa"})]


def test_each_turn_of_a_repeat_asks_for_its_own():
    other = ONE.replace("1", "2")
    turns = "".join(
        f'<child><age>{age}</age><meta><entity dataset="children" id="{key}" create="1">'
        f"<label>{age}</label></entity></meta></child>"
        for key, age in ((ONE, 3), (other, 5))
    )
    found = asked(filled(children=turns))
    assert [(each.uuid, each.properties) for each in found] == [(ONE, {"age": "3"}), (other, {"age": "5"})]


def test_what_a_repeat_keeps_is_not_its_forms():
    turn = f'<child><age>3</age><meta><entity dataset="children" id="{ONE}" create="1"/></meta></child>'
    found = asked(filled(f'<entity dataset="people" id="{ONE}" create="1"/>', children=turn))
    assert [each.properties for each in found] == [{"age": "3"}, {"full_name": "Awa"}]


@pytest.mark.parametrize(
    ("entity", "came"),
    [
        (f'<entity dataset="people" id="{ONE}"/>', []),
        (f'<entity dataset="people" id="{ONE}" create="yes" update="0"/>', []),
        ('<entity dataset="people" id="x" create="1"/>', ["not_a_uuid"]),
        ('<entity dataset="people" create="1"/>', ["not_a_uuid"]),
        (f'<entity dataset="stones" id="{ONE}" create="1"/>', ["unknown_list"]),
        (f'<entity dataset="children" id="{ONE}" update="1"/>', ["not_declared"]),
    ],
)
def test_a_record_that_asks_for_nothing_or_wrongly(entity, came):
    assert [each.code for each in asked(filled(entity))] == came


@pytest.mark.parametrize(
    ("said", "base"), [("3", 3), ("0", 0), ("-1", 0), ("1.5", 0), ("x", 0), ("", 0), ("٣", 0)]
)
def test_a_base_that_is_no_positive_number_is_0(said, base):
    entity = (
        f'<entity dataset="people" id="{ONE}" update="1" baseVersion="{said}" trunkVersion="2" branchId="b"/>'
    )
    assert [(each.base, each.trunk, each.branch) for each in asked(filled(entity))] == [(base, 2, "b")]


def test_versions_of_the_specification():
    known = ("", "2022.1", "2022.1.0", "2023.1.0", "2024.1.0", "2025.1.0", "2025.1.7")
    assert [each for each in known if unknown_version(each)] == []
    assert all(unknown_version(each) for each in ("2025.2.0", "2026.1.0", "9999.1", "x", "2024"))


@pytest.mark.parametrize(
    ("dataset", "saved", "codes"),
    [
        ("people", "age", []),
        ("people", "lieu-dit_2", []),
        ("peo.ple", "age", ["bad_list_name"]),
        ("__people", "age", ["bad_list_name"]),
        ("people", "Name", ["bad_property_name"]),
        ("people", "label", ["bad_property_name"]),
        ("people", "__age", ["bad_property_name"]),
        ("people", "a b", ["bad_property_name"]),
        ("people", "2a", ["bad_property_name"]),
    ],
)
def test_what_a_form_may_declare(dataset, saved, codes):
    declared = EntityDeclaration(dataset, "/data/meta/entity", "1", "", "", {"/data/age": saved})
    form = Definition(
        "f", "1", "F", "data", ("",), "", {}, (), entities=(declared,), entities_version="2024.1.0"
    )
    assert [code for code, _name in declared_faults(form)] == codes
