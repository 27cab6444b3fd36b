"""Filling a form page by page, without a database: what is asked, what follows, and the record that comes of it."""

from __future__ import annotations

import pytest

from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.definition import Question
from vigie.core.xforms.expressions import Setting
from vigie.core.xforms.filling import Filling, Unfillable, after, before, page_of, pages, plan_of, record
from vigie.core.xforms.filling.checking import fault_of, first_page_with_faults
from vigie.core.xforms.filling.typed import brought
from vigie.core.xforms.instance import read_instance
from vigie.core.xforms.reading import read_form

CLOCK = "2026-03-12T10:42:07.250+01:00"
# type, appearance → what is typed → what is kept, or what is wrong
TYPED = [
    ("int", "", " 1\u202f204 ", "1204", ""),
    ("int", "", "+7", "7", ""),
    ("int", "", "3,5", "3,5", "not-whole"),
    ("decimal", "", "3,5", "3.5", ""),
    ("decimal", "", "\u22122.5", "-2.5", ""),
    ("decimal", "", "deux", "deux", "not-number"),
    ("date", "", "18/03/2026", "2026-03-18", ""),
    ("date", "", "1.3.2026", "2026-03-01", ""),
    ("date", "", "2026-03-18", "2026-03-18", ""),
    ("date", "", "30/02/2026", "30/02/2026", "no-such-day"),
    ("date", "", "hier", "hier", "not-date"),
    ("date", "month-year", "2026-03", "2026-03-01", ""),
    ("date", "month-year", "3/2026", "2026-03-01", ""),
    ("date", "month-year", "2026-13", "2026-13", "no-such-day"),
    ("date", "year", "2026", "2026-01-01", ""),
    ("time", "", "9h05", "09:05:00.000+01:00", ""),
    ("time", "", "14:30:15.5Z", "14:30:15.500Z", ""),
    ("time", "", "25:00", "25:00", "not-time"),
    ("dateTime", "", "2026-03-18T14:30", "2026-03-18T14:30:00.000+01:00", ""),
    ("dateTime", "", "2026-03-18", "2026-03-18", "not-time"),
    ("geopoint", "", "14.02 -0.03", "14.02 -0.03 0 0", ""),
    ("geopoint", "", "14,02; -0,03", "14.02 -0.03 0 0", ""),
    ("geopoint", "", "14.02, -0.03; 0; 100", "14.02 -0.03 0 100", ""),
    ("geopoint", "", "97.2 1.5", "97.2 1.5", "off-earth"),
    ("geopoint", "", "Téra", "Téra", "not-point"),
    ("string", "", " a\r\nb\x07 ", "a\nb", ""),
]

SURVEY = [
    {"type": "text", "name": "who", "label": "Who"},
    {"type": "integer", "name": "age", "label": "Age of ${who}", "required": "yes", "constraint": ". > 3",
     "constraint_message": "Too young"},
    {"type": "text", "name": "school", "label": "School", "relevant": "${age} < 18", "required": "yes"},
    {"type": "begin_repeat", "name": "child", "label": "Children"},
    {"type": "text", "name": "name", "label": "Name"},
    {"type": "integer", "name": "years", "label": "Years", "default": "1"},
    {"type": "end_repeat", "name": ""},
    {"type": "calculate", "name": "total", "calculation": "sum(${years})"},
    {"type": "begin_group", "name": "end", "label": "End"},
    {"type": "select_one yn", "name": "sure", "label": "Sure?"},
    {"type": "end_group", "name": ""},
]  # fmt: skip
CHOICES = [
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
]


def plan(*more: dict):
    sheets = {"survey": [*SURVEY, *more], "choices": CHOICES, "settings": [{"form_id": "f", "version": "2"}]}
    compiled = compile_sheets(sheets)
    assert not compiled.faults, compiled.faults
    return plan_of(read_form(compiled.xml))


