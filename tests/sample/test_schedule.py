"""The schedule of the sample's thirty recommendations agrees with a count by hand on its last day."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from sample.oversight import threads
from sample.oversight.committees import TODAY
from tests.printed import Printed
from vigie.access import NodeActor
from vigie.directory.models import Account, Organisation
from vigie.followup.faces.schedule import ScheduledResponse, Tally, by_country
from vigie.followup.schedule import schedule
from vigie.ledger.models import Node

# Counted by hand on 1 November 2026 from the days in sample/oversight/recommendations.yaml: a response is due two
# months after the day of issue, and a late answer stays on the schedule for a year.
BY_HAND = {
    "Répondre aux questions écrites dans le délai du règlement": (
        "BF",
        "late",
        12,
    ),  # 20 Aug. → 20 Oct.: 11 + 1
    "Payer la solde par virement et non en espèces": (
        "BF",
        "answered_late",
        11,
    ),  # due 1 Nov. 2025, came on the 12th
    "Rapprocher chaque trimestre les bons de carburant et les carnets de bord": ("ML", "late", 535),
    # The one above: 15 March 2025 → 15 May 2025; a year, then 16 + 30 + 31 + 31 + 30 + 31 + 1.
    "Rendre compte des travaux des casernes": (
        "ML",
        "late",
        413,
    ),  # 14 July 2025 → 14 Sept.: a year, 16 + 31 + 1
    "Publier la liste des marchés des casernes": ("ML", "late", 413),  # the other half of what was split
    "Afficher les montants qui peuvent être demandés aux postes de route": ("ML", "soon", 0),  # due on 8 Nov.
    "Donner une durée à chaque couvre-feu": ("NE", "late", 379),  # 18 Aug. 2025 → 18 Oct.: a year, 13 + 1
    "Déposer le rapport sur les autorisations d’écoute": ("NE", "late", 61),  # 1 July → 1 Sept.: 29 + 31 + 1
    "Publier la liste d’attente des pensions d’invalidité": (
        "NE",
        "answered_late",
        7,
    ),  # due 13 Dec., came on the 20th
}
OVERDUE = {"BF": (1, 12), "ML": (3, 535), "NE": (2, 379)}  # how many, and the longest in days
NODE = NodeActor()


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """The bodies of the sample and its thirty recommendations; rolled back after the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        Node.objects.create(name="Région fictive", fictional=True)
        for code, letter in (("BF", "a"), ("ML", "b"), ("NE", "d")):
            small = code.lower()
            committee = _body(f"commission-defense-{small}", "committee", code)
            ministry = _body(f"ministere-securite-{small}", "ministry", code)
            observatory = _body(f"observatoire-{letter}", "observatory", code)
            for role in ("clerk", "chair"):
                _account(f"{role}-{small}", role, committee)
            _account(f"ministry-{small}", "ministry", ministry)
            _account(f"analyste-{letter}", "analyst", observatory)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(
                threads, "_evidence", lambda clerk, told: ()
            )  # there is no register in this small world
            threads.recommend()
        yield
        transaction.set_rollback(True)


def _body(slug: str, kind: str, country: str) -> Organisation:
    return Organisation.objects.create(
        slug=slug, name=slug.capitalize(), classification=kind, country=country
    )


def _account(username: str, role: str, body: Organisation) -> Account:
    return Account.objects.create(username=username, role=role, organisation=body, password="!")


def lines(actor=NODE) -> list[ScheduledResponse]:
    return [ScheduledResponse.of(line) for line in schedule(actor, TODAY)]


def test_the_day_of_the_count_is_the_sample_s_own():
    assert date(2026, 11, 1) == TODAY


def test_every_line_agrees_with_the_count_by_hand(region):
    assert {each.title: (each.country, each.state_code, each.days_late) for each in lines()} == BY_HAND


def test_so_do_the_sums_by_country_and_in_all(region):
    found = {
        each.code: (each.overdue, max(ministry.longest for ministry in each.ministries))
        for each in by_country(lines())
    }
    assert found == OVERDUE
    tally = Tally.of(lines())
    assert (tally.overdue, tally.soon, tally.answered_late, tally.still) == (6, 1, 2, 0)
    assert tally.longest.title.startswith("Rapprocher")


def test_a_clerk_s_schedule_is_that_of_the_own_country(region):
    """What is marked TLP:AMBER and shared with no circle stays with the committee and its addressee."""
    mali = {title for title, (country, _state, _days) in BY_HAND.items() if country == "ML"}
    assert {each.title for each in lines(Account.objects.get(username="clerk-ml"))} == mali
    assert {each.title for each in lines(Account.objects.get(username="ministry-ml"))} == mali


def test_screen_file_and_paper_say_the_same_today(region):
    """On whichever day this runs: the three are counted from the same rows."""
    browser = Client()
    browser.force_login(Account.objects.get(username="clerk-ml"))
    rows = browser.get("/recommandations/echeancier.json").json()["items"]
    text = b"".join(browser.get("/recommandations/echeancier.csv").streaming_content).decode("utf-8-sig")
    page = " ".join(browser.get("/recommandations/echeancier").content.decode().split())
    paper = " ".join("".join(Printed(browser.get("/recommandations/echeancier.pdf").content).texts()).split())
    assert len(rows) == 4
    for row in rows:
        days = str(row["days_late"])
        found = next(each for each in csv.reader(io.StringIO(text)) if row["ref"] in each)
        assert days in found and row["ref"] in page and row["ref"] in paper
        if row["state_code"] == "late":
            assert f"{days} jours de retard" in page and f"{days} jours de retard" in paper
