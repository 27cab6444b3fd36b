"""The six forms of the project: whole in French and English, valid, protective, and mapped."""

from __future__ import annotations

import pytest

from vigie.core.standards import actor_kinds, event_types
from vigie.core.statement import HARMS
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.mapping import mapping_from_text
from vigie.core.xforms.prompts import languages, prompts, untranslated
from vigie.core.xforms.reading import read_form
from vigie.core.xforms.sheets import read_sheets, to_workbook
from vigie.core.xforms.sources import mapping_text, names, sheets_of
from vigie.core.xforms.validating import java, validated
from vigie.core.xforms.watching import watched

NAMES = ("committee-visit", "follow-up", "incident", "meeting", "perception", "visit")
LANGUAGES = ["Français (fr)", "English (en)", "Fulfulde (ff)", "Hausa (ha)", "Zarma (dje)", "Tamasheq (taq)",
             "Mooré (mos)", "Bamanankan (bm)"]  # fmt: skip


@pytest.fixture(scope="module")
def forms():
    made = {name: compile_sheets(read_sheets(to_workbook(sheets_of(name)))) for name in NAMES}
    assert not [each.faults or each.remarks for each in made.values() if each.faults or each.remarks]
    return {name: (each.xml, read_form(each.xml)) for name, each in made.items()}


def test_there_are_six():
    assert names() == NAMES


def test_odk_validate_has_nothing_against_them(forms):
    if java() is None:
        pytest.skip("no Java on this machine (package default-jre-headless): ODK Validate can't be asked")
    assert validated(*(xml for xml, _form in forms.values())) == []


@pytest.mark.parametrize("name", NAMES)
def test_french_and_english_are_whole_and_the_others_wait(forms, name):
    sheets = sheets_of(name)
    assert languages(sheets) == LANGUAGES
    waiting = {language: untranslated(sheets, language) for language in LANGUAGES}
    every = len(list(prompts(sheets, LANGUAGES[0])))
    assert [waiting.pop(spoken) for spoken in LANGUAGES[:2]] == [0, 0] and set(waiting.values()) == {every}
    _xml, form = forms[name]
    assert list(form.languages) == LANGUAGES
    for question in form.asked:
        words = question.label.plain("Hausa (ha)")
        assert words and words == question.label.plain("Français (fr)")


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_that_the_mapping_needs_is_understood(forms, name):
    mapping = mapping_from_text(mapping_text(name), forms[name][1])
    assert mapping.becomes and mapping.clock == ("today",)


@pytest.mark.parametrize("name", NAMES)
def test_they_ask_for_nobody_and_no_point(forms, name):
    _xml, form = forms[name]
    assert not list(watched(form)) and form.audit is None
    assert not [
        each
        for each in form.questions.values()
        if each.type in ("geopoint", "geotrace", "geoshape", "binary")
    ]


def test_types_and_actors_are_those_of_the_code_lists(forms):
    form = forms["incident"][1]
    offered = {
        name: [each.value for each in form.options_of(form.by_name[name])]
        for name in ("event_type", "initiators", "harm")
    }
    assert offered["event_type"] == [code for code, each in event_types().items() if each.level == 3]
    assert offered["initiators"] == list(actor_kinds()) and set(offered["harm"]) == set(HARMS)


def test_content_that_is_hard_to_bear_is_announced(forms):
    notes = {each.name: each.relevant for each in forms["incident"][1].asked if each.name.startswith("hard")}
    assert "sexual-violence" in notes["hard_content"] and "sexual_violence" in notes["hard_people"]
