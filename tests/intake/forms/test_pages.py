"""The pages of forms, as a coordinator, a monitor and a stranger meet them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.intake.forms.filled import brought, published
from vigie.core.xforms.sheets import read_sheets, to_workbook
from vigie.intake.models import Draft, Form, FormVersion

pytestmark = pytest.mark.django_db

SURVEY = [
    {"type": "text", "name": "lieu", "label::Français (fr)": "Quel lieu ?", "label::Fulfulde (ff)": ""},
    {"type": "select_one_from_file places.csv", "name": "liste", "label::Français (fr)": "Lequel ?"},
]
SETTINGS = [{"form_id": "essai", "version": "1", "form_title": "Essai", "default_language": "Français (fr)"}]


@pytest.fixture
def coordinator(client, people):
    client.force_login(people["coordinator"])
    return client


def bring(client, survey=SURVEY, settings=SETTINGS, mapping="becomes: kept", data=None, name="essai.xlsx"):
    data = to_workbook({"survey": survey, "settings": settings}) if data is None else data
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("form-new"), {"file": file, "mapping": mapping})


def do(client, version, doing, **more):
    return client.post(reverse("form-do", args=[version.form.uuid, version.pk, doing]), more)


def page(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_a_form_goes_from_draft_to_phones_and_is_closed(coordinator):
    response = bring(coordinator)
    version = FormVersion.objects.get()
    assert response.status_code == 302 and response.url == reverse("form", args=[version.form.uuid])
    assert "brouillon" in page(coordinator.get(response.url))
    assert do(coordinator, version, "publier").status_code == 302
    assert "publié" in page(coordinator.get(response.url))
    assert do(coordinator, version, "clore").status_code == 302
    version.refresh_from_db()
    assert version.state == "closed"
    data = coordinator.get(f"{response.url}.json").json()
    assert data["versions"][0]["state"] == "closed" and data["versions"][0]["questions"] == 2


def test_errors_name_sheet_row_and_column_in_french(coordinator):
    survey = [*SURVEY, {"type": "texte", "name": "b", "label::Français (fr)": "B"}]
    response = bring(coordinator, survey)
    assert response.status_code == 422 and not Form.objects.exists()
    assert "Feuille « survey », ligne 4, « type » : « texte » n’est pas un type de question" in page(response)
    survey = [
        *SURVEY,
        {"type": "text", "name": "b", "label::Français (fr)": "B", "relevant": "${absent} = 1"},
    ]
    assert "ligne 4, « relevant » : « ${absent} » renvoie à une question qui n’existe pas" in page(
        bring(coordinator, survey)
    )


def test_what_a_browser_cannot_ask_is_told_and_phones_get_the_form_all_the_same(coordinator):
    survey = [*SURVEY, {"type": "geoshape", "name": "champ", "label::Français (fr)": "Champ"},
              {"type": "calculate", "name": "taille", "calculation": "area(${champ})"}]  # fmt: skip
    response = bring(coordinator, survey)
    assert response.status_code == 302
    shown = page(coordinator.get(response.url))
    assert shown.count("Ne peut pas être rempli dans un navigateur :") == 2
    assert "la fonction area()" in shown and "Question champ" in shown
    version = FormVersion.objects.get()
    assert do(coordinator, version, "publier").status_code == 302
    version.refresh_from_db()
    assert version.state == "published"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04nothing", "n’est pas un classeur"), (b"\x00\x01\x02", "n’est pas un classeur"),
        (b"<a>", "abîmé à la ligne 1"), (b"<!DOCTYPE a><a/>", "type de document"), (b"<html/>", "pas de modèle"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_told_so(coordinator, data, sentence):
    response = bring(coordinator, data=data)
    assert response.status_code == 422 and sentence in page(response)


def test_an_empty_choice_and_an_empty_file_are_told(coordinator):
    assert "Choisissez d’abord un fichier" in page(coordinator.post(reverse("form-new"), {}))
    assert "Ce fichier est vide" in page(bring(coordinator, data=b""))


def test_a_wrong_mapping_is_told_with_every_fault(coordinator):
    response = bring(coordinator, mapping="becomes: report\ndate: {first: quand}\nevent_type: lieu\nfoo: 1\n")
    assert response.status_code == 422
    assert "« date.first » : le formulaire n’a pas de question « quand »" in page(response)
    assert "« foo »" in page(response)
    assert "près de la ligne" in page(bring(coordinator, mapping="a: [b"))


def test_a_mapping_and_fillers_are_given_on_the_page(coordinator, neighbour):
    bring(coordinator)
    version = FormVersion.objects.get()
    assert do(coordinator, version, "suite", mapping="becomes: report").status_code == 422
    assert do(coordinator, version, "suite", mapping="becomes: kept").status_code == 302
    address = reverse("form-fillers", args=[version.form.uuid])
    assert coordinator.post(address, {"fillers": [neighbour.slug]}).status_code == 302
    assert [each.slug for each in version.form.fillers.all()] == [neighbour.slug]
    assert coordinator.post(address, {"fillers": ["inconnue"]}).status_code == 422
    coordinator.post(address, {})
    assert not version.form.fillers.exists()


def test_files_of_a_form_are_brought_by_name(coordinator):
    bring(coordinator)
    version = FormVersion.objects.get()
    address = reverse("form", args=[version.form.uuid])
    assert "pas encore apporté" in page(coordinator.get(address)) or "serveur" in page(
        coordinator.get(address)
    )
    file = SimpleUploadedFile("x.csv", b"name,label\n1,Un\n")
    assert do(coordinator, version, "fichier", name="places.csv", file=file).status_code == 302
    assert version.files.get().size == 16
    file = SimpleUploadedFile("x.csv", b"name,label\n1,Un\n")
    response = do(coordinator, version, "fichier", name="autre.csv", file=file)
    assert response.status_code == 422 and "autre.csv" in page(response)


def test_a_translator_gets_a_table_and_brings_it_back_as_a_new_draft(coordinator):
    bring(coordinator)
    version = FormVersion.objects.get()
    address = reverse("form-prompts", args=[version.form.uuid, version.pk])
    table = coordinator.get(address, {"langue": "Fulfulde (ff)"}).content.decode("utf-8-sig")
    assert table.splitlines() == [
        "where;words;translation", "survey/lieu/label;Quel lieu ?;", "survey/liste/label;Lequel ?;",
    ]  # fmt: skip
    told = table.replace("Quel lieu ?;", "Quel lieu ?;Toy ?")
    response = do(
        coordinator,
        version,
        "traduire",
        language="Fulfulde (ff)",
        file=SimpleUploadedFile("t.csv", told.encode()),
    )
    assert response.status_code == 302
    newer = FormVersion.objects.get(version="2")
    assert newer.state == "draft" and "<value>Toy ?</value>" in bytes(newer.xml).decode()
    assert "Toy ?" not in bytes(version.xml).decode()
    assert read_sheets(bytes(newer.sheet))["survey"][0]["label::Fulfulde (ff)"] == "Toy ?"
    for wrong, sentence in (
        (b"a;b\n1;2", "where"), (b"\xff\xfe", "UTF-8"), (b"where;translation\nsurvey/x/label;y\n", "survey/x/label"),
        (told.encode().replace(b"Toy ?", b""), "aucune traduction"),
    ):  # fmt: skip
        response = do(
            coordinator,
            version,
            "traduire",
            language="Fulfulde (ff)",
            file=SimpleUploadedFile("t.csv", wrong),
        )
        assert response.status_code == 422 and sentence in page(response), sentence


def test_the_xlsform_is_given_back_as_it_came(coordinator):
    bring(coordinator)
    version = FormVersion.objects.get()
    sheet = coordinator.get(reverse("form-sheet", args=[version.form.uuid, version.pk]))
    assert sheet.content == bytes(version.sheet) and "essai-1.xlsx" in sheet["Content-Disposition"]
    assert load_workbook(io.BytesIO(sheet.content)).sheetnames == ["survey", "settings"]
    xml = coordinator.get(reverse("form-xml", args=[version.form.uuid, version.pk]))
    assert xml.content == bytes(version.xml)


def test_a_draft_is_tried_by_those_who_answer_for_it_and_marked_as_a_trial(coordinator, people, organisation):
    version = published(organisation, mapping="becomes: kept")
    newer = brought("incident").xml.replace(b'version="2026112301"', b'version="7"')
    bring(coordinator, data=newer, name="incident.xml", mapping="becomes: kept")
    draft = FormVersion.objects.get(version="7")
    address = f"{reverse('web-form', args=[version.form.uuid])}?version={draft.pk}"
    assert f"?version={draft.pk}" in page(coordinator.get(reverse("form", args=[version.form.uuid])))
    assert coordinator.get(address).status_code == 200
    assert coordinator.post(address, {"language": "Français (fr)"}).status_code == 302
    assert Draft.objects.get().version == draft
    assert coordinator.get(address.replace(str(draft.pk), "999999")).status_code == 404
    coordinator.force_login(people["analyst"])
    assert coordinator.get(address).status_code == 404


def test_the_six_forms_are_taken_up_once(coordinator, organisation):
    for _time in range(2):
        assert coordinator.post(reverse("form-take-up")).status_code == 302
    assert Form.objects.count() == 6 and FormVersion.objects.filter(state="published").count() == 6
    assert page(coordinator.get(reverse("forms"))).count("vigie-") == 6


def test_a_monitor_sees_published_forms_and_does_nothing_with_them(client, people, organisation):
    version = published(organisation)
    draft = FormVersion.objects.create(
        form=version.form, version="9", title="Essai", xml=brought("incident").xml, md5="0" * 32
    )
    client.force_login(people["monitor"])
    address = reverse("form", args=[version.form.uuid])
    assert "Incident" in page(client.get(reverse("forms")))
    assert page(client.get(address)).count("XForm</a>") == 1, "no draft, and nothing to do"
    assert "<form" not in page(client.get(address)).partition("<main")[2]
    assert client.get(reverse("form-xml", args=[version.form.uuid, draft.pk])).status_code == 404
    assert client.get(reverse("form-new")).status_code == 404
    for doing in ("publier", "clore", "suite", "fichier", "traduire"):
        assert do(client, draft, doing).status_code == 404
    assert client.post(reverse("form-fillers", args=[version.form.uuid])).status_code == 404
    assert client.post(reverse("form-take-up")).status_code == 404


def test_strangers_find_nothing(client, people, neighbour):
    version = published(neighbour)
    for role in ("clerk", "ministry", "operator"):
        client.force_login(people[role])
        assert client.get(reverse("forms")).status_code == 404
    client.force_login(people["coordinator"])
    assert client.get(reverse("form", args=[version.form.uuid])).status_code == 404
    assert do(client, version, "clore").status_code == 404
    client.logout()
    assert client.get(reverse("forms")).status_code in (302, 404)
