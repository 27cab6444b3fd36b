"""A gateway, a monitor whose number is known, and a land with towns. Every name and number is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from tests.intake.conftest import PASSWORD, observatory
from tests.places.land import Town, before
from vigie.access import ROLES, NodeActor
from vigie.directory.models import Account, Organisation
from vigie.intake.acts import open_gateway, register_number
from vigie.intake.models import Gateway
from vigie.intake.sms.taking import take
from vigie.ledger.models import Node
from vigie.places.acts import load_generation, load_settlements
from vigie.places.models import Area

NUMBER, OTHER_NUMBER = "+22670000001", "+22670000002"
NODE = NodeActor()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOWNS = (
    Town(1, "Dorila", 11.5, 0.5, population=20_000),
    Town(2, "Kombari", 11.2, 1.5, population=900),
    Town(3, "Kombari", 10.5, 3.5, population=800),
    Town(4, "Sanguélé", 10.4, 0.6, population=3_000),
)


def built() -> SimpleNamespace:
    """Two organisations, the people of the first, a land, and a gateway of each kind with its token."""
    here, _made = Node.objects.get_or_create(pk=1, defaults={"name": "Essai", "fictional": True})
    organisation, _neighbour = observatory("a", "BF"), observatory("b", "ML")
    people = {
        role: Account.objects.create_user(role, PASSWORD, role=role, organisation=organisation)
        for role in ROLES
    }
    load_generation(
        NODE, here, country="BF", name="2001", valid_from=date(2001, 1, 1), source="inventé", schematic=True,
        areas=before(),
    )  # fmt: skip
    load_settlements(NODE, here, source="essai", settlements=TOWNS)
    tokens = {
        kind: open_gateway(people["coordinator"], organisation, name=kind, kind=kind, calling_code="226")
        for kind in ("http", "kannel")
    }
    register_number(people["coordinator"], organisation, account=people["monitor"], number=NUMBER)
    return SimpleNamespace(tokens=tokens)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


@pytest.fixture
def organisation(world, db):
    return Organisation.objects.get(slug="observatoire-a")


@pytest.fixture
def neighbour(world, db):
    return Organisation.objects.get(slug="observatoire-b")


@pytest.fixture
def people(organisation):
    return {each.role: each for each in Account.objects.filter(organisation=organisation)}


@pytest.fixture
def gateway(world, organisation):
    """A gateway of the kind "http", with its token as `token`."""
    return with_token("http", world.tokens)


@pytest.fixture
def kannel(world, organisation):
    return with_token("kannel", world.tokens)


def with_token(name: str, tokens: dict[str, str]) -> Gateway:
    gateway = Gateway.objects.get(name=name, organisation__slug="observatoire-a")
    gateway.token = tokens[name]
    return gateway


class Phone:
    """One telephone: what it says, a minute apart, each message with an identifier of its own."""

    def __init__(self, gateway, number: str = NUMBER) -> None:
        self.gateway, self.number, self.now, self.count = gateway, number, NOON, 0

    def says(self, text: str, after: timedelta = timedelta(minutes=1)) -> str:
        """The reply to a text."""
        self.now, self.count = self.now + after, self.count + 1
        self.message = take(
            self.gateway,
            number=self.number,
            text=text,
            now=self.now,
            message_id=f"{self.number}-{self.count}",
        )
        return self.message.reply


@pytest.fixture
def phone(gateway):
    return Phone(gateway)


def area(pcode: str) -> Area:
    return Area.objects.get(pcode=pcode)
