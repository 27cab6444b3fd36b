"""Records reviewed at the desk: approved, with issues, or rejected; and what of a seized telephone counts no more."""

from __future__ import annotations

import pytest

from tests.intake import entities
from tests.intake.desk.conftest import signed_in
from tests.intake.forms.filled import ANSWERED, INCIDENT, NODE, VISIT, published, sent, xml_of
from vigie.directory.models import Account
from vigie.fieldwork.models import SurveyAnswer, Visit
from vigie.intake import acts
from vigie.intake.models import Entity, EntityList, Phone, Submission
from vigie.intake.openrosa.credentials import token_hash
from vigie.intake.receiving.arrival import Sender
from vigie.intake.xlsforms.versions import definition_of
from vigie.ledger.models import Entry
from vigie.monitoring.models import Hold, Incident

MAKE = 'dataset="people" id="11111111-1111-4111-8111-111111111111" create="1"><label>Awa</label>'


@pytest.fixture
def analyst(people):
    return signed_in(people["analyst"])


@pytest.fixture
def phone(people):
    return Phone.objects.create(account=people["monitor"], label="Téléphone 7", token_hash=token_hash("t"))


@pytest.fixture
def record(organisation, people):
    """A record that stands in the register as a report, with an incident of its own."""
    return put_down(sent(published(organisation), people["monitor"], **INCIDENT))


def put_down(*records: Submission) -> Submission:
    acts.file_submissions(NODE, records)
    for each in records:
        each.refresh_from_db()
    return records[0]


def review(client, record: Submission, doing: str, because: str = "Lu avec le moniteur."):
    answer = client.post(f"/terrain/dossiers/{record.uuid}/{doing}", {"because": because})
    record.refresh_from_db()
    return answer


def page(client, record: Submission) -> str:
    return client.get(f"/terrain/dossiers/{record.uuid}").content.decode()


def test_a_rejected_record_counts_in_nothing_until_it_is_approved(analyst, record):
    assert Incident.objects.live().count() == 1
    assert review(analyst, record, "rejeter").status_code == 302
    assert (record.state, record.review) == ("filed", "rejected")
    assert Incident.objects.live().count() == 0
    assert '<span class="st no">rejeté</span>' in page(analyst, record)
    assert review(analyst, record, "rejeter").status_code == 422
    assert review(analyst, record, "approuver", "").status_code == 302
    assert Incident.objects.live().count() == 1
    assert record.state == "waiting"
    put_down(record)
    assert (record.state, record.review) == ("filed", "approved")
    assert Incident.objects.live().count() == 1
    assert Hold.objects.get().outcome == "released"
    assert '<span class="st full">approuvé</span>' in page(analyst, record)
    lines = Entry.objects.filter(label="intake.Submission").order_by("pk")
    assert ("disbelieve_submission", "Lu avec le moniteur.") in lines.values_list("act", "because")
    assert lines.filter(act="approve_submission", role="analyst").count() == 1


def test_a_record_with_issues_counts_as_before(analyst, record):
    assert review(analyst, record, "questionner", "").status_code == 422
    assert review(analyst, record, "questionner").status_code == 302
    assert (record.state, record.review) == ("filed", "has_issues")
    assert Incident.objects.live().count() == 1
    assert '<span class="st half">' in analyst.get("/terrain/dossiers").content.decode()


def test_a_rejection_needs_its_reason_and_an_unfiled_record_no_review(analyst, record):
    assert review(analyst, record, "rejeter", " ").status_code == 422
    assert record.review == ""
    Submission.objects.update(state="held")
    for doing in ("approuver", "questionner", "rejeter"):
        assert review(analyst, record, doing).status_code == 422
    assert (record.state, record.review) == ("held", "")


