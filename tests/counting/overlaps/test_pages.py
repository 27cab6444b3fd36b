"""The panel and the list as people meet them: what is offered, what is told, and what never is."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.counting.overlaps.world import STRICT, coordinator, noticed, opened
from tests.visits import text_of
from vigie.counting import acts
from vigie.counting.models import Inquiry
from vigie.counting.overlaps import limits


def browser(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account, report) -> str:
    return text_of(browser(account).get(f"/signalements/{report.uuid}"))


def test_the_button_asks_and_the_page_then_says_what_silence_means(world, clock):
    report = world.report(world.a, tlp=STRICT)
    assert f"{limits.REPORT_DAYS} jours" in page(world.analyst, report)
    clock.later(limits.REPORT_DAYS)
    client = browser(world.analyst)
    assert "Poser la question" in page(world.analyst, report)
    assert client.post(f"/signalements/{report.uuid}/question").url == f"/signalements/{report.uuid}"
    assert "ne veut donc rien dire" in page(world.analyst, report)
    question = Inquiry.objects.get()
    client.post(f"/questions/{question.uuid}/withdraw")
    assert "Poser la question" not in page(world.analyst, report), "asked again only after its time"


def test_a_limit_answers_with_a_sentence_and_changes_nothing(world, clock):
    report = world.report(world.a, tlp=STRICT)
    refused = browser(world.analyst).post(f"/signalements/{report.uuid}/question")
    assert refused.status_code == 409 and f"{limits.REPORT_DAYS} jours" in refused.content.decode()
    assert not Inquiry.objects.exists()


def test_a_notice_says_that_and_nothing_else(world, clock):
    ours, theirs = noticed(world, clock)
    told = page(world.analyst, ours.report)
    assert "Une autre organisation détient peut-être le même incident" in told
    assert "Accepter" not in told and "Accepter" in page(coordinator(world.a), ours.report)
    assert str(theirs.report.uuid) not in told and str(theirs.uuid) not in told
    home = browser(world.analyst).get("/").content.decode()
    assert f"/signalements/{ours.report.uuid}#question" in home
    incident = browser(world.analyst).get(f"/incidents/{ours.report.link.incident.ref}").content.decode()
    assert "détient peut-être" in incident
    assert "détient peut-être" not in browser(world.lone_analyst).get("/").content.decode()


def test_both_agree_by_their_pages_and_close_again(world, clock):
    ours, theirs = noticed(world, clock)
    for organisation, question in ((world.a, ours), (world.b, theirs)):
        client = browser(coordinator(organisation))
        assert client.post(f"/questions/{question.uuid}/agree").status_code == 302
    told = page(world.analyst, ours.report)
    assert f"/signalements/{theirs.report.uuid}" in told and "Refermer" in told
    assert browser(world.analyst).get(f"/signalements/{theirs.report.uuid}").status_code == 200
    browser(world.analyst).post(f"/questions/{ours.uuid}/close")
    assert browser(world.analyst).get(f"/signalements/{theirs.report.uuid}").status_code == 404


def test_who_agreed_is_not_told_of_the_other_s_silence(world, clock):
    ours, theirs = noticed(world, clock)
    acts.agree(coordinator(world.a), ours)
    silent = page(world.analyst, ours.report)
    acts.withdraw_question(world.other_analyst, theirs)
    assert page(world.analyst, ours.report) == silent


def test_the_other_s_report_offers_no_question(world, clock):
    ours, theirs = opened(world, clock)
    assert 'id="question"' not in page(world.analyst, theirs.report)
    assert 'id="question"' in page(world.analyst, ours.report)


def test_the_list_is_the_organisation_s_own_in_every_form(world, clock):
    ours, theirs = noticed(world, clock)
    for ending in ("", ".json", ".csv"):
        answer = browser(world.analyst).get(f"/questions{ending}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert str(ours.report.uuid) in body.decode() and str(theirs.report.uuid) not in body.decode()


@pytest.mark.parametrize("doing", ["agree", "close", "withdraw", "open", "x"])
def test_nobody_acts_on_another_s_question(world, clock, doing):
    ours, _theirs = noticed(world, clock)
    for account in (world.other_analyst, coordinator(world.b), world.monitor, world.clerk):
        assert browser(account).post(f"/questions/{ours.uuid}/{doing}").status_code == 404
