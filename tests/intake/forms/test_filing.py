"""Records become reports, visits and survey answers; what can't waits for a person, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.intake.forms.filled import ANSWERED, INCIDENT, NODE, VISIT, edited, published, sent, xml_of
from vigie.core.written import from_data
from vigie.counting.models import Pair
from vigie.fieldwork.models import SurveyAnswer, Visit
from vigie.intake.acts import close_form, draft_form, file_again, file_submissions, map_form
from vigie.intake.models import FormVersion, Phone, Submission
from vigie.intake.xlsforms.preparing import prepared
from vigie.intake.xlsforms.versions import definition_of
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.monitoring import acts as monitoring
from vigie.monitoring.models import Incident, Report

pytestmark = pytest.mark.django_db


def codes(submission: Submission) -> tuple[str, list[str], list[str]]:
    submission.refresh_from_db()
    told = [[each["code"] for each in which] for which in (submission.faults, submission.remarks)]
    return submission.state, *told


def filed(*submissions: Submission) -> dict[str, int]:
    return dict(file_submissions(NODE, submissions))


def test_a_record_becomes_a_report_of_its_senders_organisation(organisation, people, incident_form):
    record = sent(incident_form, people["monitor"], **INCIDENT, people=[
        {"harm": "injured", "group": "civilian", "sex": "female", "number_known": "number", "number": "2"},
        {"harm": "injured", "group": "civilian", "sex": "female", "number_known": "number", "number": "3"},
        {"harm": "abducted", "number_known": "refused"},
    ])  # fmt: skip
    assert filed(record) == {"filed": 1}
    assert codes(record) == ("filed", [], [])
    report = record.report
    told = from_data(report.statement)
    assert (report.organisation, report.filed_by, report.key) == (
        organisation,
        people["monitor"],
        record.root,
    )
    assert report.dataset == "form:vigie-incident"
    assert (told.when.first, told.when.precision) == (date(2026, 3, 12), "day")
    assert told.event_type == "attack-civilians" and told.text == "Récit inventé."
    assert (told.spots[0].name, told.spots[0].countries, told.spots[0].precision) == (
        "Tinguel inventé",
        ("BF",),
        "near",
    )
    assert {(a.role, a.kind) for a in told.actors} == {
        ("initiator", "armed-group-unspecified"),
        ("target", "civilian-people"),
    }
    assert (told.origins[0].kind, told.origins[0].label) == ("radio", "Radio inventée")
    tolls = {(t.harm, t.status): (t.low, t.best, t.high) for t in told.tolls}
    assert tolls == {
        ("killed", "known"): (2, 3, None),
        ("injured", "known"): (None, 5, None),
        ("abducted", "refused"): (None,) * 3,
    }
    assert told.original["source/origin_name"] == "Radio inventée"
    assert report.link.incident.state == "candidate", "it stands in the register, matched"


def test_the_answers_that_are_not_a_number_stay_distinct(people, incident_form):
    for said, expected in (
        ("none", ("known", 0)), ("unknown", ("unknown", None)), ("not_asked", ("not_asked", None)),
        ("refused", ("refused", None)), ("withheld", ("withheld", None)),
    ):  # fmt: skip
        record = sent(
            incident_form,
            people["monitor"],
            **{**INCIDENT, "killed_known": said, "killed": "", "killed_least": ""},
        )
        filed(record)
        record.refresh_from_db()
        (toll,) = from_data(record.report.statement).tolls
        assert (toll.status, toll.best) == expected, said


@pytest.mark.parametrize(
    ("known", "question", "said", "first", "last"),
    [
        ("few_days", "date_day", "2026-03-12", date(2026, 3, 9), date(2026, 3, 15)),
        ("week", "date_day", "2026-03-12", date(2026, 3, 9), date(2026, 3, 15)),
        ("month", "date_month", "2026-03-01", date(2026, 3, 1), date(2026, 3, 31)),
        ("year", "date_year", "2025-01-01", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_was_said(people, incident_form, known, question, said, first, last):
    record = sent(
        incident_form, people["monitor"], **{**INCIDENT, "date_day": "", "date_known": known, question: said}
    )
    filed(record)
    record.refresh_from_db()
    report = record.report
    assert (report.date_first, report.date_last, report.date_precision) == (first, last, known)


def test_an_edit_is_a_new_version_of_the_same_report(people, incident_form):
    record = sent(incident_form, people["monitor"], **INCIDENT)
    filed(record)
    record.refresh_from_db()
    first, incident = record.report, record.report.link.incident
    again = edited(
        record, xml_of(definition_of(incident_form), {**INCIDENT, "killed": "5"}, "uuid:x", record.root)
    )
    assert filed(again) == {"filed": 1}
    again.refresh_from_db()
    first.refresh_from_db()
    assert again.report.supersedes == first and not first.is_current and again.report.version == 2
    assert again.report.link.incident == incident and Incident.objects.count() == 1


def test_filing_twice_changes_nothing(people, incident_form):
    record = sent(incident_form, people["monitor"], **INCIDENT)
    filed(record)
    assert filed(record) == {} and Report.objects.count() == 1


def test_many_of_several_people_are_filed_together_with_one_line(organisation, neighbour, people):
    form = published(organisation, fillers=[organisation, neighbour])
    from vigie.directory.models import Account

    other = Account.objects.create_user(
        "autre", "un mot de passe assez long", role="monitor", organisation=neighbour
    )
    batch = [
        sent(form, account, **{**INCIDENT, "place_name": f"Lieu {number}", "date_day": f"2026-0{number}-11"})
        for number, account in enumerate((people["monitor"], people["analyst"], other, other), 1)
    ]
    assert filed(*batch) == {"filed": 4}
    assert list(Report.objects.order_by("pk").values_list("organisation__slug", flat=True)) == [
        "observatoire-a", "observatoire-a", "observatoire-b", "observatoire-b",
    ]  # fmt: skip
    assert Entry.objects.filter(act="file_submissions").get().detail == {"filed": 4}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"date_day": ""}, "answer-missing"),
        ({"date_day": "le 12"}, "answer-no-date"),
        ({"date_day": "2093-01-01"}, "answer-date-to-come"),
        ({"date_end": "2026-03-01"}, "answer-dates-turned"),
        ({"event_type": "danse"}, "answer-no-code"),
        ({"event_type": ""}, "answer-missing"),
        ({"country": "FR"}, "answer-no-code"),
        ({"killed": "beaucoup"}, "answer-no-number"),
        ({"killed": "-3"}, "answer-no-number"),
        ({"killed": "9" * 40}, "answer-no-number"),
        ({"initiators": "army martiens"}, "answer-no-code"),
    ],
)
def test_what_does_not_fit_waits_with_its_fault_and_takes_no_neighbour_along(
    people, incident_form, wrong, code
):
    bad = sent(incident_form, people["monitor"], **{**INCIDENT, **wrong})
    good = sent(incident_form, people["monitor"], **INCIDENT)
    assert filed(bad, good) == {"faulty": 1, "filed": 1}
    state, faults, _remarks = codes(bad)
    assert state == "faulty" and code in faults and bad.report is None
    assert bad.versions.get().xml, "the record itself is kept"


def test_a_broken_record_waits_too(people, incident_form):
    record = sent(incident_form, people["monitor"], xml=b"<data id='vigie-incident'><when>")
    assert filed(record) == {"faulty": 1} and codes(record)[1] == ["xml-not-xml"]


def test_a_record_that_the_database_cannot_hold_takes_no_neighbour_along(people, incident_form, monkeypatch):
    from django.db import DataError

    from vigie.monitoring.filing import Filing

    real = Filing.file

    def refusing(self, statements):
        statements = list(statements)
        if any("Impossible" in each.text for each in statements):
            raise DataError("value too long\nDETAIL")
        return real(self, statements)

    monkeypatch.setattr(Filing, "file", refusing)
    bad = sent(incident_form, people["monitor"], **{**INCIDENT, "story": "Impossible"})
    good = sent(incident_form, people["monitor"], **INCIDENT)
    assert filed(bad, good) == {"faulty": 1, "filed": 1}
    assert codes(bad)[1] == ["not-kept"]


def test_nobody_has_said_what_becomes_of_the_answers_and_then_says_it(organisation, people, incident_form):
    FormVersion.objects.filter(pk=incident_form.pk).update(mapping={})
    record = sent(incident_form, people["monitor"], **INCIDENT)
    assert filed(record) == {"faulty": 1} and codes(record)[1] == ["form-without-mapping"]
    from vigie.core.xforms.sources import mapping_text

    map_form(NODE, incident_form.form, version=incident_form, mapping=mapping_text("incident"))
    file_again(people["analyst"], record)
    assert filed(record) == {"filed": 1} and codes(record) == ("filed", [], [])


def test_what_is_only_kept_goes_no_further(organisation, people):
    form = published(organisation, mapping="becomes: kept")
    record = sent(form, people["monitor"], **INCIDENT)
    assert filed(record) == {"filed": 1} and Report.objects.count() == 0


def test_a_seized_phone_is_not_believed(people, incident_form):
    phone = Phone.objects.create(account=people["monitor"], label="Essai", token_hash="0" * 64)
    before = sent(incident_form, people["monitor"], phone, **INCIDENT)
    assert filed(before) == {"filed": 1}
    Phone.objects.filter(pk=phone.pk).update(
        seized_at=timezone.now(), held_since=timezone.localdate() - timedelta(3)
    )
    after = sent(incident_form, people["monitor"], phone, **INCIDENT)
    other = sent(incident_form, people["monitor"], **{**INCIDENT, "place_name": "Ailleurs"})
    assert filed(after, other) == {"held": 1, "filed": 1}
    assert codes(after)[0] == "held" and after.report is None and after.versions.get().xml


def test_an_encrypted_record_waits_for_its_recipient(people, incident_form):
    record = sent(
        incident_form, people["monitor"], xml=b'<data id="vigie-incident" encrypted="yes"><media/></data>'
    )
    assert filed(record) == {"sealed": 1}


@pytest.mark.parametrize(("today", "remarks"), [("2026-03-12", ["clock-off"]), ("1970-01-01", ["clock-off"])])
def test_a_clock_years_off_is_a_remark_and_no_fault(people, incident_form, today, remarks):
    stood = timezone.localdate() - timedelta(400)
    record = sent(
        incident_form, people["monitor"], **{**INCIDENT, "today": today if today < "2000" else str(stood)}
    )
    assert filed(record) == {"filed": 1} and codes(record) == ("filed", [], remarks)
    right = sent(incident_form, people["monitor"], **{**INCIDENT, "today": str(timezone.localdate())})
    filed(right)
    assert codes(right) == ("filed", [], [])


def test_old_versions_are_still_filed_and_a_closed_one_too(organisation, people, incident_form):
    record = sent(incident_form, people["monitor"], **INCIDENT)
    close_form(NODE, incident_form.form, version=incident_form)
    assert filed(record) == {"filed": 1}, "it came in while the version was open"


def test_long_identifiers_fit(organisation, people):
    from tests.intake.forms.filled import brought
    from vigie.core.xforms.sources import mapping_text
    from vigie.intake.acts import publish_form

    xml = brought("incident").xml.replace(b'id="vigie-incident"', b'id="' + b"f" * 249 + b'"')
    version = draft_form(
        NODE, organisation, brought=prepared(xml, "a.xml", trusted=True), mapping=mapping_text("incident")
    )
    publish_form(NODE, version.form, version=version)
    record = sent(version, people["monitor"], **INCIDENT)
    Submission.objects.filter(pk=record.pk).update(root="x" * 249)
    assert filed(record) == {"filed": 1}
    record.refresh_from_db()
    assert len(record.report.key) == 64 and len(record.report.dataset) <= 60


def test_only_the_installation_files(people, incident_form):
    record = sent(incident_form, people["monitor"], **INCIDENT)
    for account in people.values():
        with pytest.raises(Refused):
            file_submissions(account, [record])
    assert codes(record)[0] == "waiting"


FOLLOWS = {
    "story": "Deux blessés sont morts.",
    "killed_known": "number",
    "killed": "5",
    "origin": "witness",
    "sharing": "usual",
}


@pytest.fixture
def known(people, incident_form):
    """An incident that the monitor has reported."""
    record = sent(incident_form, people["monitor"], **{**INCIDENT, "sharing": "green"})
    filed(record)
    record.refresh_from_db()
    return record.report.link.incident


def test_a_follow_up_is_gathered_where_its_sender_may_gather(organisation, people, known):
    form = published(organisation, "follow-up")
    record = sent(
        form, people["analyst"], **{**FOLLOWS, "incident_ref": known.ref.lower(), "sharing": "green"}
    )
    assert filed(record) == {"filed": 1} and codes(record) == ("filed", [], [])
    assert record.report.link.incident == known and record.report.link.by == people["analyst"]
    told = from_data(record.report.statement)
    assert (told.when.first, told.event_type, told.tolls[0].best) == (known.date_first, "attack-civilians", 5)


def test_a_monitors_follow_up_waits_in_the_review_unless_the_engine_finds_it(organisation, people, known):
    form = published(organisation, "follow-up")
    record = sent(form, people["monitor"], **{**FOLLOWS, "incident": known.ref, "sharing": "green"})
    assert filed(record) == {"filed": 1}
    _state, _faults, remarks = codes(record)
    if record.report.link.incident == known:
        assert not remarks
    else:
        assert remarks == ["follow-up-waits"]
        assert Pair.objects.to_review().filter(right=record.report).exists()


def test_an_incident_that_the_sender_may_not_see_is_as_absent(organisation, neighbour, people):
    from vigie.directory.models import Account

    other = Account.objects.create_user(
        "autre", "un mot de passe assez long", role="analyst", organisation=neighbour
    )
    theirs = published(neighbour, mapping=None)
    secret = sent(theirs, other, **{**INCIDENT, "sharing": "strict"})
    filed(secret)
    secret.refresh_from_db()
    form = published(organisation, "follow-up")
    for ref in (secret.report.link.incident.ref, "LG-2026-999999"):
        record = sent(form, people["analyst"], **{**FOLLOWS, "incident_ref": ref})
        assert filed(record) == {"faulty": 1} and codes(record)[1] == ["follow-up-unknown"]


def test_a_merged_incident_takes_no_follow_up_by_itself(organisation, people, known, incident_form):
    second = sent(
        incident_form,
        people["monitor"],
        **{**INCIDENT, "sharing": "green", "place_name": "Loin", "date_day": "2025-01-01"},
    )
    filed(second)
    second.refresh_from_db()
    gone = second.report.link.incident
    monitoring.merge(people["analyst"], gone, into=known, because="Un essai.")
    form = published(organisation, "follow-up")
    record = sent(form, people["analyst"], **{**FOLLOWS, "incident_ref": gone.ref, "sharing": "green"})
    filed(record)
    record.refresh_from_db()
    assert (
        record.state in ("filed", "faulty") and record.report is None
    ) or record.report.link.incident != gone


def test_a_visit_is_kept_by_code_and_without_a_point(organisation, people):
    form = published(organisation, "visit")
    record = sent(form, people["monitor"], **VISIT)
    assert filed(record) == {"filed": 1}
    visit = Visit.objects.get()
    assert (visit.kind, visit.date_first, visit.place_name) == (
        "checkpoint",
        date(2026, 3, 12),
        "Carrefour inventé",
    )
    assert visit.findings == {"access": "yes", "badges": "no", "over_time": "refused", "payment": "unknown"}
    assert visit.text == "Rien d’autre." and visit.filed_by == people["monitor"]
    assert not {"lat", "lon"} & {field.name for field in Visit._meta.fields}
    again = edited(record, xml_of(definition_of(form), {**VISIT, "badges": "yes"}, "uuid:y", record.root))
    filed(again)
    assert [(v.version, v.is_current, v.findings["badges"]) for v in Visit.objects.order_by("version")] == [
        (1, False, "no"), (2, True, "yes"),
    ]  # fmt: skip


def test_survey_answers_stand_each_alone_and_an_edit_replaces_them(organisation, people):
    form = published(organisation, "perception")
    first, second = (sent(form, people["monitor"], **ANSWERED) for _time in range(2))
    assert filed(first, second) == {"filed": 2}
    rows = SurveyAnswer.objects.all()
    assert rows.count() == 12 and set(rows.values_list("month", flat=True)) == {date(2026, 3, 1)}
    assert {f.name for f in SurveyAnswer._meta.fields} == {
        "id", "organisation", "audience", "survey", "question", "answer", "area", "month", "seal",
    }  # fmt: skip
    changed = {**ANSWERED, "safe_day": "very_safe", "paid": ""}
    filed(edited(first, xml_of(definition_of(form), changed, "uuid:z", first.root)))
    assert rows.count() == 11
    assert sorted(rows.filter(question="safe_day").values_list("answer", flat=True)) == [
        "rather_safe",
        "very_safe",
    ]
    assert rows.filter(question="paid").count() == 1
    filed(edited(second, xml_of(definition_of(form), ANSWERED, "uuid:w", second.root)))
    assert rows.count() == 11