def test_another_organisation_and_other_roles_review_nothing(record, people, neighbour):
    stranger = Account.objects.create_user(
        "ailleurs", "un mot de passe assez long", role="coordinator", organisation=neighbour
    )
    for account in (stranger, people["monitor"], people["clerk"]):
        for doing in ("approuver", "questionner", "rejeter"):
            assert review(signed_in(account), record, doing).status_code == 404
    assert record.review == ""


def test_an_edit_of_a_rejected_record_is_filed_once_it_is_approved(analyst, record, people):
    review(analyst, record, "rejeter")
    form = record.versions.get().form_version
    xml = xml_of(definition_of(form), {**INCIDENT, "killed": "7"}, "uuid:later", record.root)
    acts.receive(Sender(people["monitor"], "phone"), xml=xml)
    record.refresh_from_db()
    assert (record.state, record.review) == ("filed", "rejected")
    assert "modifié après avoir été rejeté" in page(analyst, record)
    assert Incident.objects.live().count() == 0
    review(analyst, record, "approuver")
    put_down(record)
    assert record.report.version == 2 and Incident.objects.live().count() == 1


def test_an_approved_record_makes_what_a_list_waits_for(analyst, organisation, people):
    submission = entities.record(entities.publish(organisation), "1", MAKE, age="30")
    Submission.objects.update(state="filed")
    EntityList.objects.update(approval_required=True)
    acts.carry_out_entities(NODE, submission)
    assert not Entity.objects.exists()
    assert review(analyst, submission, "approuver", "").status_code == 302
    assert Entity.objects.get().label == "Awa"
    review(analyst, submission, "approuver", "")
    assert Entity.objects.count() == 1


def test_rejected_faulty_records_are_not_filed_again(analyst, record, people):
    Submission.objects.update(state="faulty", report=None)
    review(analyst, record, "rejeter")
    with pytest.raises(ValueError, match="not-faulty"):
        acts.file_again(people["coordinator"], record)


def test_visits_of_a_seized_telephone_are_held_until_released(organisation, people, phone):
    visits = [sent(published(organisation, "visit"), people["monitor"], phone, **VISIT)]
    visits.append(sent(visits[0].versions.get().form_version, people["analyst"], **VISIT))
    put_down(*visits)
    assert Visit.objects.current().count() == 2
    acts.seize_phone(people["coordinator"], phone, days=3, because="Prise à un barrage.")
    (left,) = Visit.objects.current()
    assert left.filed_by == people["analyst"]
    held = Visit.objects.get(is_held=True)
    desk = signed_in(people["coordinator"])
    assert desk.get("/visites.json").json()["items"][0]["uuid"] == str(left.uuid)
    assert "Mise à part" in desk.get(f"/visites/{held.uuid}").content.decode()
    review(desk, visits[0], "liberer")
    assert Visit.objects.current().count() == 2
    put_down(visits[0])
    assert visits[0].state == "filed" and Visit.objects.count() == 2


def test_survey_answers_of_a_seized_telephone_are_gone_until_released(organisation, people, phone):
    form = published(organisation, "perception")
    records = [sent(form, people["monitor"], phone, **ANSWERED), sent(form, people["analyst"], **ANSWERED)]
    put_down(*records)
    before = set(SurveyAnswer.objects.values_list("seal", flat=True))
    acts.seize_phone(people["coordinator"], phone, days=3, because="Prise à un barrage.")
    assert SurveyAnswer.objects.count() == len(before) // 2 == 6
    review(signed_in(people["coordinator"]), records[0], "liberer")
    put_down(records[0])
    assert set(SurveyAnswer.objects.values_list("seal", flat=True)) == before


def test_a_rejected_visit_is_in_no_list_and_comes_back_once_approved(analyst, organisation, people):
    record = put_down(sent(published(organisation, "visit"), people["monitor"], **VISIT))
    review(analyst, record, "rejeter")
    assert not Visit.objects.current().exists()
    review(analyst, record, "approuver")
    put_down(record)
    assert Visit.objects.current().count() == 1 == Visit.objects.count()
