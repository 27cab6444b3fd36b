"""What stands near a report, which reports were joined and by which parameters, for those who may read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.counting.acts import match, match_arrivals
from vigie.counting.models import MatchRun
from vigie.ledger.models import Node
from vigie.monitoring.models import Link, Report

pytestmark = pytest.mark.django_db
BESIDE = (Spot("Seytenga", ("BF",), 13.98, 0.05, "near"),)


@pytest.fixture
def told():
    """Two reports of one incident, a third near them, and one near that B keeps to itself."""
    world = World.made()
    reports = {
        "ours": world.report(world.a, "ours"),
        "same": world.report(world.b, "same"),
        "near": world.report(world.a, "near", spots=BESIDE, when=day(date(2026, 3, 14)), event_type="air-strike"),
        "kept": world.report(world.b, "kept", "TLP:AMBER+STRICT", text="Zqkept"),
    }  # fmt: skip
    match(NodeActor(), Node.here())
    return world, reports


def browser(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_neighbours_are_those_that_the_reader_may_read(told):
    world, reports = told
    address = f"/signalements/{reports['ours'].uuid}/voisins"
    items = browser(world.analyst).get(f"{address}.json").json()["items"]
    assert [each["report"] for each in items] == [str(reports["same"].uuid), str(reports["near"].uuid)]
    assert [each["together"] for each in items] == ["oui", "non"]
    assert items[0]["probability"] > 0.9 > items[1]["probability"]
    assert (items[0]["km"], items[0]["days"]) == (0.0, 0) and items[1]["days"] == 2
    theirs = browser(world.other_analyst).get(f"{address}.json").json()["items"]
    assert str(reports["kept"].uuid) in [each["report"] for each in theirs]


def test_the_page_draws_map_and_days_without_a_dot(told):
    world, reports = told
    page = browser(world.analyst).get(f"/signalements/{reports['ours'].uuid}/voisins").content.decode()
    assert page.count("<circle") >= 3 and "stroke-dasharray" in page and "2 messages" in page
    assert str(reports["kept"].uuid) not in page


def test_a_report_s_page_names_the_best_match_and_leads_on(told):
    world, reports = told
    page = browser(world.analyst).get(f"/signalements/{reports['ours'].uuid}").content.decode()
    assert "/revue/" in page and f"/signalements/{reports['ours'].uuid}/voisins" in page


def test_the_duplicates_are_listed_by_incident(told):
    world, reports = told
    items = browser(world.analyst).get("/registre/doublons.json").json()["items"]
    assert {each["report"] for each in items} == {str(reports["ours"].uuid), str(reports["same"].uuid)}
    assert len({each["incident"] for each in items}) == 1
    assert Link.objects.filter(incident__ref=items[0]["incident"]).count() == 2
    lines = b"".join(browser(world.analyst).get("/registre/doublons.csv").streaming_content).decode()
    assert len(lines.splitlines()) == 4 and "#event+id" in lines


def test_runs_show_their_parameters_and_no_count(told):
    world, _reports = told
    late = world.report(world.b, "late", "TLP:AMBER+STRICT")
    match_arrivals(world.other_analyst, Node.here(), reports=Report.objects.filter(pk=late.pk))
    assert MatchRun.objects.count() == 2
    (run,) = browser(world.analyst).get("/appariements.json").json()["items"]
    assert '"accept": 0.95' in run["decisions"] and '"km"' in run["windows"]
    assert not {"reports", "pairs", "incidents", "count"} & set(run)
    assert len(browser(world.other_analyst).get("/appariements.json").json()["items"]) == 2


@pytest.mark.parametrize("who", ["monitor", "clerk"])
def test_for_others_they_are_absent(told, who):
    world, reports = told
    for address in (f"/signalements/{reports['ours'].uuid}/voisins", "/registre/doublons", "/appariements"):
        assert browser(getattr(world, who)).get(address).status_code == 404
