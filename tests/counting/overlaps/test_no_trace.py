"""Whatever B keeps to itself, everybody else is answered with the same bytes as if it were not there.

The same visits are made twice, once with B's reports of the very incidents that A holds and everything that B
does with them, once without. Not a word, a count, an order, a header or a length may differ.
"""

from __future__ import annotations

import re
import secrets
from datetime import date
from difflib import unified_diff

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.counting.overlaps.world import STRICT, coordinator
from tests.visits import patterns, text_of
from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.counting import acts
from vigie.counting.models import Estimate, Inquiry, Pair, Proposal
from vigie.counting.overlaps import limits
from vigie.counting.reckoning import reckon
from vigie.directory.models import Account
from vigie.ledger.models import Entry, Node
from vigie.monitoring import acts as monitoring
from vigie.monitoring.models import Incident, Report

NARRATIVE = "Des hommes armés ont incendié le grenier de Zqtémoin près du forage de Zqpuits."
# Why an address of the site is not asked for by this test.
# Nothing has come in from the field here and no committee has sat: there is no form, visit or sitting to ask for.
WITHOUT_REPORTS = (
    "vigie.intake", "vigie.fieldwork", "vigie.sharing", "vigie.followup", "vigie.exchange", "vigie.parliament",
    "vigie.alerts", "vigie.briefing",
)  # fmt: skip
PASSED_BY = {
    "review-undo", "sign-out", "change-password", "switch-language", "keep-preferences", "decide", "answer",
    "ask", "answer-question", "answer-proposal", "read", "settle", "blind-undo",
    "odk-forms", "odk-submission", "web-door", "exchange-challenge",  # each answer bears a nonce of its own
}  # fmt: skip


@pytest.fixture
def world(world, monkeypatch):
    """A holds an incident that it keeps to itself, one open to all with a doubtful neighbour, and asks."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # what is written in either run bears one moment
    monkeypatch.setattr(secrets, "randbits", lambda _bits: 7)  # and the month's sample one lot
    coordinator(world.a)
    coordinator(world.b)
    world.report(world.a, "kept", STRICT, text=NARRATIVE)
    world.report(world.a, "open", when=day(date(2026, 5, 2)))
    world.report(
        world.alone, "near", "TLP:GREEN", when=day(date(2026, 5, 3)), text="Un convoi attaqué.",
        spots=(Spot("Seytenga", ("BF",), 13.98, 0.05, "near"),),
    )  # fmt: skip
    acts.match(NodeActor(), Node.here())
    assert Pair.objects.exists()
    return world


def b_keeps(world) -> None:
    """B tells of both of A's incidents, and of one that nobody else knows; it matches, decides and asks."""
    kept = world.report(world.b, "kept", STRICT, text=NARRATIVE)
    world.report(world.b, "open", STRICT, when=day(date(2026, 5, 2)), text=NARRATIVE)
    world.report(world.b, "amber", "TLP:AMBER", when=day(date(2026, 5, 2)))
    world.report(world.b, "alone", STRICT, when=day(date(2025, 1, 1)), event_type="air-strike")
    world.report(world.b, "red", "TLP:RED", text=NARRATIVE)
    # Twice the same: there is a pair in B's own queue, and a merger.
    world.report(world.b, "again", STRICT, text="Zqautre version du même fait.")
    acts.match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(organisation=world.b))
    incident = Incident.objects.filter(links__report=kept).get()
    monitoring.contest(coordinator(world.b), incident, about="place", because="Zqmotif")


def both_run(world, clock, hidden: bool) -> None:
    """What happens in either run: B may act or not, then everybody goes on as usual."""
    if hidden:
        b_keeps(world)
    acts.match(NodeActor(), Node.here())
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, Report.objects.get(organisation=world.a, key="kept"))
    if hidden:
        # B asks about the incident that nobody else knows.
        acts.ask(world.other_analyst, Report.objects.get(organisation=world.b, key="alone"))
    clock.to_round()
    acts.hold_round(NodeActor(), Node.here())
    reckoned()


def reckoned() -> None:
    """The month's sample is drawn, what it says is written down, and what nobody reported is estimated."""
    reckon(acts.draw_sample(NodeActor(), Node.here()))
    acts.estimate_unreported(NodeActor(), Node.here())


