"""Two organisations with their people, and the node that they share."""

from __future__ import annotations

import pytest

from vigie.access import ROLES, NodeActor
from vigie.directory.models import Account, Organisation
from vigie.intake.files import arrivals
from vigie.ledger.models import Node

PASSWORD = "un mot de passe assez long"


@pytest.fixture
def node(db):
    Node.objects.get_or_create(pk=1, defaults={"name": "Essai", "fictional": True})
    return NodeActor()


def observatory(letter: str, country: str) -> Organisation:
    return Organisation.objects.create(
        slug=f"observatoire-{letter}", name=f"Observatoire {letter.upper()}", country=country,
        classification="observatory", is_member=True,
    )  # fmt: skip


@pytest.fixture
def organisation(node):
    return observatory("a", "BF")


@pytest.fixture
def neighbour(node):
    return observatory("b", "ML")


@pytest.fixture
def people(organisation):
    """Role → account, all of one organisation."""
    return {
        role: Account.objects.create_user(role, PASSWORD, role=role, organisation=organisation)
        for role in ROLES
    }


@pytest.fixture
def matched(monkeypatch):
    """What was handed to the matching: one set of report keys for each time. The matching does its work."""
    handed, match = [], arrivals.match_arrivals

    def listening(actor, node, *, reports):
        handed.append(set(reports.values_list("key", flat=True)))
        return match(actor, node, reports=reports)

    monkeypatch.setattr(arrivals, "match_arrivals", listening)
    return handed
