"""Versions of forms: drafted, published, closed, and never changed once phones may hold them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests.intake.forms.filled import NODE, brought, published, sent
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.mapping import BadMapping
from vigie.core.xforms.sheets import to_workbook
from vigie.fieldwork.models import Question
from vigie.intake.acts import add_media, close_form, draft_form, map_form, name_fillers, publish_form
from vigie.intake.models import Form, FormVersion
from vigie.intake.xlsforms.preparing import NotAForm, Prepared, prepared
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry

pytestmark = pytest.mark.django_db
KEPT = "becomes: kept"


def simple(version: str = "1", kind: str = "text", form_id: str = "essai", **more) -> Prepared:
    survey = [{"type": kind, "name": "a", "label": "A"}, *more.pop("survey", [])]
    settings = {"form_id": form_id, "version": version, "form_title": "Essai"}
    return prepared(to_workbook({"survey": survey, "settings": [settings]}), "essai.xlsx", trusted=True)


def codes(error) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_a_draft_gives_way_to_a_draft_of_the_same_version(organisation):
    first = draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    second = draft_form(NODE, organisation, brought=simple(kind="integer"), mapping=KEPT)
    assert not FormVersion.objects.filter(pk=first.pk).exists()
    assert second.state == "draft" and second.definition["types"] == {"/data/a": "int input"}
    assert bytes(FormVersion.objects.get().xml) == simple(kind="integer").xml


def test_a_published_version_is_never_brought_again(organisation):
    version = draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    publish_form(NODE, version.form, version=version)
    with pytest.raises(NotAForm) as refused:
        draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    assert codes(refused) == ["form-version-taken"]


@pytest.mark.parametrize("column", ["xml", "md5", "version", "title", "public_key"])
def test_the_database_refuses_to_change_what_phones_hold(organisation, column):
    version = draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    drafted = bytes(version.xml) + b"\n"  # a draft may change
    FormVersion.objects.filter(pk=version.pk).update(**{column: drafted if column == "xml" else "x"})
    publish_form(NODE, version.form, version=version)
    for change in (
        lambda rows: rows.update(**{column: b"y" if column == "xml" else "y"}),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(FormVersion.objects.filter(pk=version.pk))
    close_form(NODE, version.form, version=version)
    assert FormVersion.objects.get().state == "closed"


def test_a_question_that_changes_its_type_is_refused_by_name(organisation):
    version = draft_form(NODE, organisation, brought=simple("1"), mapping=KEPT)
    publish_form(NODE, version.form, version=version)
    with pytest.raises(NotAForm) as refused:
        draft_form(NODE, organisation, brought=simple("2", "integer"))
    (fault,) = refused.value.faults
    assert (fault.code, fault.field, fault.value, fault.params) == (
        "type-changed",
        "a",
        "int",
        {"before": "string"},
    )
    draft_form(
        NODE, organisation, brought=simple("2", survey=[{"type": "integer", "name": "b", "label": "B"}])
    )


def test_the_mapping_of_the_version_before_is_taken_over_where_it_fits(organisation):
    first = published(organisation)
    again = brought("incident")
    xml = again.xml.replace(b'version="2026112301"', b'version="2"')
    second = draft_form(NODE, organisation, brought=prepared(xml, "incident.xml", trusted=True))
    assert second.mapping == first.mapping
    lacking = xml.replace(b"killed_known", b"killed_told").replace(b'version="2"', b'version="3"')
    third = draft_form(NODE, organisation, brought=prepared(lacking, "incident.xml", trusted=True))
    assert third.mapping == {}
    with pytest.raises(NotAForm) as refused:
        publish_form(NODE, third.form, version=third)
    assert codes(refused) == ["form-unmapped"]


def test_an_identifier_belongs_to_one_organisation(organisation, neighbour):
    draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    with pytest.raises(NotAForm) as refused:
        draft_form(NODE, neighbour, brought=simple("2"), mapping=KEPT)
    assert codes(refused) == ["form-of-others"]


@pytest.mark.parametrize(
    ("form_id", "code"),
    [("f" * 250, "form-id-long"), ("liste.xlsx", "form-id-ending"), ("x.XML", "form-id-ending")],
)
def test_identifiers_that_other_tools_would_cut_or_mistake_are_refused(form_id, code):
    with pytest.raises(NotAForm) as refused:
        simple(form_id=form_id)
    assert codes(refused) == [code]


def test_a_mapping_may_be_mended_also_when_published(organisation, incident_form):
    with pytest.raises(BadMapping):
        map_form(NODE, incident_form.form, version=incident_form, mapping="becomes: report")
    map_form(NODE, incident_form.form, version=incident_form, mapping=KEPT)
    assert FormVersion.objects.get().mapping == {"becomes": "kept"}


def test_nobody_fills_until_somebody_is_named(organisation, neighbour, people):
    from vigie import access

    version = draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    publish_form(NODE, version.form, version=version)
    assert not access.may(people["monitor"], "fill", version.form)
    name_fillers(NODE, version.form, organisations=[neighbour])
    assert not access.may(people["monitor"], "fill", version.form)
    name_fillers(NODE, version.form, organisations=[organisation])
    assert access.may(people["monitor"], "fill", version.form)


def test_only_coordinators_of_the_organisation_do_these_things(organisation, neighbour, people):
    version = draft_form(people["coordinator"], organisation, brought=simple(), mapping=KEPT)
    lines = Entry.objects.filter(act="draft_form")
    assert lines.get().detail == {"form": "essai", "version": "1"}
    for role in ("monitor", "analyst", "clerk"):
        with pytest.raises(Refused):
            publish_form(people[role], version.form, version=version)
        with pytest.raises(Refused):
            draft_form(people[role], organisation, brought=simple("9"), mapping=KEPT)
    with pytest.raises(Refused):
        draft_form(people["coordinator"], neighbour, brought=simple("9", form_id="autre"), mapping=KEPT)
    publish_form(people["coordinator"], version.form, version=version)


def test_media_come_with_a_version_and_stay(organisation):
    form = simple(survey=[{"type": "select_one_from_file lieux.csv", "name": "l", "label": "L"}])
    version = draft_form(NODE, organisation, brought=form, mapping=KEPT)
    assert [(file.name, file.sha256) for file in version.files.all()] == [("lieux.csv", "")]
    for name, content, code in (
        ("autre.csv", b"name,label", "media-unnamed"), ("lieux.csv", b"", "media-size"),
    ):  # fmt: skip
        with pytest.raises(NotAForm) as refused:
            add_media(NODE, version.form, version=version, name=name, content=content)
        assert codes(refused) == [code]
    add_media(NODE, version.form, version=version, name="lieux.csv", content=b"name,label\n1,Un\n")
    publish_form(NODE, version.form, version=version)
    with pytest.raises(NotAForm) as refused:
        add_media(NODE, version.form, version=version, name="lieux.csv", content=b"name,label\n")
    assert codes(refused) == ["media-published"]


def test_publishing_keeps_the_words_of_what_is_found(organisation):
    published(organisation, "visit")
    question = Question.objects.get(series="form:vigie-visite", code="access")
    assert question.words["fr"] == "Vous a-t-on laissé entrer ?"
    assert question.options["refused"] == {
        **question.options["refused"], "fr": "On n’a pas voulu répondre", "en": "They would not answer",
    }  # fmt: skip


def test_a_draft_that_was_tried_is_kept(organisation, people):
    version = draft_form(NODE, organisation, brought=simple(), mapping=KEPT)
    sent(version, people["monitor"], a="essai")
    with pytest.raises(NotAForm) as refused:
        draft_form(NODE, organisation, brought=simple(kind="integer"), mapping=KEPT)
    assert codes(refused) == ["form-version-taken"]


@pytest.mark.parametrize(
    "kind", ["deviceid", "phonenumber", "username", "email", "background-audio", "start-geopoint"]
)
def test_a_form_that_watches_its_filler_is_refused_with_its_row(kind):
    sheets = {
        "survey": [{"type": "text", "name": "a", "label": "A"}, {"type": kind, "name": "b"}],
        "settings": [{"form_id": "essai", "version": "1"}],
    }
    with pytest.raises(NotAForm) as refused:
        prepared(to_workbook(sheets), "essai.xlsx")
    fault = refused.value.faults[0]
    assert (fault.code, fault.params["sheet"], fault.params["row"]) == ("watches", "survey", 3)
    with pytest.raises(NotAForm) as refused:
        prepared(compile_sheets(sheets).xml, "essai.xml")
    assert refused.value.faults[0].code == "watches"
    assert prepared(to_workbook(sheets), "essai.xlsx", trusted=True).definition.form_id == "essai"


def test_every_form_of_the_project_goes_all_the_way(organisation):
    from vigie.core.xforms.sources import names

    for name in names():
        published(organisation, name)
    assert Form.objects.count() == len(names()) == 6
