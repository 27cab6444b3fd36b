"""What one report says, in the field's terms, before anybody judges it.

Every reader of a foreign format turns its rows into statements; everything after that (storing,
matching, settling which value we hold) knows only these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.core.dates import When

# How exactly a location is known, from best to worst. "adm3" to "adm1": the point is the centre of an
# area of that level and must never be shown as if the incident lay there. "cross_border": on or astride
# a frontier, so that the country itself is a range.
GEO_PRECISIONS = ("exact", "near", "adm3", "adm2", "adm1", "country", "cross_border", "unknown")

# Kilometres within which the true place lies, where the source gives none of its own.
GEO_RADIUS_KM = {"exact": 1.0, "near": 5.0, "adm3": 20.0, "adm2": 50.0, "adm1": 150.0, "country": 600.0}

# Answers to "how many?" that must never be confused; zero is a sixth, which is known.
TOLL_STATUSES = ("known", "unknown", "not_asked", "refused", "withheld")

HARMS = ("killed", "injured", "abducted", "detained", "missing", "displaced", "sexual_violence")
GROUPS = ("all", "civilian", "state", "armed_group", "health_worker", "aid_worker", "educator", "student",
          "unknown")  # fmt: skip
SEXES = ("all", "female", "male", "unknown")
AGE_BANDS = ("all", "child", "adult", "elderly", "unknown")

ACTOR_ROLES = ("initiator", "target", "associated")

ORIGIN_KINDS = ("witness", "own_monitor", "radio", "press", "official", "health", "social_media",
                "organisation", "compiled", "unknown")  # fmt: skip

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


@dataclass(frozen=True)
class Spot:
    """One place, as a source gives it. Degrees are WGS84. `countries` are ISO 3166-1 alpha-2."""

    name: str = ""
    countries: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_km: float | None = None  # only where the source states one
    # Areas as said: level → P-code or name, in the words of the source.
    areas: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Actor:
    """Somebody said to have taken part. Always alleged; the order says nothing about who began."""

    role: str
    kind: str = "unknown"  # code in standards/actors.yaml
    name: str = ""  # as the source writes it


@dataclass(frozen=True)
class Toll:
    """How many people suffered one harm. 0 is "none, so it is said"; unknown is None with a status."""

    harm: str
    group: str = "all"
    sex: str = "all"
    age: str = "all"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    status: str = "known"


@dataclass(frozen=True)
class Origin:
    """Where the teller has it from. Two reports with one origin corroborate nothing.

    `label` names the source in the words of the report; the empty label means that the organisation
    itself is the origin.
    """

    kind: str = "own_monitor"
    label: str = ""


@dataclass(frozen=True)
class Statement:
    """One report's content. `key` is the source's own identifier, stable across its editions."""

    key: str
    when: When
    event_type: str  # code in standards/event_types.yaml
    spots: tuple[Spot, ...] = ()
    actors: tuple[Actor, ...] = ()
    tolls: tuple[Toll, ...] = ()
    origins: tuple[Origin, ...] = ()
    event_type_said: str = ""  # the source's own category
    text: str = ""
    language: str = "fr"
    tlp: str = ""  # empty: as the organisation's default
    original: dict[str, str] = field(default_factory=dict, hash=False)  # the row as received
