"""What the tests of this room are about: organisations, accounts, places, and statements quickly made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shapely import box

from vigie.core.dates import day
from vigie.core.standards import plain
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.monitoring import gathering
from vigie.monitoring.filing import Filing
from vigie.monitoring.models import Incident, Report
from vigie.places.models import Area, AreaName, Generation

# Country → its one region, drawn as a square (degrees: west, south, east, north).
SQUARES = {
    "BF": ("Sahel", -1, 13, 1, 15),
    "ML": ("Gao", -1, 15.5, 1, 17.5),
    "NE": ("Tillabéri", 1.01, 13, 3, 15),
}


def _draw(country: str, name: str, bounds: list[float]) -> None:
    generation = Generation.objects.create(
        country=country, name="2020", valid_from=date(2010, 1, 1), source="invented"
    )
    parent = None
    for level, pcode, called in ((0, country, country), (1, f"{country}01", name)):
        west, south, east, north = bounds
        parent = Area.objects.create(
            generation=generation, country=country, level=level, pcode=pcode, name=called, parent=parent,
            outline=box(*bounds).wkb, west=west, south=south, east=east, north=north,
        )  # fmt: skip
        AreaName.objects.create(area=parent, name=called, plain=plain(called))


def statement(key: str = "1", **said) -> Statement:
    """One invented report; what is said otherwise than here is named."""
    usual = {
        "when": day(date(2026, 3, 12)),
        "event_type": "attack-civilians",
        "spots": (Spot("Dori", ("BF",), 14.03, -0.03, "near"),),
        "actors": (Actor("initiator", "jihadist-unspecified", "Groupe G-1"),),
        "tolls": (Toll("killed", low=2, best=3, high=4),),
        "origins": (Origin("own_monitor"),),
        "text": "Des hommes armés sont venus au marché.",
    }
    return Statement(key=key, **{**usual, **said})


@dataclass
class World:
    """Two watching organisations that share, one that does not, and a committee."""

    a: Organisation
    b: Organisation
    alone: Organisation
    analyst: Account
    other_analyst: Account
    lone_analyst: Account
    coordinator: Account
    monitor: Account
    clerk: Account

    @classmethod
    def made(cls) -> World:
        Node.objects.create(name="Test", fictional=True)
        watching = {"classification": "ngo", "is_member": True}
        a = Organisation.objects.create(slug="a", name="A", default_tlp="TLP:GREEN", **watching)
        b = Organisation.objects.create(slug="b", name="B", default_tlp="TLP:GREEN", **watching)
        alone = Organisation.objects.create(
            slug="alone", name="Alone", default_tlp="TLP:AMBER+STRICT", **watching
        )
        committee = Organisation.objects.create(
            slug="committee", name="Committee", classification="committee"
        )

        def account(name, role, organisation):
            return Account.objects.create(username=name, role=role, organisation=organisation)

        for country, (name, *bounds) in SQUARES.items():
            _draw(country, name, bounds)
        return cls(
            a, b, alone, account("analyst", "analyst", a), account("other", "analyst", b),
            account("lone", "analyst", alone), account("coordinator", "coordinator", a),
            account("monitor", "monitor", a), account("clerk", "clerk", committee),
        )  # fmt: skip

    def report(self, organisation: Organisation, key: str = "1", tlp: str | None = None, **said) -> Report:
        """A report filed; the dataset is the organisation's own."""
        (filed,) = Filing(organisation, "test", None, tlp).file([statement(key, **said)])
        return filed.report

    def incident(self, *reports: Report) -> Incident:
        (incident,) = gathering.found([reports])
        return incident


def columns(incident: Incident) -> dict:
    """Everything a row of an incident holds, but when it was last written; with its words and places."""
    row = Incident.objects.filter(pk=incident.pk).values().get()
    del row["updated_at"]
    incident = Incident.objects.get(pk=incident.pk)
    row["words"] = (incident.words.words, incident.words.report_words)
    row["places"] = list(
        incident.places.order_by("position").values_list("name", "position", "countries", "lat")
    )
    return row
