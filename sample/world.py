"""What truly happened in the fictional region: incidents in waves, with follow-ups, parties and tolls."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from sample.draws import Draws, Mix
from sample.people import FIRST_DAY, LAST_DAY, UNITS
from sample.region import Place, Region, km_between

DAYS = (LAST_DAY - FIRST_DAY).days + 1
WAVES = 45
IN_A_WAVE = 0.6  # share of incidents
FOLLOW_UPS = 0.22
FOLLOW_UP_DAYS = 3
TWO_COUNTRIES = 0.4  # of incidents near another country
TWO_PLACES = 0.06
COUNTRY_WEIGHTS = {"BF": 1.5, "ML": 1.0, "NE": 0.75}

# harm, group, sex, age, as in vigie.core.statement.Toll
TollKey = tuple[str, str, str, str]
TOLL_KEYS: dict[str, TollKey] = {
    "killed": ("killed", "all", "all", "all"),
    "killed_civilian": ("killed", "civilian", "all", "all"),
    "killed_women": ("killed", "civilian", "female", "all"),
    "killed_children": ("killed", "civilian", "all", "child"),
    "killed_state": ("killed", "state", "all", "all"),
    "killed_group": ("killed", "armed_group", "all", "all"),
    "injured": ("injured", "all", "all", "all"),
    "abducted": ("abducted", "all", "all", "all"),
    "abducted_women": ("abducted", "all", "female", "all"),
    "detained": ("detained", "all", "all", "all"),
    "missing": ("missing", "all", "all", "all"),
    "displaced": ("displaced", "all", "all", "all"),
}

# Invented groups by kind and country. The word before the tag is in WORDS.
GROUPS = {
    "jihadist-unspecified": {
        "BF": ("G-1", "G-1", "G-2"), "ML": ("G-1", "G-2", "G-3"), "NE": ("G-2", "G-2", "G-1")
    },
    "armed-group-unspecified": {"BF": ("", "F-2"), "ML": ("", "F-1"), "NE": ("", "F-2")},
    "militia": {"BF": ("M-1",), "ML": ("M-2",), "NE": ("M-2",)},
    "self-defence-group": {"BF": ("D-1",), "ML": ("D-2",), "NE": ("",)},
    "volunteers": {"BF": ("V-1", "V-2"), "ML": ("",), "NE": ("",)},
    "foreign-army": {"BF": ("E-1",), "ML": ("E-1",), "NE": ("E-1",)},
    "private-company": {"BF": ("P-1",), "ML": ("P-1",), "NE": ("P-1",)},
}  # fmt: skip
WORDS = {"G": "Groupe", "F": "Front", "M": "Milice", "D": "Comité", "V": "Volontaires", "E": "Contingent",
         "P": "Société", "U": "Unité"}  # fmt: skip
# Kinds that one country does not have, and who stands there instead.
INSTEAD = {
    "volunteers": {"ML": "self-defence-group", "NE": "national-guard"},
    "private-company": {"BF": "army", "NE": "army"},
}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part. `tag` names the invented group or unit, or is empty."""

    kind: str
    tag: str = ""

    @property
    def name(self) -> str:
        return f"{WORDS[self.tag[0]]} {self.tag}" if self.tag else ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One true incident, or the same as a wrong bulletin tells it. Coordinates are where it really was."""

    id: str
    day: date
    days: int  # how many it lasted
    place: Place
    lat: float
    lon: float
    more: tuple[Place, ...]  # other places of the same incident
    type: str
    initiator: Party
    target: Party | None
    tolls: dict[str, int]
    salience: float  # how loudly it speaks: multiplies the chance that somebody hears
    detail: int
    wave: int = -1
    follows: str = ""
    at_border: bool = False


@dataclass(frozen=True)
class Wave:
    """A time and a place where more happens, with the groups that begin it."""

    middle: float
    spread: float
    weight: float
    places: Mix
    kind_share: float
    tag: str


@dataclass(frozen=True)
class Kind:
    """What incidents of one type are like, from types.yaml."""

    by: Mix
    against: Mix | None
    toll: dict[str, tuple[float, float]] = field(default_factory=dict)


@cache
def kinds() -> tuple[Mix, dict[str, Kind]]:
    raw = yaml.safe_load((Path(__file__).parent / "types.yaml").read_text(encoding="utf-8"))
    mix = Mix({code: entry["share"] for code, entry in raw.items()})
    return mix, {
        code: Kind(Mix(entry["by"]), Mix(entry["against"]) if entry["against"] else None, entry["toll"])
        for code, entry in raw.items()
    }


def incidents(region: Region, count: int, seed: int) -> Iterator[Incident]:
    """The true incidents in order of time, one by one, so that a million need no more memory than ten."""
    draws = Draws(seed, 1)
    everywhere = Mix(_zipf(region.places, draws))
    waves = [_wave(region, draws) for _ in range(WAVES)]
    days, sources = _calendar(waves, count, seed)
    recent: deque[Incident] = deque(maxlen=2000)
    for number, (day, source) in enumerate(zip(days, sources, strict=True), start=1):
        when = FIRST_DAY + timedelta(int(day))
        while recent and (when - recent[0].day).days > FOLLOW_UP_DAYS:
            recent.popleft()
        name = f"V-{number:07}"
        wave = waves[source] if source >= 0 else None
        if recent and draws.chance(FOLLOW_UPS):
            happened = _follow_up(name, when, draws.pick(recent), region, draws)
        else:
            place = (wave.places if wave else everywhere).draw(draws)
            happened = _incident(name, when, place, wave, int(source), region, draws)
        recent.append(happened)
        yield happened


def _zipf(places: tuple[Place, ...], draws: Draws) -> dict[Place, float]:
    """Few places have much, most have little; towns a bit more than villages."""
    order = sorted(places, key=lambda _: draws.unit())
    return {
        place: COUNTRY_WEIGHTS[place.country] * (2.5 if place.is_town else 1) / rank**0.6
        for rank, place in enumerate(order, start=1)
    }


def _wave(region: Region, draws: Draws) -> Wave:
    centre = Mix({place: COUNTRY_WEIGHTS[place.country] for place in region.places}).draw(draws)
    around = [
        p for p in region.places if km_between(centre.lat, centre.lon, p.lat, p.lon) <= draws.between(35, 60)
    ]
    return Wave(
        middle=draws.between(0, DAYS), spread=draws.between(8, 55), weight=0.3 + draws.long_tail(1),
        places=Mix(_zipf(tuple(around), draws)), kind_share=draws.between(0.4, 0.8),
        tag=draws.pick(GROUPS["jihadist-unspecified"][centre.country]),
    )  # fmt: skip


def _calendar(waves: list[Wave], count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Days since the first one, sorted, and the wave of each (-1: none). The background grows by a third."""
    generator = np.random.default_rng((seed, 2))
    weights = np.array([wave.weight for wave in waves])
    wave = generator.choice(len(waves), size=count, p=weights / weights.sum())
    wave[generator.random(count) >= IN_A_WAVE] = -1
    middles, spreads = np.array([(w.middle, w.spread) for w in waves]).T
    days = generator.normal(middles[wave], spreads[wave])
    steady = (np.sqrt(1 + generator.random(count) * 0.7689) - 1) / 0.33 * DAYS
    lost = (wave < 0) | (days < 0) | (days >= DAYS)
    wave[lost] = -1
    days = np.clip(np.where(lost, steady, days), 0, DAYS - 1).astype(int)
    order = np.argsort(days, kind="stable")
    return days[order], wave[order]


