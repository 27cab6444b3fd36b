"""What a body left open passes to the one that took over, and everybody can read who adopted it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.followup.conftest import NODE, SOURCE
from vigie import access
from vigie.directory import acts as directory
from vigie.followup import acts
from vigie.followup.models import Inheritance
from vigie.followup.schedule import schedule
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry


@pytest.fixture
def ended(office):
    """Commission A, with an open recommendation, a withdrawn one and a draft, was replaced by B thirty days ago."""
    office.open = office.asked("Zqouverte", "securite", issued=160, due=100)
    office.gone = office.asked("Zqretiree", "securite", issued=160, due=100)
    acts.withdraw(NODE, office.gone, words="Non.")
    directory.end_body(
        NODE, office.bodies["commission-a"], sources=SOURCE, how="succeeded", later=office.bodies["commission-b"],
        date=office.day(30).isoformat(), legal_act="Décret inventé n° 9",
    )  # fmt: skip
    return office


def inherit(office, actor=NODE, ago: int = 0):
    return acts.inherit(
        actor, office.bodies["commission-b"], from_body=office.bodies["commission-a"], on=office.day(ago)
    )


def test_open_items_pass_and_ended_ones_stay(ended):
    (made,) = inherit(ended)
    ended.open.refresh_from_db()
    ended.gone.refresh_from_db()
    assert made.recommendation == ended.open and (made.earlier.slug, made.later.slug) == (
        "commission-a",
        "commission-b",
    )
    assert ended.open.body.slug == "commission-b" and ended.gone.body.slug == "commission-a"
    assert ended.open.response_due == ended.day(100)


def test_a_second_time_takes_nothing_more(ended):
    inherit(ended)
    assert inherit(ended) == [] and Inheritance.objects.count() == 1


def test_the_clock_that_stood_still_goes_on(ended):
    inherit(ended, ago=10)
    (line,) = schedule(NODE, ended.today)
    # 100 days, less the 19 between the last day of the one and the first of the other.
    assert (line.state, line.days) == ("late", 81)


def test_the_successor_reads_and_runs_it_and_the_page_tells_its_history(ended):
    clerk = ended.account("clerk", "commission-b")
    assert not access.may(clerk, "see", ended.open)
    inherit(ended, clerk)
    assert access.may(clerk, "see", ended.open) and access.may(clerk, "time", ended.open)
    page = ended.browser("clerk", "commission-b").get(f"/recommandations/{ended.open.ref}").content.decode()
    assert "Adoptée par Commission A, reprise par Commission B" in page
    assert (
        ended.browser("clerk", "commission-b").get("/annuaire/organisations/commission-a").status_code == 200
    )
    assert (
        Entry.objects.about(ended.bodies["commission-b"]).filter(act="inherit").get().detail["inherited"] == 1
    )


def test_it_is_done_in_the_browser_from_the_schedule(ended):
    clerk = ended.browser("clerk", "commission-b")
    assert "Reprendre ce qu’il a laissé ouvert" in clerk.get("/recommandations/echeancier").content.decode()
    answer = clerk.post("/recommandations/heritage", {"from": "commission-a"}, follow=True)
    assert answer.status_code == 200 and "Zqouverte" in answer.content.decode()
    # Nothing is left to take over: the page offers it no more.
    assert "Reprendre ce qu’il a laissé ouvert" not in answer.content.decode()


def test_a_body_that_did_not_take_over_inherits_nothing(office):
    office.asked("Zqouverte", "securite", issued=160, due=100)
    with pytest.raises(ValidationError, match="Commission A"):
        inherit(office)
    clerk = office.browser("clerk", "commission-b")
    answer = clerk.post("/recommandations/heritage", {"from": "commission-a"})
    assert answer.status_code == 400 and "succession" in answer.content.decode()
    assert not Inheritance.objects.exists()


def test_only_the_successors_own_people_take_over(ended):
    for role, slug in (("member", "commission-b"), ("clerk", "commission-a"), ("ministry", "securite")):
        with pytest.raises(Refused):
            inherit(ended, ended.account(role, slug))
        browser = ended.browser(role, slug)
        assert browser.post("/recommandations/heritage", {"from": "commission-a"}).status_code in (400, 404)
    assert not Inheritance.objects.exists()


def test_what_was_asked_of_a_ministry_passes_too(office):
    row = office.asked("Zqouverte", "defense", issued=60, due=1)
    directory.end_body(
        NODE, office.bodies["defense"], sources=SOURCE, how="merged", later=office.bodies["securite"],
        date=office.day(5).isoformat(), legal_act="Décret inventé n° 9",
    )  # fmt: skip
    acts.inherit(NODE, office.bodies["securite"], from_body=office.bodies["defense"])
    row.refresh_from_db()
    assert row.addressee.slug == "securite" and access.may(
        office.account("ministry", "securite"), "respond", row
    )
    (line,) = schedule(NODE, office.today)
    assert (line.state, line.days) == ("late", 1)
