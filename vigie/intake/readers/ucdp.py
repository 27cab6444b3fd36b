"""UCDP GED events as CSV, in the column layouts from 2015 (46 columns) to today's (49).

Codes follow the UCDP GED codebook, sections on `type_of_violence`, `where_prec` and `date_prec`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from vigie.core.dates import When
from vigie.core.standards import actor_kind_named, class_of
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.intake.readers import checks
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.record import Record, rows
from vigie.intake.readers.tables import open_table

COLUMNS = ("id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "country",
           "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
           "deaths_unknown")  # fmt: skip

# where_prec → our precision and the radius that the codebook states (km). 5 is a line or an informal
# region with a point chosen to stand for it, as coarse as a region; 7 is international water or air.
WHERE = {
    "1": ("exact", None), "2": ("near", 25.0), "3": ("adm2", None), "4": ("adm1", None),
    "5": ("adm1", None), "6": ("country", None), "7": ("unknown", None),
}  # fmt: skip

# date_prec → our precision; 5 is more than a month, at most a year.
DATE = {"1": "day", "2": "few_days", "3": "week", "4": "month", "5": "year"}

SAID = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}


def read(path: Path) -> Iterator[Row]:
    """Every row of a UCDP GED file. The key is UCDP's `id`."""
    table = open_table(path)
    missing = [column for column in COLUMNS if column not in table.columns]
    if not {"best", "best_est"} & set(table.columns):
        missing.append("best")
    if missing:
        raise UnreadableFile(
            Fault("columns-missing", params={"columns": ", ".join(missing), "source": "UCDP GED"})
        )
    return rows(table, statement, key="id")


def statement(record: Record) -> Statement | None:
    violence = _code(record, "type_of_violence", SAID)
    country = iso2(record["country"])
    if country is None:
        record.remark("country-unknown", "country", record["country"])
    when, spot = _when(record), _spot(record, country)
    kinds = tuple(_actor_kind(record[side], country) for side in ("side_a", "side_b"))
    tolls = _tolls(record, kinds)
    if record.faults or when is None:
        return None
    return Statement(
        key=record.key,
        when=when,
        event_type=_event_type(violence, kinds),
        spots=(spot,),
        actors=_actors(record, violence, kinds),
        tolls=tolls,
        origins=_origins(record),
        event_type_said=SAID[violence],
        text=record["source_headline"],
        language="en",
        original=record.original,
    )


def _code(record: Record, column: str, known: dict) -> str:
    """A whole number of a short list, as its digit; a fault names any other."""
    value = record[column].removesuffix(".0")
    if value not in known:
        record.fault("code-unknown", column, record[column], known=", ".join(known))
    return value


def _when(record: Record) -> When | None:
    precision = DATE.get(_code(record, "date_prec", DATE), "day")
    # The raw export writes 03/17/2020 00:00:00, the editions for download 2020-03-17: never day first.
    span = checks.span(record, "date_start", "date_end", precision=precision, month_first=True)
    if span and precision == "year" and (span.last - span.first).days <= 92:
        return When(span.first, span.last, "quarter")
    return span


def _spot(record: Record, country: str | None) -> Spot:
    precision, radius = WHERE.get(_code(record, "where_prec", WHERE), ("unknown", None))
    countries = (country,) if country else ()
    # A line or a whole country may be marked by a point across the border, and the sea is nobody's.
    trusted = countries if precision in ("exact", "near", "adm2") else ()
    point = checks.point(record, "latitude", "longitude", trusted)
    if point is None and not record.faults:
        record.fault("coordinates-missing", "latitude")
    areas = tuple((level, record[f"adm_{level}"]) for level in (1, 2) if record[f"adm_{level}"])
    lat, lon = point or (None, None)
    return Spot(record["where_coordinates"], countries, lat, lon, precision, radius, areas)