def _incident(name, when, place, wave, number, region, draws, *, like: Incident | None = None) -> Incident:
    mix, every = kinds()
    kind = like.type if like and draws.chance(0.4) else mix.draw(draws)
    profile = every[kind]
    initiator = _party(profile.by.draw(draws), place.country, draws)
    if wave and initiator.kind == "jihadist-unspecified" and draws.chance(wave.kind_share):
        initiator = Party(initiator.kind, wave.tag)
    if like and initiator.kind == like.initiator.kind:
        initiator = like.initiator
    target = _party(profile.against.draw(draws), place.country, draws) if profile.against else None
    tolls = _tolls(profile, draws)
    abroad = region.abroad[place.number]
    more: tuple[Place, ...] = ()
    if abroad and draws.chance(TWO_COUNTRIES):
        more = (draws.pick(abroad[:5]),)
    elif region.near[place.number] and draws.chance(TWO_PLACES):
        more = (draws.pick(region.near[place.number][:6]),)
    return Incident(
        id=name, day=when, days=draws.whole(2, 4) if draws.chance(0.04) else 1, place=place,
        lat=round(place.lat + draws.bell(0.012), 4), lon=round(place.lon + draws.bell(0.012), 4), more=more,
        type=kind, initiator=initiator, target=target, tolls=tolls,
        salience=min(1.25, 0.82 + 0.05 * (tolls["killed"] + tolls["abducted"]) + 0.03 * tolls["injured"]),
        detail=draws.whole(0, 99), wave=number, follows=like.id if like else "",
        at_border=bool(abroad) and draws.chance(0.5),
    )  # fmt: skip


def _follow_up(name: str, when: date, earlier: Incident, region: Region, draws: Draws) -> Incident:
    """Something that follows from an incident of the last days: there or within some 12 km."""
    near = region.near[earlier.place.number][:8]
    place = draws.pick(near) if near and draws.chance(0.65) else earlier.place
    return _incident(name, when, place, None, earlier.wave, region, draws, like=earlier)


def _party(kind: str, country: str, draws: Draws) -> Party:
    kind = INSTEAD.get(kind, {}).get(country, kind)
    if kind in GROUPS:
        return Party(kind, draws.pick(GROUPS[kind][country]))
    units = _units().get((country, kind))
    return Party(kind, draws.pick(units)) if units and draws.chance(0.6) else Party(kind)


@cache
def _units() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for unit in UNITS:
        found.setdefault((unit.country, unit.kind), []).append(unit.tag)
    return found


def _tolls(profile: Kind, draws: Draws) -> dict[str, int]:
    tolls = dict.fromkeys(TOLL_KEYS, 0)
    for name, (share, mean) in profile.toll.items():
        if draws.chance(share):
            tolls[name] = 1 + round(draws.long_tail(mean - 1))
    tolls["displaced"] = tolls["displaced"] // 10 * 10
    tolls["killed_women"] = sum(draws.chance(0.2) for _ in range(tolls["killed_civilian"]))
    left = tolls["killed_civilian"] - tolls["killed_women"]
    tolls["killed_children"] = sum(draws.chance(0.1) for _ in range(left))
    tolls["abducted_women"] = sum(draws.chance(0.2) for _ in range(tolls["abducted"]))
    tolls["killed"] = tolls["killed_civilian"] + tolls["killed_state"] + tolls["killed_group"]
    return tolls