def examples(world) -> dict[str, list[dict]]:
    """The things whose pages are asked for: all that stood before either run."""
    seen = Report.objects.exclude(organisation=world.b)
    pairs = Pair.objects.filter(left__in=seen, right__in=seen)
    incidents = Incident.objects.filter(links__report__in=seen)
    return {
        "incident": [{"ref": ref} for ref in incidents.values_list("ref", flat=True)],
        "report": [{"uuid": key} for key in seen.values_list("uuid", flat=True)],
        "near": [{"uuid": key} for key in seen.values_list("uuid", flat=True)],
        "pair": [{"key": key} for key in pairs.values_list("pk", flat=True)],
        "organisation": [{"slug": slug} for slug in ("a", "b", "alone")],
        "proposal": [{"key": key} for key in Proposal.objects.values_list("pk", flat=True)],
        "estimate": [{"key": key} for key in Estimate.objects.values_list("pk", flat=True)],
        "standing-new": [{"slug": slug} for slug in ("a", "b", "alone")],
        "body-end": [{"slug": slug} for slug in ("a", "b", "alone")],
        "standing": [], "succession": [],
        "area": [], "person": [], "unit": [], "import-run": [],  # none of these speaks of reports
    }  # fmt: skip


def addresses(world) -> list[str]:
    """Every address that can be read, with the questions that would narrow a leak down."""
    from django.urls import reverse

    found, given = [], examples(world)
    for each in patterns():
        asks = {name for name in each.pattern.converters if name != "ending"}
        if each.name in PASSED_BY or (asks and each.lookup_str.startswith(WITHOUT_REPORTS)):
            continue
        assert not asks or each.name in given, f"give the address “{each.name}” an example, or pass it by"
        endings = ("", "json", "csv") if "ending" in each.pattern.converters else ("",)
        for kwargs in given.get(each.name, []) if asks else [{}]:
            found += [
                reverse(each.name, kwargs={**kwargs, **({"ending": ending} if ending else {})})
                for ending in endings
            ]
    return [*dict.fromkeys(found), *NARROWING]


RANDOM = re.compile(r"(?<=/questions/)[0-9a-f-]{36}")
# How sure the engine is of a report's place: each run draws groupings anew, and the last digits are chance.
DRAWN = ("/incidents/", "/registre/doublons")
CHANCE = re.compile(
    r'\d+ chances sur 100|(?<=data-l="Chances sur 100">)\d+|(?<="probability": )[\d.]+|\b0\.\d+(?=,le rap)'
)

OF_THE_MOMENT = ("Date", "Expires")  # when it was asked, by the clock on the wall

NARROWING = (
    "/registre?text=Zqpuits", "/registre?text=forage", "/registre.json?organisation=b", "/registre?organisation=b",
    "/registre?first=2026-05-02&last=2026-05-02", "/registre?type=air-strike", "/registre/carte?first=2026-05-02",
    "/registre/tendances?organisation=b", "/registre?area=BF01", "/revue.json?after=WzAsMV0",
    "/lieux/recherche?q=dori", "/registre?state=contested",
)  # fmt: skip


def heard(
    world, visitors: list[Account | None], asked: list[str] | None = None
) -> dict[tuple[str, str], tuple]:
    found = {}
    for visitor in visitors:
        browser = Client()
        if visitor:
            browser.force_login(visitor)
        for address in asked or addresses(world):
            response = browser.get(address)
            text = RANDOM.sub("…", text_of(response))
            drawn = address.startswith(DRAWN)
            text = CHANCE.sub("…", text) if drawn else text
            # The length of a page follows the digits that are masked.
            head = {
                name: value
                for name, value in response.headers.items()
                if name not in OF_THE_MOMENT and not (drawn and name == "Content-Length")
            }
            name = visitor.username if visitor else "public", address
            found[name] = response.status_code, head, text
    return found


def ended(found, run) -> dict:
    """What a run says, undone after it: on PostgreSQL also the numbers that it drew, which no rollback gives back."""
    drawn = _numbers_drawn()
    with transaction.atomic():
        run()
        result = found()
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, last in drawn:
            cursor.execute("select setval(%s, %s, %s)", [name, last or 1, last is not None])
    return result