@lru_cache(4096)
def _actor_kind(name: str, country: str | None) -> str:
    """The kind of one side. A government at home is a state force, abroad a foreign army."""
    if known := actor_kind_named(name):
        return known
    if name.startswith("Government of "):
        return "government" if iso2(name.removeprefix("Government of ")) == country else "foreign-army"
    return "armed-group-unspecified"


def _event_type(violence: str, kinds: tuple[str, ...]) -> str:
    if violence == "3":
        return "attack-civilians"
    jihadist = any(class_of(kind) == "jihadist-group" for kind in kinds)
    return "armed-clash" if violence == "1" or jihadist else "communal-clash"


def _actors(record: Record, violence: str, kinds: tuple[str, ...]) -> tuple[Actor, ...]:
    """UCDP's sides a and b have no direction, except in one-sided violence."""
    roles = ("initiator", "target") if violence == "3" else ("associated", "associated")
    return tuple(
        Actor(role, kind, record[side])
        for role, kind, side in zip(roles, kinds, ("side_a", "side_b"), strict=True)
        if record[side]
    )


def _tolls(record: Record, kinds: tuple[str, ...]) -> tuple[Toll, ...]:
    columns = {name: record.first_of(name, f"{name}_est") for name in ("low", "best", "high")}
    everybody = checks.toll(record, "killed", **columns)
    by_group: dict[str, int] = {}
    sides = zip(("deaths_a", "deaths_b"), map(_group_of, kinds), strict=True)
    for column, group in (*sides, ("deaths_civilians", "civilian"), ("deaths_unknown", "unknown")):
        by_group[group] = by_group.get(group, 0) + (checks.count(record, column) or 0)
    return (everybody, *_by_group(by_group))


def _group_of(kind: str) -> str:
    return {"state-forces": "state", "foreign-forces": "state", "civilians": "civilian"}.get(
        class_of(kind), "armed_group"
    )


def _by_group(numbers: dict[str, int]) -> Iterator[Toll]:
    """UCDP writes 0 for a group also where it could not tell the dead apart: then 0 is unknown."""
    untold = numbers["unknown"] > 0
    for group, number in numbers.items():
        if number == 0 and untold:
            yield Toll("killed", group, status="unknown")
        elif number or group != "unknown":
            yield Toll("killed", group, best=number)


_BEFORE_DATE = re.compile(r'^[^\d"(:]+')
_KINDS = (
    ("social_media", re.compile(r"twitter|facebook|telegram|youtube|^@|\bon x\b|tweet", re.I)),
    ("radio", re.compile(r"\bradio|\brfi\b|\bfm\b|\bvoa\b|voice of america", re.I)),
    ("organisation", re.compile(r"united nations|^s/\d{4}/|\bhrw\b|human rights|amnesty|crisis ?(group|watch)"
                                r"|\bicg\b|\bacled\b|minusma|unmiss|ocha\b|médecins|red cross", re.I)),
    ("official", re.compile(r"minist|gouvernement|government|operations to secure|état-major|\barmy\b"
                            r"|communiqué", re.I)),
)  # fmt: skip


def _origins(record: Record) -> tuple[Origin, ...]:
    """The publishers that UCDP names, each once. `source_original` (who told them) stays in the row as
    received: it is mostly a word such as "police", and one word shared by two reports is not one origin.
    """
    offices = (
        record["source_office"].split(";") if record["source_office"] else _leading(record["source_article"])
    )
    labels = list(dict.fromkeys(" ".join(office.split()) for office in offices if office.strip()))
    return tuple(Origin(kind_of_source(label), label) for label in labels) or (Origin("compiled"),)


def _leading(article: str) -> list[str]:
    """The publishers in the oldest layout: 'Reuters 1989-05-17 "…"; HRW 16 May 2011 "…"'."""
    named = (_BEFORE_DATE.match(part.strip().strip('"')) for part in article.split(";"))
    return [found[0].strip(" ,-") for found in named if found]


def kind_of_source(label: str) -> str:
    """What kind of source a publisher's name stands for; the press where nothing says otherwise."""
    return next((kind for kind, words in _KINDS if words.search(label)), "press")
