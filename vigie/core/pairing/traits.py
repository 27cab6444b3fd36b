"""An account prepared for comparing: names made plain, areas nested, classes looked up, once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from vigie.core import standards
from vigie.core.pairing.account import Account
from vigie.core.pairing.narrative import words_of
from vigie.core.pairing.placenames import bare_name, sound_of
from vigie.core.standards import plain
from vigie.core.statement import GEO_RADIUS_KM, Actor, Spot

KM_PER_DEGREE = 111.195

# Precisions that stand for a whole area, with the level of that area. 0 is the country.
AREA_LEVEL = {"adm3": 3, "adm2": 2, "adm1": 1, "country": 0}

# Kilometres for a point whose source says nothing about its precision, and for one astride a frontier.
UNSAID_RADIUS_KM = {"unknown": 25.0, "cross_border": 50.0}

# Kinds that only repeat their class: beside them a kind of the same class says more, not otherwise.
UNSPECIFIC_KINDS = frozenset({"government", "jihadist-unspecified", "armed-group-unspecified"})

# Classes that say less than others: an "unidentified armed group" may turn out to be any of these.
MAY_BE = {
    "other-armed-group": {"jihadist-group", "communal-militia", "criminals", "auxiliaries"},
}

_PCODE = re.compile(r"([a-z]{2,3})(\d+)$")


@dataclass(frozen=True)
class Place:
    """One spot, prepared. `codes` are (level, plain code) of the areas it lies in; `level` is the level of
    the area that it stands for as a whole, or None for a point. `x` is the longitude's cosine factor."""

    lat: float | None
    lon: float | None
    x: float
    radius_km: float
    name: str
    said: str
    skeleton: str  # how the name sounds
    codes: frozenset[tuple[int, str]]
    level: int | None
    country: str

    @property
    def located(self) -> bool:
        return self.lat is not None

    def area(self) -> frozenset[tuple[int, str]]:
        """The area that stands for the place: of a centroid its own, of a name alone the finest one said."""
        if self.level is None:
            return frozenset()
        return frozenset(code for code in self.codes if code[0] == self.level)


@dataclass(frozen=True)
class Traits:
    """An account and what is derived from it for comparing. Dates are proleptic day numbers."""

    account: Account
    first: int
    last: int
    places: tuple[Place, ...]
    type_path: tuple[str, ...]
    initiators: tuple[tuple[str, str, str], ...]  # (kind, class, plain name where it is a proper one)
    targets: frozenset[str]  # kinds
    target_classes: frozenset[str]
    words: frozenset[str]
    labels: tuple[tuple[str, str, str], ...]  # (origin kind, plain label, label as written)


def traits_of(account: Account) -> Traits:
    path = standards.event_types()[account.event_type].path
    places = tuple(place_of(spot) for spot in account.spots)
    actors = tuple(_actor(actor) for actor in account.initiators)
    labels = tuple((o.kind, plain(o.label), o.label) for o in account.origins if o.label.strip())
    targets = {actor.kind for actor in account.targets if actor.kind != "unknown"}
    names = {word for place in places for word in place.name.split()}
    names.update(word for _, _, name in actors for word in name.split())
    return Traits(
        account=account,
        first=account.when.first.toordinal(),
        last=account.when.last.toordinal(),
        places=places,
        type_path=() if account.event_type == "unknown" else path,
        initiators=tuple(sorted({actor for actor in actors if actor[1] != "unknown"})),
        targets=frozenset(targets),
        target_classes=frozenset(standards.class_of(kind) for kind in targets),
        # A place or a group named in the text was compared already; it must not count twice.
        words=words_of(account.text) - names,
        labels=labels,
    )


@lru_cache(10_000)  # settling an incident asks for the same few places many times
def place_of(spot: Spot) -> Place:
    """Prepare one spot: its name bare, its areas nested, its radius in kilometres."""
    name = bare_name(spot.name)
    located = spot.lat is not None and spot.lon is not None
    codes = _codes(spot)
    return Place(
        lat=float(spot.lat) if located else None,
        lon=float(spot.lon) if located else None,
        x=max(cos(radians(spot.lat)), 0.01) if located else 1.0,
        radius_km=_radius_km(spot),
        name=name,
        said=spot.name,
        skeleton=sound_of(name),
        codes=codes,
        level=_level(spot, located, codes),
        country=spot.countries[0] if len(spot.countries) == 1 else "",
    )


def _radius_km(spot: Spot) -> float:
    if spot.radius_km is not None:
        return spot.radius_km
    return GEO_RADIUS_KM.get(spot.precision) or UNSAID_RADIUS_KM[spot.precision]


def _level(spot: Spot, located: bool, codes: frozenset[tuple[int, str]]) -> int | None:
    if spot.precision in AREA_LEVEL:
        return AREA_LEVEL[spot.precision]
    if located or not codes:
        return None
    return max(level for level, _ in codes)


def _codes(spot: Spot) -> frozenset[tuple[int, str]]:
    codes = {(0, country.casefold()) for country in spot.countries}
    for level, said in spot.areas:
        code = plain(said)
        codes.add((level, code))
        codes.update(_outer(level, code))
    return frozenset(codes)


def _outer(level: int, code: str) -> set[tuple[int, str]]:
    """The areas around a P-code, which its digits name: (2, "bf5602") lies in (1, "bf56")."""
    found = _PCODE.match(code)
    if not found or level < 2 or len(found[2]) % level:
        return set()
    step = len(found[2]) // level
    return {(outer, found[1] + found[2][: outer * step]) for outer in range(1, level)}


def _actor(actor: Actor) -> tuple[str, str, str]:
    kind = actor.kind
    if kind == "unknown" and actor.name:
        kind = standards.actor_kind_named(actor.name) or "unknown"
    return kind, standards.class_of(kind), plain(actor.name) if is_proper(actor.name) else ""


def is_proper(name: str) -> bool:
    """Whether a name is one group's own, and not an organisation's word for a kind of actor.

    "Groupe G-1", "Front Vert" and what the code list knows are; "Djihadistes présumés" and "HANI" (hommes
    armés non identifiés) are not. Such words differ from house to house and say nothing of two groups.
    """
    later = name.replace("-", " ").split()[1:]
    told = any(word[:1].isupper() or word[:1].isdigit() for word in later)
    return told or _is_listed(name)


def _is_listed(name: str) -> bool:
    """Whether the code list knows a group by this name; the list's own labels for a kind are no names."""
    code = standards.actor_kind_named(name)
    if code is None or not name[:1].isupper():
        return False
    kind = standards.actor_kinds()[code]
    return plain(name) not in (plain(kind.fr), plain(kind.en))