def _numbers_drawn() -> list[tuple[str, int | None]]:
    """The last number of every sequence of PostgreSQL; SQLite undoes its own."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value from pg_sequences"
        )
        return cursor.fetchall()


def _differences(name: tuple[str, str], answers: dict) -> str:
    """Where two answers differ, piece of markup by piece."""
    before, after = (answers[hidden][name][-1].split("<") for hidden in (False, True))
    return "\n".join([str(name), *list(unified_diff(before, after, n=0, lineterm=""))[:12]])


def test_what_b_keeps_to_itself_leaves_no_trace(world, clock):
    visitors = [None, coordinator(world.a), world.lone_analyst, world.clerk]
    start, answers = clock.day, {}
    for hidden in (False, True):
        clock.day = start
        answers[hidden] = ended(
            lambda: heard(world, visitors), lambda hidden=hidden: both_run(world, clock, hidden)
        )
    assert set(answers[False]) == set(answers[True])
    apart = [name for name, said in answers[False].items() if said != answers[True][name]]
    assert not apart, "\n".join(_differences(name, answers) for name in apart)
    assert sum(status == 200 for status, _head, _text in answers[True].values()) > 100, "the net is empty"


def test_the_net_catches_what_is_open(world, clock):
    """The same comparison sees at once a report that A may read."""
    reckoning = ["/estimations/recoupements.json", "/fiabilite/strates.json"]
    asked = ["/", "/registre", "/registre.json", "/registre.csv", "/revue.json", *NARROWING[:8], *reckoning]
    before = ended(lambda: heard(world, [world.analyst], asked), reckoned)

    def b_says() -> None:
        world.report(world.b, "open", "TLP:GREEN", when=day(date(2026, 5, 2)))
        acts.match(NodeActor(), Node.here())
        reckoned()

    after = ended(lambda: heard(world, [world.analyst], asked), b_says)
    assert sum(said != after[name] for name, said in before.items()) > 5
    for address in reckoning:
        assert before[world.analyst.username, address] != after[world.analyst.username, address], address


def test_asking_is_answered_alike_whatever_others_hold(world, clock):
    """What `ask` answers, redirect and page after it, and what the ledger shows of it."""
    start, answers = clock.day, {}

    def run(hidden: bool) -> None:
        if hidden:
            b_keeps(world)
        clock.later(limits.REPORT_DAYS)

    def found() -> list:
        browser = Client()
        browser.force_login(world.analyst)
        report = Report.objects.get(organisation=world.a, key="kept")
        said = [browser.post(f"/signalements/{report.uuid}/question") for _again in range(2)]
        pages = [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", text_of(each)) for each in said]
        lines = Entry.objects.filter(act="ask").values_list("detail", "because", "organisation")
        return [
            [each.status_code for each in said],
            [each.headers["Location"] if each.status_code == 302 else "" for each in said],
            pages,
            list(lines),
        ]

    for hidden in (False, True):
        clock.day = start
        answers[hidden] = ended(found, lambda hidden=hidden: run(hidden))
    assert answers[False] == answers[True]
    assert answers[True][0] == [302, 409]


def test_only_a_common_question_tells(world, clock):
    """With B's question about the same incident both are told; without it neither, and nothing else changes."""
    both_run(world, clock, hidden=True)
    browser = Client()
    browser.force_login(world.analyst)
    ours = Report.objects.get(organisation=world.a, key="kept")
    quiet = text_of(browser.get(f"/signalements/{ours.uuid}"))
    assert "détient peut-être le même" not in quiet
    theirs = Report.objects.get(organisation=world.b, key="kept")
    acts.ask(world.other_analyst, theirs)
    clock.to_round()
    acts.hold_round(NodeActor(), Node.here())
    told = text_of(browser.get(f"/signalements/{ours.uuid}"))
    assert "détient peut-être le même" in told
    for word in (str(theirs.uuid), theirs.key, "Zqautre", "Zqmotif", "B"):
        assert not re.search(rf"\b{word}\b", told) or word in quiet
    assert Inquiry.objects.count() == 3
