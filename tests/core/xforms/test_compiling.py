"""What is wrong with an XLSForm is told by sheet, row and column."""

from __future__ import annotations

import pytest

from tests.core.xforms.forms import asks, compiled, option, sheets
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.sheets import NoSheets, read_sheets, to_workbook
from vigie.core.xforms.validating import java, validated
from vigie.core.xforms.watching import watched

A = asks("text", "a")
YES = option("oui", "y")

WRONG = {
    "no such type": ([asks("texte", "b")], "type-unknown", "survey", 3, "type"),
    "a name with a blank": ([asks("text", "b c")], "names-008", "survey", 3, "name"),
    "no name": ([{"type": "text", "label": "B"}], "no-name", "survey", 3, ""),
    "a name twice": ([asks("text", "a")], "names-001", "survey", 3, "name"),
    "a list that is not there": ([asks("select_one non", "b")], "list-unknown", "survey", 3, ""),
    "a reference to nothing": (
        [asks("text", "b", relevant="${c} = 1")],
        "pyref-003",
        "survey",
        3,
        "relevant",
    ),
    "half a reference": ([asks("text", "b", relevant="${c = 1")], "pyref-001", "survey", 3, "relevant"),
    "a group that never ends": (
        [{"type": "begin_group", "name": "g", "label": "G"}],
        "survey-002",
        "survey",
        3,
        "",
    ),
    "an end without a group": ([{"type": "end_group"}], "survey-001", "survey", 3, ""),
    "a calculation of nothing": ([{"type": "calculate", "name": "c"}], "no-calculation", "survey", 3, ""),
    "parameters that are none": (
        [asks("range", "b", parameters="start=x")],
        "range-001",
        "survey",
        3,
        "parameters",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_fault_has_its_place(case):
    rows, code, sheet, row, column = WRONG[case]
    made = compiled(A, *rows, choices=(YES,))
    fault = made.faults[0]
    assert (fault.code, fault.params["sheet"], fault.params["row"], fault.field) == (code, sheet, row, column)
    assert not made.xml


@pytest.mark.parametrize(
    ("choices", "code", "row"),
    [
        ((YES, YES), "names-007", 3),
        ((YES, {"list_name": "oui", "label": "N"}), "names-006", 3),
    ],
)
def test_a_fault_of_choices_has_its_place(choices, code, row):
    (fault, *_more) = compiled(asks("select_one oui", "q"), choices=choices).faults
    assert (fault.code, fault.params["sheet"], fault.params["row"]) == (code, "choices", row)


def test_what_is_only_to_know_is_a_remark():
    made = compiled(
        asks("image", "photo"), asks("select_one oui", "q"), choices=({"list_name": "oui", "name": "y"},)
    )
    assert made.xml and {each.code: each.params.get("row") for each in made.remarks} == {
        "max-pixels": 2,
        "label-001": 2,
    }


def test_words_keep_their_quotation_marks_and_formulas_are_mended():
    made = compiled(A, asks("text", "b", "L’eau « douce » “là”", relevant="${a} = ‘x’"))
    assert "L’eau « douce » “là”".encode() in made.xml and b"= 'x'" in made.xml


def test_a_workbook_comes_back_as_it_went():
    given = sheets(A, asks("text", "b", **{"label::Fulfulde (ff)": ""}), choices=(YES,))
    back = read_sheets(to_workbook(given))
    assert back["survey"][1]["name"] == "b" and "label::Fulfulde (ff)" in back["survey"][0]
    assert [row["name"] for row in back["choices"]] == ["y"]


def test_a_cell_is_never_a_formula():
    back = read_sheets(to_workbook(sheets(asks("text", "a", "=1+1"))))
    assert back["survey"][0]["label"] == "=1+1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-workbook"), (b"PK\x03\x04", "not-a-workbook"), (b"a;b\n1;2", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "not-a-workbook"),
        (to_workbook({"choices": [YES], "settings": [{"form_id": "x"}]}), "no-survey"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_says_so(data, code):
    with pytest.raises(NoSheets) as refused:
        read_sheets(data)
    assert refused.value.code == code


def test_odk_validate_finds_what_pyxform_lets_through():
    if java() is None:
        pytest.skip("no Java on this machine (package default-jre-headless): ODK Validate can't be asked")
    good = compiled(A).xml
    assert validated(good) == []
    for rows, code, value in (
        ([asks("text", "b", relevant="danse(1)")], "validate-function", "danse"),
        (
            [asks("text", "b", relevant="${c} = 1"), asks("text", "c", relevant="${b} = 1")],
            "validate-cycle",
            "b, c",
        ),
    ):
        told = {fault.code: fault.value for fault in validated(compiled(A, *rows).xml)}
        assert told.get(code) == value, told


def test_every_way_to_watch_its_filler_is_found():
    from vigie.core.xforms.reading import read_form

    rows = [
        {"type": "deviceid", "name": "d"}, {"type": "username", "name": "u"}, {"type": "phonenumber", "name": "p"},
        {"type": "email", "name": "e"}, {"type": "start-geopoint", "name": "g"},
        {"type": "background-audio", "name": "s"},
        {"type": "start", "name": "h"}, {"type": "today", "name": "t"}, A,
        {"type": "background-geopoint", "name": "b", "trigger": "${a}"},
        {"type": "audit", "name": "audit", "parameters": "location-priority=balanced location-min-interval=60 "
                                                         "location-max-age=120 identify-user=true"},
    ]  # fmt: skip
    form = read_form(compile_sheets(sheets(*rows)).xml)
    assert {(fault.field, fault.value) for fault in watched(form)} == {
        ("d", "deviceid"), ("u", "username"), ("p", "phonenumber"), ("e", "email"), ("g", "background-location"),
        ("s", "background-audio"), ("b", "background-location"), ("audit", "background-location"),
        ("audit", "username"),
    }  # fmt: skip
