"""The log of acts: one line for each, written with what it tells of or not at all, and never changed."""

from __future__ import annotations

import inspect

import pytest
from django.db import DatabaseError, connection, transaction

from tests.world import World
from vigie.counting import acts as counting
from vigie.directory import acts as directory
from vigie.ledger.act import Refused, act
from vigie.ledger.models import Entry
from vigie.monitoring import acts as monitoring
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


KEPT = {
    "intake_submissionversion": {"xml", "sha256", "instance_id"},
    "ledger_entry": {"at", "actor", "role", "organisation", "act", "label", "object_id", "because", "detail"},
    "monitoring_report": {
        "uuid", "organisation_id", "dataset", "key", "version", "digest", "received_at", "filed_by_id",
        "statement", "text", "language", "date_first", "date_last", "date_precision", "event_type",
        "place_name", "lat", "lon", "geo_precision",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in KEPT for column in sorted(KEPT[table])]
)
def test_the_database_itself_refuses_to_change_what_was_written(table, column, world):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", KEPT)
def test_the_database_itself_refuses_to_delete_what_was_written(table, world):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {table}")


def test_no_organisation_or_account_goes_and_takes_its_lines_along(world):
    for row in (world.organisations["aube"], world.accounts["analyst"]):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


@act("amend")
def _fail_late(actor, incident):
    incident.place_name = "half-written"
    incident.save(update_fields=["place_name"])
    raise RuntimeError("the machine stops")


def test_an_act_that_fails_leaves_neither_its_work_nor_a_line(world):
    incident, lines = world.incidents["strict"], Entry.objects.count()
    with pytest.raises(RuntimeError):
        _fail_late(world.accounts["analyst"], incident)
    assert Incident.objects.get(pk=incident.pk).place_name != "half-written"
    assert Entry.objects.count() == lines


def test_work_whose_line_cannot_be_written_is_not_done(world, monkeypatch):
    incident = world.incidents["strict"]

    def full(*_given):
        raise DatabaseError("disk full")

    monkeypatch.setattr("vigie.ledger.act.write", full)
    with pytest.raises(DatabaseError), transaction.atomic():
        monitoring.refute(world.accounts["analyst"], incident, because="Un essai.")
    assert Incident.objects.get(pk=incident.pk).state == "candidate"


def test_an_act_that_is_refused_does_not_begin(world):
    lines = Entry.objects.count()
    for visitor in ("other", "monitor", "clerk", "operator"):
        with pytest.raises(Refused):
            _fail_late(world.accounts[visitor], world.incidents["strict"])
    assert Entry.objects.count() == lines


def test_one_line_an_act_however_much_it_does(world):
    """The world was made by acts: each left one line, named after it, with the role held at that moment."""
    strict = Entry.objects.about(world.incidents["strict"]).order_by("id")
    assert [line.act for line in strict] == ["submit", "choose", "name_unit"]
    assert {line.role for line in strict} == {"analyst"} and {line.organisation for line in strict} == {
        "aube"
    }
    assert {line.actor for line in strict} == {str(world.accounts["analyst"].uuid)}
    runs = Entry.objects.filter(act="bring")
    assert runs.count() == len(world.runs)
    before = Entry.objects.count()
    monitoring.unmerge(
        world.accounts["analyst"], world.incidents["keeping"], because="Un essai.",
        merger=world.incidents["yielding"].mergers.get(),
    )  # fmt: skip
    assert Entry.objects.count() == before + 1


def test_the_line_tells_codes_and_no_narrative(world):
    """What people wrote of persons and places is in the records, under their law, and not in the log."""
    for line in Entry.objects.all():
        told = f"{line.detail}{line.label}{line.object_id}"
        assert "Zq" not in told, line


@pytest.mark.parametrize("room", [directory, monitoring, counting])
def test_everything_that_people_do_is_an_act(room):
    """A public function of a room's acts asks the law and leaves a line.

    `file_reports` does both by hand; `estimate_unreported` reckons first and ends in the act that keeps it.
    """
    for name in room.__all__:
        doing = getattr(room, name)
        if inspect.isfunction(doing) and name not in ("file_reports", "estimate_unreported"):
            assert getattr(doing, "verb", ""), f"{room.__name__}.{name}"
