"""A node takes up rules of its own, or is told what is wrong with them and keeps the old."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.monitoring.world import World
from vigie.command.group import vigie
from vigie.core.dates import When
from vigie.core.statement import Toll
from vigie.ledger.models import Entry
from vigie.monitoring.models import SettlingRules

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    world = World.made()
    return world.incident(
        world.report(world.a, tolls=(Toll("killed", best=2),)), world.report(world.b, tolls=(Toll("killed", best=9),))
    )  # fmt: skip


def settled(tmp_path, text: str | bytes):
    path = tmp_path / "rules.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return CliRunner().invoke(vigie, ["settle", "--rules", str(path)])


def test_new_rules_are_held_from_now_on(incident, tmp_path):
    assert incident.killed_best == 2
    done = settled(tmp_path, "rules: {toll: highest, date: {rule: organisation_first, organisations: [b]}}")
    assert done.exit_code == 0 and "1 " in done.output
    incident.refresh_from_db()
    assert (incident.killed_low, incident.killed_best, incident.killed_high) == (2, 9, 9)
    line = Entry.objects.get(act="settle_by")
    assert line.detail["changed"] == 1 and line.detail["rules"]["rules"]["toll"] == "highest"
    assert "0 " in CliRunner().invoke(vigie, ["settle"]).output, "settled again, nothing changes"
    assert isinstance(When(incident.date_first, incident.date_last), When)


@pytest.mark.parametrize(("text", "word"), [
    ("rules: {toll: best}", "toll"), ("rules: {date: {rule: organisation_first, organisations: [zz]}}", "zz"),
    ("rules: [", "1"), ("", "rules"), (b"\xff\xfe\x00", "YAML"),
])  # fmt: skip
def test_wrong_rules_change_nothing(incident, tmp_path, text, word):
    done = settled(tmp_path, text)
    assert done.exit_code == 1 and word in done.output and "Traceback" not in done.output
    assert not SettlingRules.objects.exists() and not Entry.objects.filter(act="settle_by").exists()
