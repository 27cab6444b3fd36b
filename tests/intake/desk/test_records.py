"""What waits at the desk: by form, held until somebody has looked, set aside and downloaded as bytes."""

from __future__ import annotations

import pytest

from tests.intake.desk.conftest import set_up, signed_in
from tests.intake.openrosa.field import Filled
from tests.monitoring.world import statement
from vigie.access import NodeActor
from vigie.intake.models import Phone, SetAside, Submission
from vigie.monitoring import acts as monitoring
from vigie.monitoring import gathering
from vigie.monitoring.models import Hold, Incident


@pytest.fixture
def desk(people):
    return signed_in(people["coordinator"])


@pytest.fixture
def phone(people, form, areas):
    return set_up(people["coordinator"], people["monitor"])


def seize(desk) -> None:
    desk.post(f"/terrain/telephones/{Phone.objects.get().uuid}/saisir", {"days": "7", "because": "Volé."})


def filed(organisation) -> Submission:
    """The one record here, become a report that tells of an incident, as the filer does."""
    report = monitoring.file_report(
        NodeActor(), organisation, statement=statement("x"), dataset="form:essai"
    ).report
    gathering.found([[report]])
    Submission.objects.update(state="filed", report=report)
    return Submission.objects.get()


def test_a_filed_report_of_a_seized_telephone_counts_only_once_released(desk, people, phone, organisation):
    phone.send()
    record = filed(organisation)
    assert Incident.objects.live().count() == 1
    seize(desk)
    assert Incident.objects.live().count() == 0
    assert Hold.objects.get().report == record.report
    shown = desk.get("/terrain/dossiers?state=held").content.decode()
    assert f"/terrain/dossiers/{record.uuid}" in shown
    address = f"/terrain/dossiers/{record.uuid}"
    assert desk.post(f"{address}/liberer", {"because": ""}).status_code == 422
    assert signed_in(people["analyst"]).post(f"{address}/liberer", {"because": "x"}).status_code == 404
    desk.post(f"{address}/liberer", {"because": "Lu ensemble : c’est bien de lui."})
    assert Incident.objects.live().count() == 1
    assert Submission.objects.get().state == "filed"
    assert desk.post(f"{address}/ecarter", {"because": "Trop tard."}).status_code == 422


def test_a_rejected_record_is_kept_and_counts_in_nothing(desk, phone, organisation):
    phone.send()
    record = filed(organisation)
    seize(desk)
    desk.post(f"/terrain/dossiers/{record.uuid}/ecarter", {"because": "Il ne l’a pas écrit."})
    assert Incident.objects.live().count() == 0
    record.refresh_from_db()
    assert (record.state, record.review) == ("held", "rejected")
    assert not Submission.objects.held().exists()
    assert desk.get(f"/terrain/dossiers/{record.uuid}").status_code == 200


def test_what_was_not_filed_yet_waits_again_once_released(desk, phone):
    phone.send()
    seize(desk)
    record = Submission.objects.get()
    assert record.state == "held"
    page = desk.get(f"/terrain/dossiers/{record.uuid}").content.decode()
    assert "Ville inventée" in page
    desk.post(f"/terrain/dossiers/{record.uuid}/liberer", {"because": "De lui."})
    record.refresh_from_db()
    assert (record.state, record.review) == ("waiting", "approved")


def test_the_backlog_is_told_form_by_form_and_awaited_files_by_name(desk, people, phone):
    phone.send(Filled(photo="barrage.jpg"))
    phone.send(Filled())
    page = desk.get("/terrain").content.decode()
    assert "Essai &amp; suite" in page
    only = desk.get("/terrain/dossiers.json?state=incomplete").json()["items"]
    assert len(only) == 1
    assert "barrage.jpg" in desk.get(f"/terrain/dossiers/{only[0]['uuid']}").content.decode()
    assert len(signed_in(people["analyst"]).get("/terrain/dossiers.json").json()["items"]) == 2
    seen = signed_in(people["analyst"]).get("/terrain").content.decode()
    assert "Téléphone 7" not in seen


def test_who_reports_from_where_is_told_by_area(desk, people, form, areas):
    set_up(people["coordinator"], people["monitor"], area="Séno").send()
    page = desk.get("/terrain").content.decode()
    assert "monitor" in page and "Séno" in page


def test_what_was_refused_is_kept_downloaded_as_bytes_and_looked_at(desk, people, phone, neighbour):
    broken = Filled().xml()[:-20] + b"<script>alert(1)</script>"
    assert phone.send(type("Broken", (), {"xml": lambda self: broken})()).status_code == 400
    aside = SetAside.objects.get()
    assert str(aside.uuid) in desk.get("/terrain/ecartes").content.decode()
    answer = desk.get(f"/terrain/ecartes/{aside.uuid}/octets")
    assert b"".join(answer.streaming_content) == broken
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    for account in (people["analyst"], people["monitor"]):
        assert signed_in(account).get(f"/terrain/ecartes/{aside.uuid}/octets").status_code == 404
    assert desk.post(f"/terrain/ecartes/{aside.uuid}/vu", {"because": " "}).status_code == 422
    desk.post(f"/terrain/ecartes/{aside.uuid}/vu", {"because": "Renvoyé par le moniteur."})
    aside.refresh_from_db()
    assert aside.looked_by == people["coordinator"]
    assert desk.get("/terrain/ecartes.json").json()["items"] == []
    assert len(desk.get("/terrain/ecartes.json?all=1").json()["items"]) == 1
