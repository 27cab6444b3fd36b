"""Reports written down: new, newer, the same; and what the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.monitoring.world import statement
from vigie.core.dates import day
from vigie.core.written import digest, from_data
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.monitoring import acts, gathering
from vigie.monitoring.models import Incident, Report
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db


def outcomes(world, statements, **more):
    filed = acts.file_reports(world.analyst, world.a, statements=statements, dataset="test", **more)
    return [each.outcome for each in filed]


def test_a_statement_is_kept_as_it_was_said(world):
    said = statement("k", text="Trois hommes sont morts à Dori.")
    filed = acts.file_report(world.monitor, world.a, statement=said, dataset="form")
    report = Report.objects.get()
    assert (filed.outcome, filed.report.pk) == ("created", report.pk)
    assert from_data(report.statement) == said and report.digest == digest(said)
    assert report.filed_by == world.monitor and report.audience.tlp == "TLP:GREEN"


def test_filing_again_changes_nothing_and_a_new_wording_is_a_new_version(world):
    first = [statement(str(n)) for n in range(7)]
    assert outcomes(world, first) == ["created"] * 7
    assert outcomes(world, first) == ["unchanged"] * 7
    changed = [*first[:6], statement("6", event_type="ambush")]
    assert outcomes(world, changed) == ["unchanged"] * 6 + ["updated"]
    old, new = Report.objects.filter(key="6").order_by("version")
    assert (old.is_current, new.is_current, new.supersedes) == (False, True, old)
    assert outcomes(world, changed) == ["unchanged"] * 7


def test_a_key_twice_in_one_run_is_a_version_of_the_first(world):
    twice = [statement("k"), statement("k", event_type="ambush"), statement("k", event_type="ambush")]
    assert outcomes(world, twice) == ["created", "updated", "unchanged"]


def test_one_line_in_the_ledger_for_a_run_however_long(world):
    outcomes(world, [statement(str(n)) for n in range(1200)])
    line = Entry.objects.get()
    assert (line.act, line.detail["created"], line.role) == ("file_reports", 1200, "analyst")


def test_a_run_that_breaks_off_leaves_nothing(world):
    def breaking():
        yield from (statement(str(n)) for n in range(900))
        raise OSError("the file ends here")

    with pytest.raises(OSError):
        outcomes(world, breaking())
    run = acts.file_reports(
        world.analyst, world.a, statements=(statement(str(n)) for n in range(900)), dataset="test"
    )
    next(run)
    run.close()
    assert not Report.objects.exists() and not Entry.objects.exists()


def test_only_the_own_organisation_files(world):
    for actor in (world.other_analyst, world.clerk):
        with pytest.raises(Refused):
            acts.file_reports(actor, world.a, statements=[statement()], dataset="test")
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [(statement("k" * 121), "120"), (statement(""), "120"), (statement(text="a\0b"), "null")],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_the_rest_goes_on(world, said, words):
    filed = list(
        acts.file_reports(
            world.analyst, world.a, statements=[statement("x"), said, statement("y")], dataset="test"
        )
    )
    assert [each.outcome for each in filed] == ["created", "refused", "created"]
    assert words in filed[1].why or "nul" in filed[1].why
    with pytest.raises(Unfit):
        acts.file_report(world.analyst, world.a, statement=said, dataset="test")


def test_red_is_for_who_filed_it_and_the_coordinators(world):
    filed = acts.file_report(world.monitor, world.a, statement=statement(tlp="TLP:RED"), dataset="form")
    assert set(filed.report.audience.readers.all()) == {world.monitor, world.coordinator}


def test_a_new_version_takes_the_place_of_the_old_in_its_incident(world):
    old, beside = world.report(world.a), world.report(world.b)
    incident = world.incident(old, beside)
    new = world.report(world.a, when=day(date(2026, 3, 10)), tolls=())
    incident.refresh_from_db()
    assert new.link.incident == incident and incident.reports_count == 2
    assert not hasattr(Report.objects.get(pk=old.pk), "link")
    assert incident.killed_high == 4  # only the other report says it now


def test_a_version_for_fewer_readers_leaves_the_incident(world):
    shared, beside = world.report(world.a), world.report(world.b)
    incident = world.incident(shared, beside)
    assert incident.state == "corroborated"
    new = world.report(world.a, tlp="TLP:AMBER+STRICT", text="Autre récit.")
    incident.refresh_from_db()
    assert new.link.incident != incident and new.link.incident.audience == new.audience
    assert (incident.reports_count, incident.state) == (1, "candidate")
    assert "recit" not in incident.words.report_words


@pytest.mark.parametrize(
    "change", [{"text": "x"}, {"statement": {}}, {"date_first": "2020-01-01"}, {"digest": "0"}, {"key": "z"}]
)
def test_the_database_refuses_to_change_what_was_said(world, change):
    report = world.report(world.a)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)
    assert Report.objects.get(pk=report.pk).text == report.text


def test_the_ledger_is_never_changed(world):
    outcomes(world, [statement()])
    for change in (lambda: Entry.objects.update(act="x"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_one_current_version_and_one_incident_for_a_report(world):
    report = world.report(world.a)
    copy = Report.objects.get(pk=report.pk)
    copy.pk, copy.uuid, copy.version = None, "00000000-0000-0000-0000-000000000001", 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.bulk_create([copy])
    incident = world.incident(report)
    with pytest.raises(IntegrityError), transaction.atomic():
        gathering.found([[report]])
    assert Incident.objects.get() == incident
