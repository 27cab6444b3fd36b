"""Effort beside counts: halved, doubled by a new partner, cut off, unknown; and who is told how much of it."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from tests.monitoring.world import statement
from vigie import access
from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.monitoring import acts, gathering
from vigie.monitoring.acts.effort import Worked
from vigie.monitoring.effort import EVERYWHERE, Scope, effort_of, worked
from vigie.monitoring.filing import Filing
from vigie.monitoring.models import Incident, MonitorDays, Report
from vigie.monitoring.trending import trend_of
from vigie.monitoring.unfit import Unfit
from vigie.places.models import Area

NODE = NodeActor()
# A year ago or more, so that no month is still running and the trend is drawn by month.
MONTHS = [date(2024, month, 1) for month in range(1, 13)] + [date(2025, month, 1) for month in range(1, 7)]
# Violence does not change: each day of each monitor meets an incident with this chance.
CHANCE = 0.12


def region(country: str = "BF") -> Area:
    return Area.objects.get(pcode=f"{country}01")


def length(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def watch(organisation, months: list[date], monitors: int, draws: random.Random, prefix: str) -> None:
    """Let so many monitors watch every day: what they meet is reported, and their days are kept."""
    told = []
    for month in months:
        for number in range(length(month)):
            for monitor in range(monitors):
                if draws.random() < CHANCE:
                    on = day(month + timedelta(number))
                    told.append(statement(f"{prefix}-{on.first}-{monitor}", when=on))
    reports = [filed.report for filed in Filing(organisation, "test").file(told)]
    gathering.found([report] for report in reports)
    days = [Worked(region(), month, monitors * length(month), {"phone": monitors}) for month in months]
    acts.keep_effort(NODE, organisation, months=months, worked=days)


def trend(actor):
    return trend_of(actor, access.rows(actor, "see", "monitoring.Incident").live(), EVERYWHERE, by_week=True)


def test_half_the_effort_halves_the_reports_and_the_page_says_that_it_is_no_calm(world):
    draws = random.Random(1)
    watch(world.a, MONTHS[:-3], 6, draws, "before")
    watch(world.a, MONTHS[-3:], 3, draws, "after")
    found = trend(world.analyst)
    assert found.reading.after.count < 0.7 * found.reading.before.count  # what a bare count would show
    assert found.reading.less_effort
    assert not found.reading.change.is_clear  # for the same effort nothing has changed, and nothing did
    with translation.override("en"):
        said = " ".join(found.reading.sentences)
    assert "Fewer incidents does not mean more calm." in said
    assert "no change can be told" in said
    client = Client()
    client.force_login(world.analyst)
    shown = client.get("/registre/tendances").content.decode().replace("'", "’")
    assert "Moins d’incidents ne veut pas dire plus de calme." in shown


def test_a_new_partner_doubles_the_reports_and_the_trend_for_the_same_effort_stays_flat(world):
    draws = random.Random(2)
    watch(world.a, MONTHS, 5, draws, "a")
    watch(world.b, MONTHS[-3:], 5, draws, "b")
    found = trend(world.analyst)
    assert found.reading.after.count > 1.6 * found.reading.before.count
    assert not found.reading.change.is_clear
    rates = [step.per_hundred for step in found.steps]
    assert max(rates) < 2 * min(rates)
    with translation.override("en"):
        beside = effort_of(world.analyst)
        said = " ".join((*found.reading.sentences, *beside.it.warnings))
    assert "More incidents told does not mean more violence." in said
    assert "B has been reporting since April 2025" in said


def test_real_change_is_not_explained_away(world):
    quiet, loud = random.Random(3), random.Random(4)
    watch(world.a, MONTHS[:-3], 3, quiet, "a")
    watch(world.a, MONTHS[-3:], 3, loud, "b")
    extra = [statement(f"wave-{n}", when=day(MONTHS[-2] + timedelta(n % 28))) for n in range(60)]
    gathering.found([filed.report] for filed in Filing(world.a, "test").file(extra))
    reading = trend(world.analyst).reading
    assert reading.change.is_clear
    assert reading.change.low > 1
    assert not reading.more_effort


def test_a_month_without_anybody_is_silence_and_one_before_anybody_is_unknown(world):
    watch(world.a, MONTHS[3:5] + MONTHS[6:], 2, random.Random(5), "a")
    found = worked(world.analyst, EVERYWHERE, MONTHS[0], date(2025, 12, 31))
    assert found.in_month(MONTHS[0]) is None
    assert found.in_month(MONTHS[5]) == 0
    assert found.in_month(date(2025, 8, 1)) is None  # nobody has spoken of it yet: not silence


def test_the_pages_and_files_say_it_beside_the_count(world):
    watch(world.a, MONTHS, 2, random.Random(6), "a")
    acts.record_outage(
        world.coordinator, world.a, area=region(), kind="network", first=MONTHS[-1], last=None,
        source="Avis de l’opérateur",
    )  # fmt: skip
    client = Client()
    client.force_login(world.analyst)
    shown = client.get("/registre/tendances").content.decode()
    assert "Avis de l’opérateur" in shown
    assert "journées d’observation" in shown.replace("'", "’")
    rows = client.get("/registre/tendances.json").json()
    assert rows["items"][0]["days"] == 2 * 31
    assert rows["items"][0]["per_hundred"] == pytest.approx(100 * rows["items"][0]["count"] / 62, abs=0.1)
    assert any("journées" in said for _label, said in rows["notes"])
    assert "Avis de l’opérateur" in client.get("/registre").content.decode()


def test_nothing_known_is_said_and_never_read_as_nought(world):
    gathering.found([filed.report] for filed in Filing(world.a, "test").file([statement()]))
    with translation.override("en"):
        assert "not known" in " ".join(effort_of(world.analyst).it.sentences)
        assert "shown to analysts" in " ".join(effort_of(world.monitor).it.sentences)
    assert trend(world.analyst).steps[0].days is None


def test_others_are_told_of_whole_regions_only(world):
    inside = Area.objects.create(
        generation=region().generation, country="BF", level=2, pcode="BF0101", name="Séno", parent=region()
    )
    below = Area.objects.create(
        generation=region().generation, country="BF", level=3, pcode="BF010101", name="Dori", parent=inside
    )
    month = MONTHS[0]
    acts.keep_effort(NODE, world.a, months=[month], worked=[Worked(inside, month, 31, {"sms": 31})])
    assert Scope.of("", below) == Scope.of("", inside) == Scope("BF", "BF01", "Sahel")
    assert worked(world.other_analyst, Scope.of("", inside), month, month).in_month(month) == 31
    assert worked(world.other_analyst, Scope.of("", region("ML")), month, month).in_month(month) is None
    with pytest.raises(Unfit):
        acts.state_effort(world.coordinator, world.a, area=below, month=month, days=3)


def test_reckoning_twice_changes_nothing_and_what_is_stated_counts_instead(world):
    month = MONTHS[0]
    for _again in range(2):
        acts.keep_effort(NODE, world.a, months=[month], worked=[Worked(None, month, 10, {"web": 10})])
    acts.state_effort(world.coordinator, world.a, area=None, month=month, days=44)
    acts.keep_effort(NODE, world.a, months=[month], worked=[Worked(None, month, 12, {"web": 12})])
    row = MonitorDays.objects.get()
    assert (row.days, row.reckoned, row.stated) == (44, 12, 44)
    acts.keep_effort(NODE, world.a, months=[month], worked=[])
    assert MonitorDays.objects.get().days == 44


@pytest.mark.parametrize(
    "wrong", [{"last": date(2024, 1, 1)}, {"kind": "weather"}, {"source": " "}, {"first": date(2999, 1, 1)}]
)
def test_an_outage_that_cannot_be_is_refused(world, wrong):
    usual = {"kind": "network", "first": date(2025, 1, 1), "last": None, "source": "Radio inventée"}
    with pytest.raises(Unfit):
        acts.record_outage(world.coordinator, world.a, area=region(), **{**usual, **wrong})


def test_a_held_report_counts_in_nothing_until_somebody_has_looked(world):
    alone = Filing(world.a, "test").file([statement("1")])
    both = [*Filing(world.a, "test").file([statement("2")]), *Filing(world.b, "test").file([statement("2")])]
    (own,) = gathering.found([[filed.report] for filed in alone])
    (shared,) = gathering.found([[filed.report for filed in both]])
    assert shared.state == "corroborated"
    held = [Report.objects.get(link__incident=own), both[0].report]
    for report in held:
        acts.hold(world.coordinator, report, reason="seized")
    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.state, own.withdrawn_for) == ("withdrawn", "held")
    assert not Incident.objects.live().filter(pk=own.pk).exists()
    assert (shared.state, shared.origins_count) == ("candidate", 1)
    with pytest.raises(Unfit):
        acts.release(world.coordinator, held[0], because=" ")
    acts.release(world.coordinator, held[0], because="Lu avec le moniteur : c’est bien de lui.")
    acts.reject(world.coordinator, held[1], because="Le moniteur ne l’a pas écrit.")
    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.state, own.withdrawn_for) == ("candidate", "")
    assert (shared.state, shared.reports_count) == ("candidate", 1)
    with pytest.raises(Unfit):
        acts.release(world.coordinator, held[1], because="Trop tard.")
