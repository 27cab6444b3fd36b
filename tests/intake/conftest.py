"""Two organisations with their people, and the node that they share."""

from __future__ import annotations

import pytest

from vigie.access import ROLES, NodeActor
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node

PASSWORD = "un mot de passe assez long"


@pytest.fixture
def node(db):
    Node.objects.get_or_create(pk=1, defaults={"name": "Essai", "fictional": True})
    return NodeActor()


@pytest.fixture
def organisation(node):
    return Organisation.objects.create(
        slug="observatoire-a", name="Observatoire A", classification="observatory", country="BF", is_member=True
    )


@pytest.fixture
def neighbour(node):
    return Organisation.objects.create(
        slug="observatoire-b", name="Observatoire B", classification="observatory", country="ML", is_member=True
    )


@pytest.fixture
def people(organisation):
    """Role → account, all of one organisation."""
    return {
        role: Account.objects.create_user(role, PASSWORD, role=role, organisation=organisation) for role in ROLES
    }


@pytest.fixture
def reached(monkeypatch):
    """What was handed to the matching: one set of report keys for each time."""
    handed = []

    def match_arrivals(actor, node, *, reports):
        handed.append(set(reports.values_list("key", flat=True)))

    monkeypatch.setattr("vigie.counting.acts.match_arrivals", match_arrivals, raising=False)
    return handed
