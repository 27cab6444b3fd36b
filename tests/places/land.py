"""A land drawn with a ruler: two countries, one of them redrawn. Every name and border is invented.

    lon 0    1    2    3    4    5    6
lat 12  +----+----+----+----+---------+
        | A1 | A2 | B1 | B2 |    M    |     BF, before: regions A, B; each province cut at 11 into communes
lat 10  +----+----+----+----+---------+     BF, after: regions N1 (0 to 3), N2; P1 (0 to 1.5), P2, P3
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import shapely

from vigie.access import NodeActor
from vigie.ledger.models import Node
from vigie.places.acts import load_generation, load_settlements
from vigie.places.loaded import Loaded

NODE = NodeActor()
BEFORE, AFTER = date(2001, 1, 1), date(2020, 1, 1)


@dataclass(frozen=True)
class Row:
    """An area, as a reader of boundaries gives it."""

    level: int
    pcode: str
    name: str
    parent_pcode: str = ""
    country: str = "BF"
    geometry: object = None
    names: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Town:
    """A settlement, as a reader of gazetteers gives it."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str = "BF"
    alternates: tuple[str, ...] = ()
    ascii: str = ""
    feature_class: str = "P"
    feature_code: str = "PPL"
    population: int = 0


def box(west: float, east: float, south: float = 10, north: float = 12):
    return shapely.box(west, south, east, north)


def before() -> list[Row]:
    rows = [
        Row(1, "BF1", "Région d’Aliba", "BF", geometry=box(0, 2)),
        Row(1, "BF2", "Béréla", "BF", geometry=box(2, 4)),
    ]
    for number, (code, name) in enumerate(
        (("BF11", "Akora"), ("BF12", "Adjoba"), ("BF21", "Bandiéla"), ("BF22", "Bilanga-Soum"))
    ):
        west, east = number, number + 1
        rows.append(Row(2, code, name, code[:3], geometry=box(west, east), names={"fr": name}))
        rows.append(Row(3, f"{code}01", f"{name} Sud", code, geometry=box(west, east, 10, 11)))
        rows.append(Row(3, f"{code}02", f"{name} Nord", code, geometry=box(west, east, 11, 12)))
    return rows


def after() -> list[Row]:
    return [
        Row(1, "BFN1", "Grand Aliba", "BF", geometry=box(0, 3)),
        Row(1, "BFN2", "Petit Béréla", "BF", geometry=box(3, 4)),
        Row(2, "BFP1", "Kouta", "BFN1", geometry=box(0, 1.5)),
        Row(2, "BFP2", "Lorodi", "BFN1", geometry=box(1.5, 3)),
        Row(2, "BFP3", "Bilanga-Soum", "BFN2", geometry=box(3, 4)),
    ]


def neighbour() -> list[Row]:
    return [Row(1, "ML1", "Maroukou", "ML", "ML", box(4, 6))]


TOWNS = (
    Town(1, "Gountouré", 10.5, 0.5, population=9000, alternates=("Gounturé", "Gontoure")),
    Town(2, "Soba", 10.5, 1.5),
    Town(3, "Soba", 11.5, 3.5),
    Town(4, "Soba", 11.5, 5.0, "ML"),
    Town(5, "Djandiga", 11.9, 2.4, population=300),
    Town(6, "Maro", 11.0, 5.0, "ML"),
    Town(7, "Province de l’Akora", 11, 0.5, alternates=("Akkora",), feature_class="A", feature_code="ADM2"),
)


def node() -> Node:
    return Node.objects.get_or_create(pk=1, defaults={"name": "Essai"})[0]


def load(name: str, rows, valid_from: date = BEFORE, country: str = "BF") -> Loaded:
    return load_generation(
        NODE, node(), country=country, name=name, valid_from=valid_from, source="drawn with a ruler",
        schematic=True, areas=rows,
    )  # fmt: skip


def load_all() -> None:
    load("before", before())
    load("after", after(), AFTER)
    load("only", neighbour(), country="ML")
    load_settlements(NODE, node(), source="essai", settlements=TOWNS)
