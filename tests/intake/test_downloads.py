"""The records of a form as a table: what stands in it, for whom, and what is left out."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.core.xforms.sealing import new_key
from tests.intake.desk.conftest import signed_in
from tests.intake.forms.filled import edited, published, sent, xml_of
from tests.intake.openrosa.field import CONTENT_TYPE, FORM, Filled, body_of, phone_of
from tests.intake.openrosa.field import published as plain_form
from tests.intake.sealed.conftest import public_text, sealed
from vigie.intake.models import FormVersion, Submission, SubmissionVersion
from vigie.intake.xlsforms.versions import definition_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def form(organisation):
    return plain_form(organisation)


def send(account, filled: Filled | bytes, files: dict[str, bytes] | None = None) -> Submission:
    """A record by the real door, of a telephone of this person."""
    _phone, token = phone_of(account)
    body = body_of(filled if isinstance(filled, bytes) else filled.xml(), files)
    answer = Client().generic("POST", f"/odk/{token}/submission", body, CONTENT_TYPE)
    assert answer.status_code in (201, 202), answer.content
    return Submission.objects.latest("pk")


def fetched(account, form, kind: str = "csv", asked: str = "") -> bytes:
    answer = signed_in(account).get(f"/formulaires/{form.uuid}/fiches.{kind}{asked}")
    assert answer.status_code == 200
    fetched.rows = int(answer["X-Vigie-Rows"])
    return b"".join(answer.streaming_content)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def records(account, form, asked: str = "") -> list[dict[str, str]]:
    rows = table(fetched(account, form, "csv", asked))
    assert len(rows) == fetched.rows
    return rows


def test_a_record_is_a_row_with_its_answers_in_the_order_of_the_form(people, form):
    first = send(
        people["monitor"],
        Filled(place="Ville, « inventée »\nsuite", photo="a.jpg", start="2026-03-12T08:15:00Z"),
    )
    send(people["coordinator"], Filled(place="Autre"))
    one, two = records(people["analyst"], form.form)
    assert list(one) == [
        "Fiche", "Reçue le", "Voie", "État", "Relecture", "Fichiers", "Réponses", "start", "end", "place", "what",
        "photo", "Avis",
    ]  # fmt: skip
    assert one["Fiche"] == str(first.uuid) and one["Reçue le"] == first.received_at.date().isoformat()
    assert one["place"] == "Ville, « inventée »\nsuite" and one["photo"] == "a.jpg"
    assert one["start"] == "2026-03-12", "the hour could tell who was where"
    assert (one["Fichiers"], two["Fichiers"]) == ("il en manque", "complets")
    assert two["place"] == "Autre" and two["Avis"] == "Données fictives" and two["Réponses"] == "lisibles"


def test_no_cell_runs_in_a_spreadsheet(people, form):
    send(people["monitor"], Filled(place="=1+1"))
    send(people["monitor"], Filled(place="a;=1+1"))
    assert [each["place"] for each in records(people["analyst"], form.form)] == ["'=1+1", "a;'=1+1"]


def test_monitors_get_their_own_and_others_find_nothing(people, form, neighbour):
    for role in ("monitor", "coordinator"):
        send(people[role], Filled(place=role))
    assert [each["place"] for each in records(people["monitor"], form.form)] == ["monitor"]
    assert len(records(people["coordinator"], form.form)) == 2
    address = f"/formulaires/{form.form.uuid}/fiches.csv"
    delegation = {
        "clerk",
        "chair",
        "member",
    }  # they fill forms that name their body, and read their own records
    assert all(records(people[role], form.form) == [] for role in delegation)
    shut = set(people) - delegation - {"monitor", "analyst", "coordinator"}
    assert shut and {signed_in(people[role]).get(address).status_code for role in shut} == {404}
    analyst = people["analyst"]
    analyst.organisation = neighbour
    analyst.save()
    assert signed_in(analyst).get(address).status_code == 404
    form.form.fillers.add(neighbour)
    assert records(analyst, form.form) == []


def test_the_newest_edition_counts_and_records_without_kept_cells_are_read_again(people, form):
    before = Filled(place="Avant")
    send(people["monitor"], before)
    send(people["monitor"], Filled(place="Après", deprecated_id=before.instance_id))
    kept = fetched(people["analyst"], form.form)
    (row,) = table(kept)
    assert row["place"] == "Après" and row["Relecture"] == "modifié"
    assert SubmissionVersion.objects.exclude(cells="").count() == 2
    SubmissionVersion.objects.update(cells="")
    assert fetched(people["analyst"], form.form) == kept
    SubmissionVersion.objects.update(cells="0.00000000\x1eautre chose\x1e")
    assert fetched(people["analyst"], form.form) == kept


def test_versions_share_one_table(people, organisation, form):
    send(people["monitor"], Filled(place="Un"))
    asks = FORM.format(title="Essai", id='"essai"', version='"2"', sealing="")
    xml = asks.replace("<what/>", "<who/>").replace("/data/what", "/data/who").encode()
    FormVersion.objects.create(
        form=form.form, version="2", title="Essai", state="published", md5="f" * 32, xml=xml,
    )  # fmt: skip
    send(people["monitor"], Filled(version="2", place="Deux").xml().replace(b"<what/>", b"<who>Elle</who>"))
    one, two = records(people["analyst"], form.form)
    assert list(one)[9:13] == ["place", "what", "who", "photo"] or list(one)[9:13] == [
        "place",
        "who",
        "what",
        "photo",
    ]
    assert (one["place"], one["who"], two["place"], two["who"], two["what"]) == ("Un", "", "Deux", "Elle", "")


def test_held_records_are_left_out_unless_asked_for_and_then_marked(people, form):
    send(people["monitor"], Filled(place="Douteux"))
    Submission.objects.update(state="held")
    send(people["coordinator"], Filled(place="Sûr"))
    assert [each["place"] for each in records(people["analyst"], form.form)] == ["Sûr"]
    held, _sure = records(people["analyst"], form.form, "?held=1")
    assert held["place"] == "Douteux" and held["État"] == "mis à part"
    page = signed_in(people["analyst"]).get(f"/formulaires/{form.form.uuid}").content.decode()
    assert f"/formulaires/{form.form.uuid}/fiches.zip" in page and "?held=1" in page
    desk = signed_in(people["coordinator"]).get("/terrain").content.decode()
    assert f"/formulaires/{form.form.uuid}/fiches.csv" in desk


def test_an_encrypted_record_is_a_row_without_answers_that_says_so(people, organisation):
    key = new_key()
    form = plain_form(organisation, "secret", public_key=public_text(key))
    whole = sealed(key)
    send(people["monitor"], whole.manifest, whole.files)
    (row,) = records(people["analyst"], form.form)
    assert row["Réponses"] == "chiffrées" and row["place"] == row["what"] == ""


def test_the_archive_joins_each_repeat_by_the_number_of_its_record(people, form):
    record = send(people["monitor"], Filled(faces=("a.jpg", "b.jpg")))
    send(people["monitor"], Filled())
    with zipfile.ZipFile(io.BytesIO(fetched(people["analyst"], form.form, "zip"))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["essai.csv", "essai-people.csv", "lisez-moi.csv"]
        assert len(table(archive.read("essai.csv"))) == 2
        turns = table(archive.read("essai-people.csv"))
        told = dict(csv.reader(io.StringIO(archive.read("lisez-moi.csv").decode("utf-8-sig"))))
    assert [(each["Fiche"], each["Tour"], each["face"]) for each in turns] == [
        (str(record.uuid), "1", "a.jpg"), (str(record.uuid), "2", "b.jpg"),
    ]  # fmt: skip
    assert told["Lignes prévues"] == told["Lignes écrites"] == told["Lignes de essai-people.csv"] == "2"


def test_a_question_with_several_answers_is_a_column_of_codes_and_if_asked_a_column_each(
    people, organisation
):
    version = published(organisation)
    sent(version, people["monitor"], initiators="state-army other", killed="-3")
    (row,) = records(people["analyst"], version.form)
    name = next(each for each in row if each.endswith("initiators"))
    assert row[name] == "state-army other" and not any(each.startswith(f"{name}/") for each in row)
    (row,) = records(people["analyst"], version.form, "?split=1")
    each = {column: value for column, value in row.items() if column.startswith(f"{name}/")}
    chosen = {column.rpartition("/")[2] for column, value in each.items() if value == "1"}
    assert chosen <= {"state-army", "other"} and set(each.values()) <= {"0", "1"} and len(each) > 2
    book = load_workbook(io.BytesIO(fetched(people["analyst"], version.form, "xlsx")))
    head, line = list(book.worksheets[0].values)
    assert (
        dict(zip(head, line, strict=True))[next(each for each in head if each.split("/")[-1] == "killed")]
        == -3
    )
    assert ("Lignes écrites", 1) in list(book.worksheets[1].values)


def test_an_edit_in_an_older_way_of_keeping_is_read_from_its_xml(people, organisation):
    version = published(organisation)
    record = sent(version, people["monitor"], story="Avant")
    edited(record, xml_of(definition_of(version), {"story": "Après"}, "uuid:b", record.root))
    (row,) = records(people["analyst"], version.form)
    assert row[next(each for each in row if each.split("/")[-1] == "story")] == "Après"
