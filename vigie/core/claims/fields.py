"""The fields of an incident: what a statement says in each, and when two values agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from vigie.core import standards
from vigie.core.dates import PRECISIONS, When
from vigie.core.pairing.places import km_apart, name_level, same_area
from vigie.core.pairing.traits import MAY_BE, UNSPECIFIC_KINDS, Place, is_proper, place_of
from vigie.core.standards import plain
from vigie.core.statement import Spot, Statement, Toll

# How one value stands to another: the same; the same but for spelling; one only less precise; at odds.
SAME, SPELLING, AGREES, DIFFERS = "same", "spelling", "agrees", "differs"

# Kilometres that two points of one name may lie apart, beyond their own imprecision, and still be one place.
ONE_PLACE_KM = 5.0

ALIKE_NAME = 85.0

Said = tuple[str, Any]  # (status, value); the value is None unless the status is "known"


@dataclass(frozen=True)
class Count:
    """How many, at least, best and at most."""

    low: int
    best: int
    high: int


class Field:
    """One field. `name` is stable; a toll's is "toll:harm:group:sex:age"."""

    name = ""

    def said(self, statement: Statement) -> Said:
        """What a statement says here, with its status: known, silent, unknown, not_asked, refused or withheld."""
        raise NotImplementedError

    def relation(self, value: Any, other: Any) -> str:
        """How two known values stand to each other; but for tolls the same both ways."""
        raise NotImplementedError

    def precision(self, value: Any) -> float:
        """More is more precise."""
        return 0.0


class DateField(Field):
    name = "date"

    def said(self, statement: Statement) -> Said:
        return "known", statement.when

    def relation(self, value: When, other: When) -> str:
        if (value.first, value.last) == (other.first, other.last):
            return SAME
        return AGREES if value.overlaps(other) else DIFFERS

    def precision(self, value: When) -> float:
        return -(value.last - value.first).days - PRECISIONS.index(value.precision) / 10


class PlaceField(Field):
    """The value is all spots of a statement: an incident may lie in more than one place."""

    name = "place"

    def said(self, statement: Statement) -> Said:
        spots = tuple(spot for spot in statement.spots if _says_anything(spot))
        if spots:
            return "known", spots
        return ("unknown" if statement.spots else "silent"), None

    def relation(self, value: tuple[Spot, ...], other: tuple[Spot, ...]) -> str:
        if value == other:
            return SAME
        order = (SAME, SPELLING, AGREES, DIFFERS)
        found = [_places(place_of(p), place_of(q)) for p in value for q in other]
        return min(found, key=order.index)

    def precision(self, value: tuple[Spot, ...]) -> float:
        places = [place_of(spot) for spot in value]
        # A bare name is worth less than a point of the same radius.
        return max(-place.radius_km - (0 if place.located else 0.5) for place in places)


class TypeField(Field):
    name = "type"

    def said(self, statement: Statement) -> Said:
        known = statement.event_type != "unknown"
        return ("known", statement.event_type) if known else ("unknown", None)

    def relation(self, value: str, other: str) -> str:
        if value == other:
            return SAME
        types = standards.event_types()
        nested = value in types[other].path or other in types[value].path
        return AGREES if nested else DIFFERS

    def precision(self, value: str) -> float:
        return standards.event_types()[value].level


class ActorField(Field):
    """The value is (kind, name as written) of everybody in one role, in the order of the alphabet."""

    def __init__(self, name: str, role: str) -> None:
        self.name = name
        self.role = role

    def said(self, statement: Statement) -> Said:
        actors = [actor for actor in statement.actors if actor.role == self.role]
        named = tuple(sorted({(a.kind, a.name) for a in actors if a.kind != "unknown" or a.name}))
        if named:
            return "known", named
        return ("unknown" if actors else "silent"), None

    def relation(self, value: tuple, other: tuple) -> str:
        if value == other:
            return SAME
        order = (SAME, SPELLING, AGREES, DIFFERS)
        # Everybody named on the shorter side must be found on the longer one.
        short, long = sorted((value, other), key=lambda actors: (len(actors), actors))
        found = [min((_actors(a, b) for b in long), key=order.index) for a in short]
        worst = max(found, key=order.index)
        return AGREES if worst == SAME and len(short) < len(long) else worst

    def precision(self, value: tuple) -> float:
        return sum(_sharpness(kind) + is_proper(name) / 10 for kind, name in value)


