"""`vigie effort`: reckoned, and taken from lists with every refused row named."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from tests.monitoring.world import World
from vigie.command.effort import effort
from vigie.monitoring.models import MonitorDays, Outage


@pytest.fixture
def world(db) -> World:
    return World.made()


def ran(*words: str):
    return CliRunner().invoke(effort, words)


def test_days_and_outages_come_from_lists_and_twice_changes_nothing(world, tmp_path):
    days = tmp_path / "jours.csv"
    days.write_text(
        "area;month;days\nSahel;mars 2026;200\nBF01;2026-04;180\nNulle Part;mars 2026;3\nSahel;hier;2\n",
        encoding="utf-8",
    )  # fmt: skip
    for _again in range(2):
        done = ran("import", "days", str(days), "--organisation", "a")
        assert done.exit_code == 0, done.output
        assert "2" in done.output and "Nulle Part" in done.output and "hier" in done.output
    found = set(MonitorDays.objects.values_list("area__pcode", "month", "days"))
    assert found == {("BF01", date(2026, 3, 1), 200), ("BF01", date(2026, 4, 1), 180)}
    cuts = tmp_path / "coupures.csv"
    cuts.write_text(
        "area,kind,first,last,source\nSahel,network,3 mars 2026,,Avis inventé\n", encoding="utf-8"
    )
    assert ran("import", "outages", str(cuts), "--organisation", "a").exit_code == 0
    assert Outage.objects.get().last is None


def test_a_list_without_its_columns_is_refused_whole(world, tmp_path):
    wrong = tmp_path / "x.csv"
    wrong.write_text("zone;mois\nSahel;mars 2026\n", encoding="utf-8")
    done = ran("import", "days", str(wrong), "--organisation", "a")
    assert done.exit_code == 1
    assert "days" in done.output
    assert not MonitorDays.objects.exists()


def test_reckoning_asks_no_organisation_to_have_sent_anything(world):
    assert ran("reckon").exit_code == 0
