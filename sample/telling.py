"""One organisation's own account of an incident: what it gets wrong, leaves out or knows only roughly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sample.draws import Draws, Mix
from sample.organisations import Organisation
from sample.placing import PROTECTED, areas_of, places, position, spell
from sample.region import Area, Place, Region
from sample.world import Incident, Party
from vigie.core import dates, standards
from vigie.core.dates import When

# Shares of reports, as README.md states them.
DAY_OFF = 0.24  # a day that is wrong by one to three
ABOUT = 0.08  # "around the 12th"
WEEK = 0.05
UNKNOWN_ACTOR = 0.13
WRONG_ACTOR = 0.04
NAMED_ACTOR = 0.5  # of parties that have a name
MISCODED = 0.08
NO_TOLL = 0.14
TOLL_DIFFERS = 0.4
ZERO_SAID = 0.6  # a harm that did not happen is said to be 0; else the cell stays empty
LABEL_SHORT = 0.12
LABEL_OTHERWISE = 0.08

# Types that are taken for each other.
CONFUSED = {
    "attack-civilians": ("summary-killing", "looting", "armed-clash"),
    "summary-killing": ("attack-civilians",),
    "abduction": ("enforced-disappearance", "arbitrary-detention"),
    "arbitrary-detention": ("abduction", "enforced-disappearance"),
    "enforced-disappearance": ("abduction", "arbitrary-detention"),
    "armed-clash": ("ambush", "attack-on-post"),
    "ambush": ("armed-clash", "explosive-device"),
    "attack-on-post": ("armed-clash",),
    "air-strike": ("shelling",),
    "shelling": ("air-strike", "explosive-device"),
    "explosive-device": ("ambush",),
    "looting": ("cattle-raiding", "destruction", "extortion"),
    "cattle-raiding": ("looting",),
    "destruction": ("looting", "attack-civilians"),
    "communal-clash": ("attack-civilians",),
    "attack-education": ("destruction", "threat"),
    "checkpoint-abuse": ("extortion",),
    "extortion": ("checkpoint-abuse", "looting"),
}
MISTAKEN_FOR = Mix(
    {
        "army": 1,
        "volunteers": 1,
        "jihadist-unspecified": 3,
        "bandits": 2,
        "militia": 1,
        "self-defence-group": 1,
    }
)
OPEN_TLP = Mix({"TLP:GREEN": 0.87, "TLP:AMBER": 0.105, "TLP:AMBER+STRICT": 0.02, "TLP:RED": 0.005})
GUARDED_TLP = Mix({"TLP:GREEN": 0.45, "TLP:AMBER": 0.35, "TLP:AMBER+STRICT": 0.18, "TLP:RED": 0.02})
PROTECTED_TLP = Mix({"TLP:AMBER+STRICT": 0.85, "TLP:RED": 0.15})
GUARDED = ("summary-killing", "enforced-disappearance", "arbitrary-detention", "ill-treatment")


@dataclass(frozen=True, slots=True)
class Count:
    """A toll as written: known, or one of the four other answers."""

    status: str
    best: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Telling:
    """One report before it is put in the organisation's own words and columns. All codes are Vigie's."""

    organisation: Organisation
    key: str
    incident: Incident  # as the teller's source has it, which may be wrong
    written: date
    when: When
    place: Place
    areas: tuple[Area, ...]  # of level 1, 2 and 3, as drawn on the incident's day
    spelling: str
    lat: float | None
    lon: float | None
    precision: str
    more: tuple[tuple[str, str], ...]  # name as written, country
    type: str
    initiator: Party
    target: Party | None
    tolls: dict[str, Count]
    origin_kind: str
    origin_label: str
    tlp: str
    noise: list[str] = field(default_factory=list)
    copied_from: str = ""


@dataclass(frozen=True)
class Bulletin:
    """A public source that several may cite. What it says may be wrong, and then is wrong everywhere."""

    id: str
    kind: str
    label: str
    short_label: str
    says: Incident


def account(
    truth: Incident, bulletin: Bulletin | None, organisation: Organisation, region: Region, draws: Draws
) -> Telling:
    """Tell an incident, from own knowledge or as a bulletin has it."""
    incident = bulletin.says if bulletin else truth
    noise = ["copied-bulletin"] if bulletin else []
    if incident is not truth:
        noise.append("bulletin-wrong")
    kind, label = _origin(bulletin, draws)
    when = _when(incident, organisation, noise, draws)
    place, more = places(incident, organisation, region, noise, draws)
    lat, lon, precision = position(incident, place, organisation, region, noise, draws)
    return Telling(
        organisation=organisation, key="", incident=incident,
        written=_written(truth, when, draws), when=when,
        place=place, areas=areas_of(incident, place, region), spelling=spell(place, noise, draws),
        lat=lat, lon=lon, precision=precision, more=more,
        type=_type(incident.type, noise, draws),
        initiator=_party(incident.initiator, noise, draws),
        target=_target(incident.target, draws) if incident.target else None,
        tolls=_tolls(incident, organisation, noise, draws),
        origin_kind=kind, origin_label=label, tlp=_tlp(incident, draws),
        noise=noise, copied_from=bulletin.id if bulletin else "",
    )  # fmt: skip


def _written(truth: Incident, when: When, draws: Draws) -> date:
    """Some days later, and never before the day on which it is said to have happened."""
    known = max(truth.day, when.first) if when.is_one_day else truth.day
    return known + timedelta(1 + int(draws.long_tail(4)))


def _origin(bulletin: Bulletin | None, draws: Draws) -> tuple[str, str]:
    if bulletin is None:
        if draws.chance(0.04):
            return "social_media", f"Page publique S-{draws.whole(1, 9)}"
        return ("own_monitor" if draws.chance(0.6) else "witness"), ""
    way = draws.unit()
    if way < LABEL_SHORT:
        return bulletin.kind, bulletin.short_label
    if way < LABEL_SHORT + LABEL_OTHERWISE:
        return bulletin.kind, bulletin.label.replace(", ", " - ").replace("R-", "R").replace(
            "J-", "J"
        ).lower()
    return bulletin.kind, bulletin.label


def _when(incident: Incident, organisation: Organisation, noise: list[str], draws: Draws) -> When:
    day, last = incident.day, incident.day + timedelta(incident.days - 1)
    way = draws.unit()
    if way < organisation.months:
        noise.append("date-month")
        return dates.month(day.year, day.month)
    if (way := way - organisation.months) < WEEK:
        noise.append("date-week")
        return dates.week(day)
    if (way := way - WEEK) < ABOUT:
        noise.append("date-about")
        return dates.around(day + timedelta(draws.whole(-2, 2)), 2 if draws.chance(0.5) else 3)
    if way - ABOUT < DAY_OFF:
        noise.append("date-off")
        shift = timedelta(draws.pick((-2, -1, -1, 1, 1, 1, 2, 3)))
        return When(day + shift, last + shift)
    return When(day, last if draws.chance(0.8) else day)


def _type(code: str, noise: list[str], draws: Draws) -> str:
    if not draws.chance(MISCODED):
        return code
    noise.append("type-miscoded")
    return draws.pick(CONFUSED.get(code, ("other-incident",)))


def _party(party: Party, noise: list[str], draws: Draws) -> Party:
    """A party at the level of detail that is known: by name, by kind, unknown, or mistaken for another."""
    way = draws.unit()
    if way < UNKNOWN_ACTOR and party.kind != "civilian-people":
        noise.append("actor-unknown")
        return Party("unknown")
    if way > 1 - WRONG_ACTOR and party.kind not in ("civilian-people", "unknown"):
        noise.append("actor-wrong")
        return Party(MISTAKEN_FOR.draw(draws))
    if party.tag and draws.chance(NAMED_ACTOR):
        return party
    if party.tag:
        noise.append("actor-coarse")
    if draws.chance(0.15) and standards.class_of(party.kind) == "state-forces":
        return Party("government")
    if draws.chance(0.15) and party.kind == "jihadist-unspecified":
        return Party("armed-group-unspecified")
    return Party(party.kind)


def _target(party: Party, draws: Draws) -> Party:
    """Who suffered is known better than who did it: never mistaken, seldom unknown."""
    if draws.chance(0.06) and party.kind != "civilian-people":
        return Party("unknown")
    return party if draws.chance(NAMED_ACTOR) else Party(party.kind)


def _tolls(incident, organisation, noise, draws) -> dict[str, Count]:
    if incident.type == PROTECTED:
        noise.append("toll-withheld")
        return {name: Count("withheld") for name, _ in organisation.tolls}
    if draws.chance(NO_TOLL):
        noise.append("toll-missing")
        return {name: Count("unknown") for name, _ in organisation.tolls}
    numbers = _as_heard(incident.tolls, noise, draws)
    return {
        name: _count(name, numbers[name], incident.day, organisation, noise, draws)
        for name, _ in organisation.tolls
    }


def _as_heard(truth: dict[str, int], noise: list[str], draws: Draws) -> dict[str, int]:
    """The numbers as they reached the teller: parts still add up, and no part exceeds its whole."""
    if not draws.chance(TOLL_DIFFERS) or not any(truth.values()):
        return truth
    heard = {name: draws.blurred(value, 0.4) if value else 0 for name, value in truth.items()}
    heard["killed"] = heard["killed_civilian"] + heard["killed_state"] + heard["killed_group"]
    heard["killed_women"] = min(heard["killed_women"], heard["killed_civilian"])
    heard["killed_children"] = min(heard["killed_children"], heard["killed_civilian"] - heard["killed_women"])
    heard["abducted_women"] = min(heard["abducted_women"], heard["abducted"])
    if heard != truth:
        noise.append("toll-differs")
    return heard


def _count(
    name: str, number: int, day: date, organisation: Organisation, noise, draws: Draws
) -> Count | None:
    since = dict(organisation.asked_since).get(name)
    if since and day < since:
        if "not-asked" not in noise:
            noise.append("not-asked")
        return Count("not_asked")
    if number == 0:
        return Count("known", 0) if draws.chance(ZERO_SAID) else None
    if name in ("killed", "killed_civilian") and draws.chance(0.3):
        return Count("known", number, max(0, number - draws.whole(0, 2)), number + draws.whole(1, 3))
    return Count("known", number)


def _tlp(incident: Incident, draws: Draws) -> str:
    if incident.type == PROTECTED:
        return PROTECTED_TLP.draw(draws)
    return (GUARDED_TLP if incident.type in GUARDED else OPEN_TLP).draw(draws)
