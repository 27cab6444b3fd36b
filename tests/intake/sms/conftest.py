"""A gateway, a monitor whose number is known, and a land with towns. Every name and number is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.places.land import Town, before
from vigie.access import NodeActor
from vigie.intake.acts import open_gateway, register_number
from vigie.intake.models import Gateway
from vigie.intake.sms.taking import take
from vigie.ledger.models import Node
from vigie.places.acts import load_generation, load_settlements
from vigie.places.models import Area

NUMBER = "+22600000001"
NODE = NodeActor()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOWNS = (
    Town(1, "Dorila", 11.5, 0.5, population=20_000),
    Town(2, "Kombari", 11.2, 1.5, population=900),
    Town(3, "Kombari", 10.5, 3.5, population=800),
    Town(4, "Sanguélé", 10.4, 0.6, population=3_000),
)


@pytest.fixture
def land(node):
    here = Node.here()
    load_generation(
        NODE, here, country="BF", name="2001", valid_from=datetime(2001, 1, 1).date(), source="inventé",
        schematic=True, areas=before(),
    )  # fmt: skip
    load_settlements(NODE, here, source="essai", settlements=TOWNS)


@pytest.fixture
def gateway(organisation, people, land):
    """A gateway of the kind "http", with its token as `token`."""
    return opened(people, organisation, "essai", "http")


def opened(people, organisation, name: str, kind: str) -> Gateway:
    token = open_gateway(people["coordinator"], organisation, name=name, kind=kind, calling_code="226")
    gateway = Gateway.objects.get(name=name)
    gateway.token = token
    return gateway


@pytest.fixture
def monitor(people, organisation, gateway):
    register_number(people["coordinator"], organisation, account=people["monitor"], number=NUMBER)
    return people["monitor"]


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
def phone(gateway, monitor):
    return Phone(gateway)


def area(pcode: str) -> Area:
    return Area.objects.get(pcode=pcode)
