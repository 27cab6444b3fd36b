"""What may be done in the directory, by whom, and what is refused with a sentence."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.directory.conftest import PASSWORD, SOURCE
from vigie import access
from vigie.access import NodeActor
from vigie.directory import acts
from vigie.directory.models import Account, Command, Person, Unit
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry

NODE = NodeActor()

# Who may do what; a dot is a refusal.
MAY = """
act              node  monitor  analyst  coordinator  clerk  ministry  operator
add_unit         x     .        x        x            .      .         .
add_person       x     .        x        x            .      .         .
amend_unit       x     .        x        x            .      .         .
add_command      x     .        x        x            .      .         .
amend_body       x     .        .        x            .      .         .
admit            x     .        .        .            .      .         .
open_account     x     .        .        x            .      .         .
close_account    x     .        .        x            .      .         .
"""


def doing(name: str, bodies, unit, accounts):
    body, person = bodies["obs-a"], Person.objects.first()
    return {
        "add_unit": lambda who: acts.add_unit(
            who, body, sources=SOURCE, slug="u-9", name="U-9", country="ML", kind="army"
        ),
        "add_person": lambda who: acts.add_person(who, body, sources=SOURCE, slug="p-9", name="P"),
        "amend_unit": lambda who: acts.amend_unit(who, unit, sources=SOURCE, name="Autre nom"),
        "add_command": lambda who: acts.add_command(
            who, unit, sources=SOURCE, person=person, first_cited="2024", last_cited="2024"
        ),
        "amend_body": lambda who: acts.amend_organisation(who, body, sources=SOURCE, name="Autre nom"),
        "admit": lambda who: acts.admit(who, body),
        "open_account": lambda who: acts.open_account(
            who, body, username="nouveau", role="analyst", password=PASSWORD
        ),
        "close_account": lambda who: acts.close_account(who, accounts["monitor"]),
    }[name]


LINES = [line.split() for line in MAY.strip().splitlines()]


@pytest.mark.parametrize("line", LINES[1:], ids=lambda line: line[0])
def test_who_may_do_what(line, bodies, unit, accounts):
    name, marks = line[0], dict(zip(LINES[0][1:], line[1:], strict=True))
    do = doing(name, bodies, unit, accounts)
    for role in [role for role, mark in marks.items() if mark == "."]:
        before = Entry.objects.count()
        with pytest.raises(Refused):
            do(accounts[role])
        assert Entry.objects.count() == before
    before = Entry.objects.count()
    do(NODE if marks["node"] == "x" and list(marks.values()).count("x") == 1 else accounts["coordinator"])
    assert Entry.objects.count() == before + 1


def test_a_coordinator_has_no_hand_in_other_organisations(bodies, accounts):
    for act, more in (
        (acts.add_unit, {"sources": SOURCE, "slug": "x", "name": "X", "country": "ML", "kind": "army"}),
        (acts.open_account, {"username": "x", "role": "analyst", "password": PASSWORD}),
    ):
        with pytest.raises(Refused):
            act(accounts["coordinator"], bodies["obs-b"], **more)


@pytest.mark.parametrize("role", ["clerk", "operator", "ministry"])
def test_a_coordinator_opens_no_account_of_another_kind(role, bodies, accounts):
    with pytest.raises(ValidationError):
        acts.open_account(
            accounts["coordinator"], bodies["obs-a"], username="x", role=role, password=PASSWORD
        )
    assert acts.open_account(NODE, bodies["obs-a"], username="x", role=role, password=PASSWORD).role == role


@pytest.mark.parametrize("wrong", [
    {"username": "analyst-1"}, {"password": "court"}, {"role": "king"}, {"username": ""},
])  # fmt: skip
def test_an_account_that_cannot_be_is_refused(wrong, bodies, accounts):
    given = {"username": "nouveau", "role": "analyst", "password": PASSWORD, **wrong}
    before = Account.objects.count()
    with pytest.raises(ValidationError):
        acts.open_account(NODE, bodies["obs-a"], **given)
    assert Account.objects.count() == before


def test_a_closed_account_keeps_its_lines_and_opens_nothing(accounts):
    acts.close_account(accounts["coordinator"], accounts["analyst"])
    closed = Account.objects.get(pk=accounts["analyst"].pk)
    assert not closed.is_active and not closed.has_usable_password()


@pytest.mark.parametrize("sources", [
    [], [{}], [{"text": " "}], [{"text": "x", "url": "javascript:alert(1)"}], [{"text": "x", "date": "hier"}],
    [{"url": "https://example.org"}],
])  # fmt: skip
def test_nothing_is_entered_without_a_source(sources, bodies, unit):
    person = Person.objects.first()
    for do in (
        lambda: acts.add_unit(NODE, bodies["obs-a"], sources=sources, slug="x", name="X", kind="army"),
        lambda: acts.add_person(NODE, bodies["obs-a"], sources=sources, slug="x", name="X"),
        lambda: acts.add_command(NODE, unit, sources=sources, person=person, first_cited="2024"),
        lambda: acts.amend_unit(NODE, unit, sources=sources, name="X"),
        lambda: acts.add_post(NODE, bodies["obs-a"], sources=sources, slug="x", label="X"),
    ):
        with pytest.raises(ValidationError) as refused:
            do()
        assert "sources" in refused.value.message_dict


def test_an_amendment_adds_its_source_to_those_there_are(unit):
    more = [{"text": "Autre bulletin fictif", "date": "2026-02-01"}]
    acts.amend_unit(NODE, unit, sources=more, name="Unité U-2 bis")
    kept = Unit.objects.get(pk=unit.pk)
    assert kept.name == "Unité U-2 bis"
    assert [each["text"] for each in kept.sources] == ["Bulletin fictif n° 1", "Autre bulletin fictif"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"first_cited": "2025-13"}, "first_cited"),
    ({"first_cited": "2025-06", "last_cited": "2025-05"}, "last_cited"),
    ({"certainty": "sure"}, "certainty"),
    ({"person": None}, "__all__"),
])  # fmt: skip
def test_a_command_that_cannot_be_is_refused(wrong, field, unit):
    given = {"person": Person.objects.first(), "first_cited": "2024", **wrong}
    before = Command.objects.count()
    with pytest.raises(ValidationError) as refused:
        acts.add_command(NODE, unit, sources=SOURCE, **given)
    assert field in refused.value.message_dict
    assert Command.objects.count() == before


def test_no_unit_stands_under_one_of_another_country(bodies, unit):
    abroad, joint = (
        acts.add_unit(
            NODE, bodies["obs-a"], sources=SOURCE, slug=slug, name=slug, country=country, kind="army"
        )
        for slug, country in (("etranger", "NE"), ("force-conjointe", ""))
    )
    with pytest.raises(ValidationError):
        acts.add_link(NODE, unit, sources=SOURCE, superior=abroad)
    with pytest.raises(ValidationError):
        acts.add_link(NODE, unit, sources=SOURCE, superior=unit)
    acts.add_link(NODE, unit, sources=SOURCE, superior=joint, certainty="presumed")


def test_membership_of_the_platform_is_not_taken_by_amending(bodies, accounts):
    with pytest.raises(TypeError):
        acts.amend_organisation(accounts["coordinator"], bodies["obs-a"], sources=SOURCE, is_member=True)
    new = {"slug": "neuf", "name": "Neuf", "classification": "media", "is_member": True}
    added = acts.add_organisation(accounts["analyst"], bodies["obs-a"], sources=SOURCE, **new)
    assert not added.is_member
    acts.admit(NODE, added)
    assert added.is_member


def test_the_ledger_holds_no_name(bodies, accounts):
    acts.add_person(accounts["analyst"], bodies["obs-a"], sources=SOURCE, slug="p-9", name="Nom Secret")
    line = Entry.objects.newest_first().first()
    assert "Secret" not in str(line.__dict__) and set(line.detail) == {"person"}


def test_the_node_sees_every_account_and_the_public_none(accounts):
    assert access.rows(NODE, "see", "directory.Account").count() == len(accounts)
    public = type("Visitor", (), {"is_authenticated": False})()
    assert not access.rows(public, "see", "directory.Account").exists()
