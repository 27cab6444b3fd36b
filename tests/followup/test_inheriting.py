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


def test_what_fell_due_while_nobody_sat_is_due_when_somebody_does(ended):
    row = ended.asked("Zqpendant", "securite", issued=60, due=12)
    inherit(ended)
    found = {line.row.title: (line.state, line.days) for line in schedule(NODE, ended.today)}
    assert found == {"Zqouverte": ("late", 71), row.title: ("soon", 0)}
    clerk = ended.browser("clerk", "commission-b")
    for address in ("/recommandations/echeancier", "/recommandations/echeancier.pdf"):
        assert clerk.get(address).status_code == 200


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
    notice = 'href="/recommandations/heritage"'
    assert notice in clerk.get("/recommandations/echeancier").content.decode()
    page = clerk.get("/recommandations/heritage").content.decode()
    # What it is, nobody is told before it is taken over.
    assert "Commission A" in page and "Reprendre ce qu’il a laissé ouvert" in page and "Zqouverte" not in page
    answer = clerk.post("/recommandations/heritage", {"from": "commission-a"}, follow=True).content.decode()
    assert "Zqouverte" in answer and "Adoptée par Commission A" in answer
    # Nothing is left to take over: no page offers it any more.
    assert "Reprendre ce qu’il a laissé ouvert" not in answer
    assert notice not in clerk.get("/recommandations/echeancier").content.decode()


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


@pytest.fixture
def merged(office):
    """The ministry of defence, of which an answer is late by a day, was merged into the ministry of security."""
    office.open = office.asked("Zqouverte", "defense", issued=60, due=1)
    directory.end_body(
        NODE, office.bodies["defense"], sources=SOURCE, how="merged", later=office.bodies["securite"],
        date=office.day(5).isoformat(), legal_act="Décret inventé n° 9",
    )  # fmt: skip
    return office


def test_a_ministry_takes_over_what_was_asked_of_another(merged):
    official = merged.account("ministry", "securite")
    assert not access.may(official, "respond", merged.open)
    browser = merged.browser("ministry", "securite")
    assert "Ministère de la Défense" in browser.get("/recommandations/heritage").content.decode()
    assert browser.post("/recommandations/heritage", {"from": "defense"}).status_code == 302
    merged.open.refresh_from_db()
    assert merged.open.addressee.slug == "securite" and access.may(official, "respond", merged.open)
    (line,) = schedule(NODE, merged.today)
    assert (line.state, line.days) == ("late", 1)


def test_who_asked_passes_it_on_where_nobody_there_signs_in(merged):
    other = merged.asked("Zqautre", "securite", issued=60, due=1)
    clerk = merged.browser("clerk", "commission-a")
    assert 'href="/recommandations/heritage"' in clerk.get("/recommandations/echeancier").content.decode()
    page = clerk.get("/recommandations/heritage").content.decode()
    assert "Ministère de la Défense" in page and "1 recommandation ouverte" in page.replace("\u00a0", " ")
    assert (
        clerk.post("/recommandations/heritage/suite", {"from": "defense", "to": "securite"}).status_code
        == 302
    )
    merged.open.refresh_from_db()
    assert merged.open.addressee.slug == "securite"
    made = Inheritance.objects.get()
    assert (made.side, made.earlier.slug, made.later.slug) == ("addressee", "defense", "securite")
    assert other.inheritances.count() == 0


def test_it_is_passed_to_nobody_who_did_not_take_over(merged):
    clerk = merged.browser("clerk", "commission-a")
    answer = clerk.post("/recommandations/heritage/suite", {"from": "defense", "to": "justice"})
    assert answer.status_code == 400 and "succession" in answer.content.decode()
    for role, slug in (("member", "commission-a"), ("ministry", "securite"), ("clerk", "commission-b")):
        with pytest.raises((Refused, ValidationError)):
            acts.pass_on(
                merged.account(role, slug), merged.bodies["commission-a"], from_body=merged.bodies["defense"],
                to_body=merged.bodies["securite"],
            )  # fmt: skip
    assert not Inheritance.objects.exists()


def test_an_analyst_does_not_say_who_took_over_from_a_committee_that_works_here(office):
    office.account("clerk", "commission-a")
    analyst = office.account("analyst", "commission-b")
    said = {"how": "succeeded", "date": office.day(9).isoformat(), "legal_act": "Décret inventé n° 9"}
    with pytest.raises(Refused):
        directory.end_body(
            analyst,
            office.bodies["commission-a"],
            sources=SOURCE,
            later=office.bodies["commission-b"],
            **said,
        )
    directory.end_body(
        analyst, office.bodies["defense"], sources=SOURCE, later=office.bodies["securite"], **said
    )
