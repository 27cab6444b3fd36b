"""Exports of other programs: the same records in every shape, and as one with what telephones sent."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.intake.desk.conftest import signed_in
from tests.intake.exported import (
    FIRST,
    SECOND,
    central_tables,
    central_zip,
    csv_text,
    every_kind,
    kobo_sheets,
    phone_xml,
    published,
    workbook,
)
from vigie.access import NodeActor
from vigie.core.written import from_data
from vigie.intake import acts
from vigie.intake.acts.filing import file_submissions
from vigie.intake.models import ImportRun, SavedMapping, Submission
from vigie.intake.readers import guess
from vigie.intake.receiving.arrival import Sender
from vigie.ledger.act import Refused
from vigie.monitoring.models import Report

KINDS = ("kobo", "kobo without groups", "kobo with labels", "kobo csv", "central", "central without groups",
         "central xlsx", "central csv")  # fmt: skip


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def form(organisation):
    return published(organisation).form


def said(root: str):
    return from_data(Submission.objects.get(root=f"uuid:{root}").report.statement)


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_gives_the_same_reports(people, form, tmp_path, kind):
    path = every_kind(tmp_path)[kind]
    assert guess(path) == "form"
    run = acts.bring_filled(people["analyst"], form, path=path)
    rows = list(run.rows.order_by("number").values_list("number", "outcome", "faults"))
    assert rows == [(2, "created", []), (3, "created", [])]
    one, other = said(FIRST), said(SECOND)
    assert (one.event_type, one.spots[0].name, str(one.when.first)) == (
        "attack-civilians",
        "Dori",
        "2026-03-12",
    )
    assert (other.event_type, other.spots[0].name) == ("abduction", "Téra")
    if "csv" not in kind:  # one table cannot hold a repeat
        assert sorted(toll.harm for toll in one.tolls if toll.best) == ["injured", "killed"]
    again = acts.bring_filled(people["coordinator"], form, path=path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert Report.objects.count() == 2


def test_several_answers_come_from_split_columns_and_from_the_summary(people, form, tmp_path):
    for kind in ("kobo", "kobo with labels", "central"):
        acts.bring_filled(people["analyst"], form, path=every_kind(tmp_path)[kind])
    xml = bytes(Submission.objects.get(root=f"uuid:{FIRST}").versions.get(is_current=True).xml).decode()
    assert "<signs>smoke shots</signs>" in xml
    assert Submission.objects.count() == 2


def test_the_same_record_by_telephone_and_by_file_is_one_report(people, form, tmp_path):
    sent = acts.receive(Sender(people["monitor"], "phone"), xml=phone_xml(FIRST))
    file_submissions(NodeActor(), [sent.submission])
    run = acts.bring_filled(people["analyst"], form, path=every_kind(tmp_path)["kobo"])
    assert (run.created, run.unchanged) == (1, 1)
    assert Report.objects.count() == 2
    (known,) = run.rows.filter(outcome="unchanged")
    assert [each["code"] for each in known.remarks] == ["export-known"]
    assert Submission.objects.get(root=f"uuid:{FIRST}").channel == "phone"


def test_a_telephone_that_sends_after_the_file_is_kept_apart_and_doubles_nothing(people, form, tmp_path):
    from vigie.intake.receiving.refusals import NotTaken

    acts.bring_filled(people["analyst"], form, path=every_kind(tmp_path)["central"])
    with pytest.raises(NotTaken):
        acts.receive(Sender(people["monitor"], "phone"), xml=phone_xml(FIRST))
    assert Report.objects.count() == 2


def test_a_row_corrected_in_the_other_program_is_a_correction(people, form, tmp_path):
    acts.bring_filled(people["analyst"], form, path=every_kind(tmp_path)["kobo"])
    changed = workbook(tmp_path / "later.xlsx", kobo_sheets(place="Gorom-Gorom"))
    for expected in ((1, 1), (0, 2)):
        run = acts.bring_filled(people["analyst"], form, path=changed)
        assert (run.updated, run.unchanged) == expected
    assert said(FIRST).spots[0].name == "Gorom-Gorom"
    assert Report.objects.filter(is_current=True).count() == 2
    assert Submission.objects.get(root=f"uuid:{FIRST}").versions.count() == 2


def wrong(**changes) -> dict[str, list[list]]:
    sheets = kobo_sheets()
    main = sheets["Veille inventée"]
    for column, value in changes.items():
        main[1][main[0].index(column.replace("__", "/"))] = value
    return sheets


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"what": "aliens"}, "export-choice-unknown", "what"),
        ({"when__day": "le 12"}, "date-unreadable", "when/day"),
        ({"signs__smoke": "peut-être"}, "export-not-yes-or-no", "signs/smoke"),
        ({"_uuid": ""}, "export-without-id", "meta/rootUuid"),
    ],
)
def test_a_wrong_cell_refuses_its_row_and_the_others_go_on(people, form, tmp_path, changes, code, field):
    run = acts.bring_filled(people["analyst"], form, path=workbook(tmp_path / "w.xlsx", wrong(**changes)))
    (refused,) = run.rows.filter(outcome="refused")
    assert (refused.number, refused.faults[0]["code"], refused.faults[0]["field"]) == (2, code, field)
    assert run.created == 1


def test_a_turn_whose_record_is_missing_is_named_and_numbers_that_stand_twice_stop_the_file(
    people, form, tmp_path
):
    sheets = kobo_sheets()
    sheets["victims"].append(["killed", 4, 3, "Veille inventée", 9, "?"])
    run = acts.bring_filled(people["analyst"], form, path=workbook(tmp_path / "stray.xlsx", sheets))
    (refused,) = run.rows.filter(outcome="refused")
    assert (refused.number, refused.faults[0]["code"]) == (4, "export-stray")
    assert run.created == 2
    sheets = kobo_sheets()
    sheets["Veille inventée"][2][-1] = 1
    run = acts.bring_filled(people["analyst"], form, path=workbook(tmp_path / "twice.xlsx", sheets))
    assert [each["code"] for each in run.faults] == ["export-index-twice"]


def test_who_may_not_fill_the_form_brings_none_of_it(people, form, neighbour, tmp_path):
    stranger = type(people["analyst"]).objects.create_user(
        "x", "y" * 20, role="analyst", organisation=neighbour
    )
    with pytest.raises(Refused):
        acts.bring_filled(stranger, form, path=every_kind(tmp_path)["kobo"])
    assert not Submission.objects.exists()


def upload(client, path, **given):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/imports/nouveau", {"file": file, "source": "", "series": "", **given})


def test_the_page_finds_the_form_by_the_columns(people, form, tmp_path):
    answer = upload(signed_in(people["monitor"]), every_kind(tmp_path)["kobo with labels"])
    assert answer.status_code == 302
    run = ImportRun.objects.get()
    assert (run.source, run.created) == ("form", 2)
    assert signed_in(people["monitor"]).get(answer["Location"]).status_code == 200


def test_a_saved_mapping_reads_later_files_of_the_same_columns(people, organisation, tmp_path):
    first = tmp_path / "mars.csv"
    rows = [["N°", "Jour", "Lieu", "Quoi"], ["1", "12/03/2026", "Dori", "attaque"]]
    first.write_text(csv_text(rows, ";"), encoding="utf-8")
    text = "name: courriel\nkey: N°\ndate: {from: Jour}\nplace: {name: Lieu}\nevent_type: Quoi\n"
    text += "codes: {event_type: {attaque: attack-civilians}}\n"
    desk = signed_in(people["coordinator"])
    kept = {
        "name": "Courriel du lundi",
        "text": text,
        "example": SimpleUploadedFile("m.csv", first.read_bytes()),
    }
    assert desk.post("/terrain/correspondances", kept).status_code == 302
    assert SavedMapping.objects.get().columns == ["N°", "Jour", "Lieu", "Quoi"]
    later = tmp_path / "avril.csv"
    moved = [["Lieu", "N°", "Quoi", "Jour"], ["Téra", "2", "attaque", "02/04/2026"]]
    later.write_text(csv_text(moved), encoding="utf-8")
    assert upload(signed_in(people["monitor"]), later).status_code == 302
    run = ImportRun.objects.get()
    assert (run.source, run.created, run.about["series"]) == ("mapping", 1, "Courriel du lundi")
    other = tmp_path / "autre.csv"
    other.write_text(csv_text([["Lieu", "Jour"], ["Téra", "02/04/2026"]]), encoding="utf-8")
    assert upload(signed_in(people["monitor"]), other).status_code == 422
    for wrong_one in ("name: [", "name: x\ndate: {from: Année}\n", "rien"):
        bad = {**kept, "text": wrong_one, "example": SimpleUploadedFile("m.csv", first.read_bytes())}
        assert desk.post("/terrain/correspondances", bad).status_code == 422
    assert desk.post(f"/terrain/correspondances/{SavedMapping.objects.get().uuid}/oublier").status_code == 302
    assert not SavedMapping.objects.exists()


def test_a_mapping_reads_an_export_with_its_repeats_side_by_side(organisation, tmp_path, node):
    path = central_zip(tmp_path / "c.zip", central_tables())
    mapping = {
        "name": "z", "key": "KEY", "date": {"from": "when-day"}, "place": {"name": "where-place"},
        "event_type": "what", "codes": {"event_type": {"attack": "attack-civilians"}},
        "tolls": [{"column": "veille-victims.csv (number)", "harm": "injured"}],
    }  # fmt: skip
    run = acts.bring(node, organisation, path=path, source="mapping", mapping=mapping)
    assert run.created == 2, [row.faults for row in run.rows.all()] + [run.faults]
    counts = sorted(from_data(each.statement).tolls[0].best for each in Report.objects.all())
    assert counts == [0, 2]