class TollField(Field):
    def __init__(self, key: tuple[str, str, str, str]) -> None:
        self.key = key
        self.name = ":".join(("toll", *key))

    def said(self, statement: Statement) -> Said:
        told = [toll for toll in statement.tolls if key_of(toll) == self.key]
        if not told:
            return "silent", None
        toll = told[0]
        numbers = [number for number in (toll.best, toll.low, toll.high) if number is not None]
        if toll.status != "known" or not numbers:
            return (toll.status if toll.status != "known" else "unknown"), None
        return "known", Count(min(numbers), numbers[0], max(numbers))

    def relation(self, value: Count, other: Count) -> str:
        """How what is said stands to what is held. The held range spans everybody's and proves nothing."""
        if value.best == other.best:
            return SAME
        return AGREES if value.low <= other.best <= value.high else DIFFERS


def key_of(toll: Toll) -> tuple[str, str, str, str]:
    return toll.harm, toll.group, toll.sex, toll.age


def fields_of(statements: list[Statement]) -> list[Field]:
    """The fields that the statements give rise to; tolls in the order of the alphabet."""
    keys = sorted({key_of(toll) for statement in statements for toll in statement.tolls})
    actors = [ActorField("initiators", "initiator"), ActorField("targets", "target")]
    return [DateField(), PlaceField(), TypeField(), *actors, *map(TollField, keys)]


def _says_anything(spot: Spot) -> bool:
    return bool(spot.name or spot.areas or spot.countries) or spot.lat is not None


def _places(p: Place, q: Place) -> str:
    name = name_level(p, q)
    wholes = [place for place in (p, q) if place.level is not None]
    located = p.located and q.located
    if wholes:
        inside = same_area(p, q)
        if inside is None and located:
            inside = km_apart(p, q) <= max(whole.radius_km for whole in wholes)
        if inside is None:
            inside = name in (SAME, "alike")
        return AGREES if inside else DIFFERS
    if located and km_apart(p, q) > p.radius_km + q.radius_km + ONE_PLACE_KM:
        return DIFFERS
    if not located and name == "missing":
        return DIFFERS
    return {"same": SAME, "alike": SPELLING, "missing": AGREES, "other": DIFFERS}[name]


def _sharpness(kind: str) -> float:
    """1 for a kind, less for one that only repeats its class, nothing for a class that may be any other."""
    if standards.class_of(kind) in MAY_BE:
        return 0.0
    return 0.5 if kind in UNSPECIFIC_KINDS else 1.0


def _actors(one: tuple[str, str], other: tuple[str, str]) -> str:
    """How two actors of one role stand to each other. Words for a kind that differ from house to house
    ("djihadistes", "Groupe djihadiste") are spellings of it; only two groups' own names can be at odds."""
    (kind, name), (other_kind, other_name) = one, other
    if standards.class_of(kind) != standards.class_of(other_kind):
        return AGREES if _may_be(kind, other_kind) else DIFFERS
    if is_proper(name) and is_proper(other_name):
        return _names(name, other_name)
    if kind == other_kind:
        if is_proper(name) or is_proper(other_name):
            return AGREES
        return SAME if plain(name) == plain(other_name) else SPELLING if name and other_name else AGREES
    return AGREES if UNSPECIFIC_KINDS & {kind, other_kind} else DIFFERS


def _names(name: str, other: str) -> str:
    if plain(name) == plain(other):
        return SAME if name == other else SPELLING
    alike = fuzz.token_sort_ratio(plain(name), plain(other)) >= ALIKE_NAME
    return SPELLING if alike else DIFFERS


def _may_be(kind: str, other: str) -> bool:
    """Whether one says less than the other: an unidentified armed group may turn out to be many things."""
    group, other_group = standards.class_of(kind), standards.class_of(other)
    return other_group in MAY_BE.get(group, ()) or group in MAY_BE.get(other_group, ())
