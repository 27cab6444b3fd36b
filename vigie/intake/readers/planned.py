"""A row read as its plan says: date, places, type, actors, tolls, origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vigie.core import dates
from vigie.core.dates import When
from vigie.core.standards import actor_kind_named, plain
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.intake.readers import checks
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.plan import Plan, TollColumns, our_codes
from vigie.intake.readers.record import Record

_ISO = re.compile(r"\d{4}(-|$)")
# What becomes of one day known only to this precision.
_AS_PRECISE_AS = {
    "day": dates.day, "few_days": dates.around, "week": dates.week,
    "month": lambda day: dates.month(day.year, day.month),
    "quarter": lambda day: dates.quarter(day.year, (day.month + 2) // 3),
    "year": lambda day: dates.year(day.year),
}  # fmt: skip


def statement(record: Record, plan: Plan) -> Statement | None:
    """The statement of a row; None where the record has a fault."""
    when = _when(record, plan)
    spots = tuple(_spots(record, plan))
    event_type = _coded(record, plan.event_type, "event_type", plan) or "unknown"
    actors = tuple(_actors(record, plan))
    tolls = tuple(_toll(record, toll, plan) for toll in plan.tolls)
    origin = _origin(record, plan)
    tlp = _coded(record, plan.tlp, "tlp", plan)
    if record.faults or when is None:
        return None
    return Statement(
        record.key, when, event_type, spots, actors, tolls, (origin,), _word(record, plan.event_type, plan),
        _word(record, plan.text, plan), plan.language, tlp, record.original,
    )  # fmt: skip


def _word(record: Record, column: str, plan: Plan) -> str:
    """The cell, empty where it holds one of the words for "not known", "not asked" or "withheld"."""
    text = record[column] if column else ""
    return "" if text in plan.unknown or text in plan.not_asked or text in plan.withheld else text


def _coded(record: Record, column: str, kind: str, plan: Plan) -> str:
    """Our code for the cell's word; "" where it is empty, with a fault where nobody knows the word."""
    text = _word(record, column, plan)
    return _code_for(record, column, text, kind, plan) if text else ""


def _code_for(record: Record, column: str, text: str, kind: str, plan: Plan) -> str:
    listed = plan.codes.get(kind, {})
    if code := listed.get(text) or _forgiving(listed, text):
        return code
    if kind == "country":
        if code := iso2(text):
            return code
        record.fault("country-unknown", column, text)
        return ""
    if text in our_codes(kind):
        return text
    if kind == "actor" and (code := _named_kind(text)):
        return code
    if kind == "actor" and not plan.strict_actors:
        record.remark("actor-unlisted", column, text)
        return ""
    record.fault("word-unlisted", column, text, kind=kind)
    return ""


# The same few words stand in every row.
_plain = lru_cache(4096)(plain)


@lru_cache(4096)
def _named_kind(text: str) -> str | None:
    return actor_kind_named(text)


def _forgiving(listed: dict[str, str], text: str) -> str | None:
    """Accents and capitals make no other word, unless the list itself tells two words apart by them."""
    wanted = _plain(text)
    found = {code for word, code in listed.items() if _plain(word) == wanted} if wanted else set()
    return found.pop() if len(found) == 1 else None


def _when(record: Record, plan: Plan) -> When | None:
    precision = _coded(record, plan.date_precision, "date_precision", plan)
    for column in filter(None, (plan.date_from, plan.date_to)):
        if plan.date_order == "iso" and record[column] and not _ISO.match(record[column]):
            record.fault("date-not-iso", column, record[column])
            return None
    month_first = plan.date_order == "month_first"
    found = checks.span(record, plan.date_from, plan.date_to, month_first=month_first)
    if found is None or not precision:
        return found
    ends = plan.date_to and record[plan.date_to]
    if ends or dates.PRECISIONS.index(found.precision) >= dates.PRECISIONS.index(precision):
        return When(found.first, found.last, precision) if ends else found
    return _AS_PRECISE_AS[precision](found.first)


def _spots(record: Record, plan: Plan) -> Iterator[Spot]:
    place = plan.place
    country = _coded(record, place.get("country", ""), "country", plan)
    countries = (country,) if country else ()
    precision = _coded(record, place.get("precision", ""), "geo_precision", plan) or "unknown"
    # Astride a frontier the point may lie on either side of it.
    trusted = countries if precision not in ("country", "cross_border") else ()
    point = (
        checks.point(record, place["lat"], place["lon"], trusted)
        if "lat" in place and "lon" in place
        else None
    )
    lat, lon = point or (None, None)
    name = _word(record, place.get("name", ""), plan)
    levels = ((level, _word(record, place.get(f"adm{level}", ""), plan)) for level in (1, 2, 3))
    areas = tuple((level, text) for level, text in levels if text)
    if name or countries or point or areas:
        yield Spot(name, countries, lat, lon, precision, areas=areas)
    yield from _more_spots(record, plan)


def _more_spots(record: Record, plan: Plan) -> Iterator[Spot]:
    """Further places in one cell: "Gorom-Gorom;BF|Tessit;ML"."""
    for part in _word(record, plan.more_places, plan).split(plan.more_places_separator or "|"):
        name, _, said = (piece.strip() for piece in part.partition(";"))
        country = _code_for(record, plan.more_places, said, "country", plan) if said else ""
        if name or country:
            yield Spot(name, (country,) if country else ())


def _actors(record: Record, plan: Plan) -> Iterator[Actor]:
    for wanted in plan.actors:
        text = record[wanted.column]
        if text in plan.unknown:
            yield Actor(wanted.role)
            continue
        text = _word(record, wanted.column, plan)
        for name in text.split(wanted.separator) if wanted.separator else [text]:
            if name := name.strip():
                kind = _code_for(record, wanted.column, name, "actor", plan)
                yield Actor(wanted.role, kind or "unknown", name)


def _toll(record: Record, columns: TollColumns, plan: Plan) -> Toll:
    who = {"group": columns.group, "sex": columns.sex, "age": columns.age}
    said = record[columns.column]
    for status in ("not_asked", "withheld", "unknown"):
        if said in getattr(plan, status):
            record.cells[columns.column] = ""
            if status != "unknown":
                return Toll(columns.harm, status=status, **who)
    for column in filter(None, (columns.low, columns.high)):
        record.cells[column] = _word(record, column, plan)
    return checks.toll(record, columns.harm, low=columns.low, best=columns.column, high=columns.high, **who)


def _origin(record: Record, plan: Plan) -> Origin:
    label = _word(record, plan.origin, plan)
    kind = _coded(record, plan.origin_kind, "origin_kind", plan)
    return Origin(kind or ("unknown" if label else "own_monitor"), label)
