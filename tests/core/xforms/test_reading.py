"""XForms read: what is asked, how, in which words."""

from __future__ import annotations

import pytest

from tests.core.xforms.forms import asks, compiled, defined, option
from tests.shared_data import shared_data
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.definition import Group, Output
from vigie.core.xforms.instance import read_instance
from vigie.core.xforms.reading import BadForm, read_form
from vigie.core.xforms.sheets import read_sheets

YES = (option("oui", "y", "Oui"), option("oui", "n", "Non"))


def test_questions_come_in_order_with_their_rules():
    form = defined(
        asks("date", "jour", "Jour", required="yes", constraint=". <= today()", constraint_message="Non", hint="Aide"),
        asks("select_one oui", "q", "Q ${jour}", relevant="${jour} != ''", appearance="minimal"),
        asks("calculate", "c", calculation="1 + 1"),
        asks("integer", "n", default="3"),
        asks("text", "lu", read_only="yes"),
        choices=YES,
    )  # fmt: skip
    assert [each.name for each in form.asked] == ["jour", "q", "n", "lu"]
    day, choice, total, number, shown = (
        form.questions[f"/data/{name}"] for name in ("jour", "q", "c", "n", "lu")
    )
    assert (day.type, day.control, day.required, day.constraint) == (
        "date",
        "input",
        "true()",
        ". <= today()",
    )
    assert (day.hint.plain(), day.constraint_message.plain()) == ("Aide", "Non")
    assert choice.label.said("") == ("Q ", Output("/data/jour")) and choice.label.plain() == "Q …"
    assert choice.relevant.replace(" ", "") == "/data/jour!=''" and choice.appearance == "minimal"
    assert [(each.value, each.label.plain()) for each in form.options_of(choice)] == [
        ("y", "Oui"),
        ("n", "Non"),
    ]
    assert (
        (total.calculate, total.control) == ("1 + 1", "")
        and number.default == "3"
        and shown.readonly == "true()"
    )
    assert (form.form_id, form.version, form.root) == ("essai", "1", "data")


def test_groups_and_repeats_are_a_tree():
    form = defined(
        {"type": "begin_group", "name": "g", "label": "G", "relevant": "1 = 1", "appearance": "field-list"},
        asks("text", "a"),
        {"type": "begin_repeat", "name": "r", "label": "R", "repeat_count": "2"},
        asks("image", "photo"),
        {"type": "end_repeat"},
        {"type": "end_group"},
        asks("text", "b"),
    )
    group, last = form.body
    assert isinstance(group, Group) and (group.path, group.relevant, group.appearance) == (
        "/data/g",
        "1 = 1",
        "field-list",
    )
    first, repeat = group.parts
    assert first.name == "a" and repeat.repeat and repeat.path == "/data/g/r" and repeat.label.plain() == "R"
    assert form.questions["/data/g/r/photo"].repeats == ("/data/g/r",) and last.name == "b"
    assert form.repeats == {"/data/g/r"}


def test_a_repeat_is_a_list_however_often_it_was_filled():
    form = defined(
        {"type": "begin_repeat", "name": "r", "label": "R"},
        asks("image", "p"),
        {"type": "end_repeat"},
        asks("text", "a"),
    )
    for xml, turns in (
        ("", 0),
        ("<r/>", 0),
        ("<r><p>1.jpg</p></r>", 1),
        ("<r><p>1.jpg</p></r><r><p>2.jpg</p></r>", 2),
    ):
        record = read_instance(f'<data id="essai">{xml}<a/></data>'.encode())
        assert len(form.arranged(record)["r"]) == turns
        assert len(form.binary_names(record)) == turns


def test_files_are_named_in_order_with_the_audit():
    form = defined(asks("image", "p"), {"type": "begin_group", "name": "g", "label": "G"}, asks("audio", "s"),
                   {"type": "end_group"}, {"type": "audit", "name": "audit"})  # fmt: skip
    record = read_instance(
        b'<data id="essai"><p>p.jpg</p><g><s/></g><meta><audit>audit.csv</audit></meta></data>'
    )
    assert form.binary_names(record) == ("p.jpg", "audit.csv") and form.audit == {}


def test_words_fall_back_to_the_default_language():
    row = {"type": "text", "name": "a", "label::Français (fr)": "Bonjour l’ami", "label::English (en)": ""}
    other = {"type": "text", "name": "b", "label::Français (fr)": "Deux", "label::English (en)": "Two"}
    form = defined(row, other, default_language="Français (fr)")
    assert form.languages == ("Français (fr)", "English (en)") and form.default_language == "Français (fr)"
    assert form.questions["/data/a"].label.plain("English (en)") == "Bonjour l’ami", "and not a dash"
    assert form.questions["/data/b"].label.plain("English (en)") == "Two"
    xml = compiled(row, other, default_language="Français (fr)").xml
    dashed = xml.replace("Bonjour l’ami".encode(), b"-")
    assert not read_form(dashed).questions["/data/a"].label


def test_lists_beside_the_form_and_filters_are_told():
    form = defined(
        asks("select_one_from_file lieux.csv", "l", choice_filter="pays = 'BF'"), asks("select_one oui", "q"),
        choices=(option("oui", "y", pays="BF"),),
    )  # fmt: skip
    assert form.attachments == ("lieux.csv",)
    itemset = form.questions["/data/l"].itemset
    assert (itemset.instance, itemset.value, itemset.label) == (
        "lieux",
        "name",
        "label",
    ) and "pays" in itemset.nodeset
    assert form.lists["oui"].options[0].columns["pays"] == "BF"


def test_entities_keys_and_unasked_actions_are_told():
    sheets = {
        "survey": [asks("text", "nom", save_to="prenom"), {"type": "background-audio", "name": "son"}],
        "settings": [{"form_id": "essai", "version": "1", "public_key": "MIIB", "auto_send": "true"}],
        "entities": [{"list_name": "gens", "label": "${nom}"}],
    }
    form = read_form(compile_sheets(sheets).xml)
    (entity,) = form.entities
    assert (entity.dataset, entity.create, entity.update, entity.saves) == (
        "gens",
        "1",
        "",
        {"/data/nom": "prenom"},
    )
    assert form.public_key == "MIIB" and "base64RsaPublicKey" not in form.submission
    assert form.actions == (("recordaudio", "/data/son"),)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"<a>", "not-xml"), (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "doctype"), (b"<a/>", "no-model"),
        (b"<h><head><model><instance><d id='x'/></instance></model></head></h>", "no-body"),
        (b"<h><head><model><bind/></model></head><body/></h>", "no-instance"),
        (b"<h><head><model><instance><d><a/></d></instance></model></head><body/></h>", "no-form-id"),
    ],
)  # fmt: skip
def test_what_is_no_form_says_why(xml, code):
    with pytest.raises(BadForm) as refused:
        read_form(xml)
    assert refused.value.code == code


SHARED = ("attribute_columns_test.xlsx", "cascading_select_test_equivalent.xls", "choice_filter_test.xlsx",
          "flat_xlsform_test.xlsx", "loop.xlsx", "or_other.xlsx", "specify_other.xlsx", "widgets.xls",
          "xlsform_spec_test.xlsx", "yes_or_no_question.xlsx")  # fmt: skip


@pytest.mark.shared_data
@pytest.mark.parametrize("name", SHARED)
def test_forms_of_other_people_compile_and_are_read(name):
    made = compile_sheets(read_sheets(shared_data(f"xlsforms/{name}").read_bytes()))
    assert not made.faults
    form = read_form(made.xml)
    assert list(form.asked) and all(
        each.path.startswith(f"/{form.root}/") for each in form.questions.values()
    )