def begun(answers=None) -> Filling:
    return Filling(plan(), answers, Setting(CLOCK))


def put(filling: Filling, path: str, text: str) -> None:
    next(filling.at(path)).text = text
    filling.settle()


@pytest.mark.parametrize(("kind", "looks", "typed", "kept", "code"), TYPED)
def test_what_people_type_is_brought_to_one_form_and_stays_it(kind, looks, typed, kept, code):
    question = Question("/data/q", type=kind, appearance=looks)
    assert brought(question, typed, "+01:00") == (kept, code)
    assert brought(question, kept, "+05:00") == (kept, code)


def test_what_follows_from_an_answer():
    filling = begun()
    school = next(filling.at("/data/school"))
    assert school.off
    put(filling, "/data/age", "12")
    assert not school.off
    put(filling, "/data/school", "A school")
    put(filling, "/data/age", "40")
    assert school.off
    assert "A school" not in record(filling, "uuid:1", CLOCK).decode()
    put(filling, "/data/age", "12")
    assert school.text == "A school"  # typed once, it comes back


def test_what_is_wrong_and_where():
    filling = begun()
    age = next(filling.at("/data/age"))
    assert fault_of(filling, age)[0] == "missing"
    put(filling, "/data/age", "2")
    code, words = fault_of(filling, age)
    assert (code, words.plain()) == ("against-rule", "Too young")
    put(filling, "/data/age", "deux")
    assert fault_of(filling, age)[0] == "not-whole"
    put(filling, "/data/age", "40")
    put(filling, "/data/end/sure", "perhaps")
    assert first_page_with_faults(filling).step.questions[0].name == "sure"
    put(filling, "/data/end/sure", "no")
    assert first_page_with_faults(filling) is None


def test_pages_lead_through_a_repeat_and_out_of_it():
    filling = begun()
    first, listing, last = pages(filling)
    assert after(filling, first).key == listing.key
    assert after(filling, listing).key == last.key
    part = filling.plan.by_path["/data/child"]
    for _child in range(2):
        filling.add_turn(filling.root, part)
    assert [each.key for each in pages(filling)] == ["1", "2", "3-1", "3-2", "4"]
    assert after(filling, page_of(filling, "3-1")).key == "2"
    assert after(filling, page_of(filling, "2")).key == "4"
    assert before(filling, page_of(filling, "4")).key == "2"
    assert next(filling.at("/data/total")).text == "2"
    filling.remove_turn(next(filling.at("/data/child")))
    assert next(filling.at("/data/total")).text == "1"


def test_the_record_can_be_read_again_and_goes_on_from_what_was_stored():
    filling = begun()
    put(filling, "/data/who", "A & <B>")
    put(filling, "/data/age", "40")
    filling.add_turn(filling.root, filling.plan.by_path["/data/child"])
    again = begun(filling.answers())
    xml = record(again, "uuid:1", CLOCK)
    assert xml == record(filling, "uuid:1", CLOCK)
    instance = read_instance(xml)
    assert (instance.form_id, instance.version, instance.instance_id) == ("f", "2", "uuid:1")
    assert instance.answers["who"] == "A & <B>"
    assert instance.answers["child"] == {"name": "", "years": "1"}


def test_a_sentence_says_the_value_that_stands_in_it():
    filling = begun()
    put(filling, "/data/who", "Awa")
    age = next(filling.at("/data/age"))
    assert filling.said(age.part.question.label.said(""), age).strip() == "Age of Awa"


def test_all_that_a_browser_cannot_do_is_told_at_once():
    with pytest.raises(Unfillable) as told:
        plan(
            {"type": "geoshape", "name": "field", "label": "Field"},
            {"type": "calculate", "name": "size", "calculation": "area(${field})"},
        )
    assert [(each.code, each.field) for each in told.value.faults] == [
        ("expression-function", "size"), ("not-asked", "field"),
    ]  # fmt: skip
