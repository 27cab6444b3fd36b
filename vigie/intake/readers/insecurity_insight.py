"""Insecurity Insight's HXL-tagged incident lists: health care (two products), education, explosive weapons.

The products share one numbering ("SiND Event ID", "Event ID"), so that one incident stands in several of
them under one number, told with other columns. Each product is a statement of its own: its key is the
product and the number, "health:36544" and "health-map:36544". The bare number stays in the row as
received.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vigie.core.standards import actor_kind_named
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.intake.readers import checks
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.record import Record, rows
from vigie.intake.readers.tables import Table, open_table

# The number that "Geo Precision" begins with → our precision and the stated radius (km). 3 says "district,
# municipality or commune": the coarser is the safer reading. 5 is a line along a road or river.
GEO = {
    "1": ("near", None), "2": ("near", 25.0), "3": ("adm2", None), "4": ("adm1", None), "5": ("adm1", None),
    "6": ("country", None),
}  # fmt: skip

_NOBODY = ("", "no information", "unidentified armed actor")


@dataclass(frozen=True)
class Product:
    """One list that Insecurity Insight publishes, told apart by the columns only it has."""

    name: str
    title: str
    marks: tuple[str, ...]
    key: str
    date: str
    country: str
    perpetrator: str
    tolls: tuple[tuple[str, str, str], ...]  # column, harm, group
    event_type: Callable[[Record], str]
    target: Callable[[Record], str]


def _by_weapon(record: Record) -> str:
    """Which strike an explosive weapon makes; "Launch Type" says how it came."""
    launch, weapon = record["Launch Type"].lower(), record["Explosive Weapon Type"].lower()
    if "suicide" in weapon or "svbied" in weapon:
        return "suicide-attack"
    if launch.startswith("air"):
        return "air-strike"
    return "shelling" if launch.startswith("ground") else "explosive-device"


def _by_sector(record: Record) -> str:
    sector = record["Sector Affected"].lower()
    if "health" in sector:
        return "health-people"
    return "school-people" if "education" in sector else "aid-people"


PRODUCTS = (
    Product(
        "health", "Attacks on health care", ("Health Workers Killed", "Geo Precision"),
        "SiND Event ID", "Date", "Country ISO", "Reported Perpetrator Name",
        (("Health Workers Killed", "killed", "health_worker"),
         ("Health Workers Injured", "injured", "health_worker"),
         ("Health Workers Kidnapped", "abducted", "health_worker"),
         ("Health Workers Arrested", "detained", "health_worker")),
        lambda record: "attack-health", lambda record: "health-people",
    ),
    Product(
        "health-map", "Attacked and threatened: health care at risk",
        ("Event ID", "Total health worker killed"), "Event ID", "Incident date", "ISO3 codes", "",
        (("Total health worker killed", "killed", "health_worker"),
         ("Total health worker injured", "injured", "health_worker"),
         ("Total health worker kidnapped", "abducted", "health_worker")),
        lambda record: "attack-health", lambda record: "health-people",
    ),
    Product(
        "education", "Education in danger", ("Educators Killed", "Attacks on Schools"),
        "SiND Event ID", "Date", "Country ISO", "Reported Perpetrator Name",
        (("Educators Killed", "killed", "educator"), ("Educators Injured", "injured", "educator"),
         ("Educators Kidnapped", "abducted", "educator"), ("Educators Arrested", "detained", "educator"),
         ("Students Killed", "killed", "student"), ("Students Injured", "injured", "student"),
         ("Students Kidnapped", "abducted", "student"), ("Students Arrested", "detained", "student")),
        lambda record: "attack-education", lambda record: "school-people",
    ),
    Product(
        "explosive", "Explosive weapons", ("Explosive Weapon Type", "Launch Type"),
        "SiND Event ID", "Date", "Country ISO", "Reported Perpetrator Name",
        (("Aid Workers Killed", "killed", "aid_worker"), ("Health Workers Killed", "killed", "health_worker"),
         ("Aid Health Workers Killed", "killed", "health_worker"), ("Educators Killed", "killed", "educator"),
         ("Students Killed", "killed", "student")),
        _by_weapon, _by_sector,
    ),
)  # fmt: skip


def product_of(table: Table) -> Product | None:
    return next((p for p in PRODUCTS if all(mark in table.columns for mark in p.marks)), None)


def read(path: Path) -> Iterator[Row]:
    """Every row of one of the four products, told by its columns."""
    table = open_table(path)
    product = product_of(table)
    if product is None:
        raise UnreadableFile(Fault("source-not-recognised", params={"source": "Insecurity Insight"}))
    needed = (product.key, product.date, product.country)
    if missing := [column for column in needed if column not in table.columns]:
        columns = ", ".join(missing)
        raise UnreadableFile(Fault("columns-missing", params={"columns": columns, "source": product.title}))
    return rows(table, lambda record: statement(record, product), key=product.key, prefix=f"{product.name}:")


def statement(record: Record, product: Product) -> Statement | None:
    when = checks.span(record, product.date, "")
    spot = _spot(record, product)
    tolls = _tolls(record, product)
    if record.faults or when is None:
        return None
    return Statement(
        key=record.key,
        when=when,
        event_type=product.event_type(record),
        spots=(spot,),
        actors=(*_perpetrators(record), Actor("target", product.target(record))),
        tolls=tolls,
        origins=(Origin("compiled"),),
        event_type_said=product.title,
        text=record["Event Description"],
        language="en",
        original=record.original,
    )


def _spot(record: Record, product: Product) -> Spot:
    """The health map has neither coordinates nor region, the explosive list no coordinates."""
    country = iso2(record[product.country])
    if country is None:
        record.fault("country-unknown", product.country, record[product.country])
        return Spot()
    region = record["Admin 1"] if record["Admin 1"].lower() != "no information" else ""
    areas = ((1, region),) if region else ()
    precision, radius = _precision(record, region)
    trusted = (country,) if precision in ("near", "adm2") else ()
    point = checks.point(record, "Latitude", "Longitude", trusted)
    lat, lon = point or (None, None)
    return Spot("", (country,), lat, lon, precision, radius, areas)


def _precision(record: Record, region: str) -> tuple[str, float | None]:
    said = record["Geo Precision"]
    if not said:
        return ("adm1" if region else "country"), None
    known = GEO.get(said.lstrip("(")[:1])
    if known is None:
        record.fault("code-unknown", "Geo Precision", said, known=", ".join(f"({n})" for n in GEO))
    return known or ("unknown", None)


def _tolls(record: Record, product: Product) -> tuple[Toll, ...]:
    """One toll for each harm and group. Two columns of one group are added up, an empty one is unknown."""
    numbers: dict[tuple[str, str], int | None] = {}
    for column, harm, group in product.tolls:
        number = checks.count(record, column)
        before = numbers.get((harm, group))
        numbers[harm, group] = number if before is None else before + (number or 0)
    return tuple(
        Toll(harm, group, status="unknown") if number is None else Toll(harm, group, best=number)
        for (harm, group), number in numbers.items()
    )


def _perpetrators(record: Record) -> tuple[Actor, ...]:
    """Those named, each of the kind its name says or else of the kind of the row's category."""
    category = record["Reported Perpetrator"] or record["Perpetrator"]
    kind = actor_kind_named(category) or _CATEGORIES.get(category.lower(), "unknown")
    names = [name.strip() for name in record["Reported Perpetrator Name"].split(",")]
    named = [name for name in names if name.lower() not in _NOBODY]
    if not named:
        said = category if kind != "unknown" else ""
        return (Actor("initiator", _unless_unknown(kind, names[0]), said),)
    return tuple(Actor("initiator", actor_kind_named(name) or kind, name) for name in named)


_CATEGORIES = {"employee": "civilian-people", "employee or former employee": "civilian-people"}


def _unless_unknown(kind: str, name: str) -> str:
    """ "Unidentified armed actor" says at least that somebody was armed."""
    return (actor_kind_named(name) or kind) if kind == "unknown" else kind
