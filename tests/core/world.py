"""A made-up world with known truth: some hundred incidents, four organisations, and the noise of reality.

All of it is invented. The noise follows the study of matching: coordinate errors of 5 to 15 km, some reports
at the centre of their area, dates up to three days off or known to the month, variant spellings, neighbours'
names, actors at different levels of detail, miscoding, follow-up incidents near in space and time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, radians

from vigie.core import dates
from vigie.core.pairing.account import Account, account_of
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll

ORGANISATIONS = {"alpha": (0.55, 5.0), "beta": (0.45, 8.0), "gamma": (0.40, 12.0), "delta": (0.35, 15.0)}

TYPES = (
    "attack-civilians",
    "summary-killing",
    "abduction",
    "armed-clash",
    "ambush",
    "attack-on-post",
    "air-strike",
    "explosive-device",
    "looting",
    "cattle-raiding",
    "destruction",
    "attack-education",
    "threat",
)
KIN = {
    "attack-civilians": "summary-killing",
    "summary-killing": "attack-civilians",
    "ambush": "armed-clash",
    "armed-clash": "ambush",
    "attack-on-post": "armed-clash",
    "looting": "cattle-raiding",
    "cattle-raiding": "looting",
    "abduction": "attack-civilians",
}
ACTORS = (
    ("jihadist-unspecified", "Groupe Ouest"),
    ("jihadist-unspecified", "Groupe Est"),
    ("army", ""),
    ("volunteers", ""),
    ("self-defence-group", ""),
    ("bandits", ""),
    ("armed-group-unspecified", ""),
)
TARGETS = ("civilian-people", "civilian-people", "army", "school-people", "health-people", "gendarmerie")

NOUNS = """
marché forage puits mosquée école dispensaire pont piste car camion moto pirogue bétail troupeau
berger boutique grenier moulin antenne pylône radier barrage maraîchage cimetière carrière
orpaillage puisatier imam instituteur infirmier chauffeur commerçant éleveur pêcheur forgeron griot
maire préfet chef lycée collège cantine ambulance maternité pharmacie entrepôt carburant gare péage
barrière patrouille convoi escorte caserne tranchée gué mare dune falaise forêt bosquet verger champ
mil sorgho niébé oignon foire tontine mutuelle radio
""".split()  # noqa: SIM905
TEMPLATES = (
    "Selon nos moniteurs, {0} près du {1}. Des coups ont été entendus vers le {2}.",
    "Des habitants rapportent {0} ; le {1} a été touché, puis le {2}.",
    "{0} signalé non loin du {1}. Les assaillants sont repartis par le {2}.",
)
SYLLABLES = "ta bo di gu lo ma no ra si to ya ko fa be du wa ke ni sa ti".split()  # noqa: SIM905


SPELLINGS = (("o", "ou"), ("i", "y"), ("k", "c"), ("a", "aa"), ("e", "é"), ("d", "dd"), ("t", "th"))


@dataclass(frozen=True)
class Truth:
    incident: int
    day: date
    village: int
    lat: float
    lon: float
    event_type: str
    actor: tuple[str, str]
    target: str
    killed: int
    details: tuple[str, str, str]
    radio: bool


@dataclass(frozen=True)
class Village:
    name: str
    lat: float
    lon: float
    area: tuple[int, int]
    weight: float


class World:
    """`incidents` true incidents in a box of 6 by 4 degrees within `days`, and the accounts given of them."""

    def __init__(self, seed: int = 1, incidents: int = 400, days: int = 60) -> None:
        self.random = random.Random(seed)
        self.villages = [self._village(rank) for rank in range(1500)]
        self.truths = self._incidents(incidents, days)
        self.accounts: list[Account] = []
        self.incident_of: dict[int | str, int] = {}
        for truth in self.truths:
            for organisation in ORGANISATIONS:
                self._report(truth, organisation)

    def pairs(self) -> set[tuple]:
        """True pairs of account ids."""
        by_incident: dict[int, list] = {}
        for account in self.accounts:
            by_incident.setdefault(self.incident_of[account.id], []).append(account.id)
        return {(a, b) for ids in by_incident.values() for a in ids for b in ids if a < b}

    def _village(self, rank: int) -> Village:
        draw = self.random
        lat, lon = draw.uniform(12, 16), draw.uniform(-3, 3)
        name = "".join(draw.choice(SYLLABLES) for _ in range(draw.choice((2, 3, 3, 4)))).capitalize()
        return Village(name, lat, lon, (int((lat - 12) // 1), int((lon + 3) // 1)), 1 / (rank + 5))

    def _incidents(self, number: int, days: int) -> list[Truth]:
        truths: list[Truth] = []
        for incident in range(number):
            if truths and self.random.random() < 0.25:
                truths.append(self._follow_up(incident, self.random.choice(truths)))
            else:
                truths.append(self._fresh(incident, days))
        return truths

    def _fresh(self, incident: int, days: int) -> Truth:
        draw = self.random
        village = draw.choices(range(len(self.villages)), [v.weight for v in self.villages])[0]
        where = self.villages[village]
        kind = draw.choice(TYPES)
        deaths = 0 if draw.random() < 0.35 else max(1, round(draw.lognormvariate(1.0, 0.9)))
        return Truth(
            incident,
            date(2026, 1, 1) + timedelta(draw.randrange(days)),
            village,
            where.lat,
            where.lon,
            kind,
            draw.choice(ACTORS),
            draw.choice(TARGETS),
            deaths,
            tuple(draw.sample(NOUNS, 3)),
            draw.random() < 0.2,
        )

    def _follow_up(self, incident: int, first: Truth) -> Truth:
        draw = self.random
        fresh = self._fresh(incident, 1)
        lat, lon = self._shift(first.lat, first.lon, draw.uniform(0, 12))
        nearest = min(range(len(self.villages)), key=lambda v: self._far(self.villages[v], lat, lon))
        where = self.villages[nearest]
        return replace(
            fresh,
            day=first.day + timedelta(draw.randrange(3)),
            village=nearest,
            lat=where.lat,
            lon=where.lon,
            actor=first.actor if draw.random() < 0.7 else fresh.actor,
            event_type=first.event_type if draw.random() < 0.5 else fresh.event_type,
        )

    @staticmethod
    def _far(village: Village, lat: float, lon: float) -> float:
        return (village.lat - lat) ** 2 + (village.lon - lon) ** 2

    def _shift(self, lat: float, lon: float, km: float) -> tuple[float, float]:
        angle = self.random.uniform(0, 6.2832)
        north, east = km * cos(angle) / 111.2, km * cos(angle - 1.5708) / 111.2 / cos(radians(lat))
        return lat + north, lon + east

    def _report(self, truth: Truth, organisation: str) -> None:
        share, _ = ORGANISATIONS[organisation]
        if self.random.random() < share:
            times = 2 if self.random.random() < 0.02 else 1
            for _ in range(times):
                id = len(self.accounts) + 1
                statement = self._statement(truth, organisation, str(id))
                self.accounts.append(account_of(statement, id=id, source=organisation))
                self.incident_of[id] = truth.incident

    def _statement(self, truth: Truth, organisation: str, key: str) -> Statement:
        draw = self.random
        kind = truth.event_type
        if draw.random() < 0.09:
            kind = KIN.get(kind, draw.choice(TYPES)) if draw.random() < 0.6 else draw.choice(TYPES)
        radio = truth.radio and draw.random() < 0.6
        return Statement(
            key=key,
            when=self._when(truth.day),
            event_type=kind,
            spots=(self._spot(truth, organisation),),
            actors=(self._actor(truth), self._target(truth)),
            tolls=self._tolls(truth.killed),
            origins=(Origin("radio", "Radio Horizon") if radio else Origin(),),
            text=self._text(truth),
        )

    def _when(self, day: date) -> dates.When:
        draw = self.random
        if draw.random() < 0.04:
            return dates.month(day.year, day.month)
        if draw.random() < 0.03:
            return dates.around(day, 3)
        return dates.day(day + timedelta(draw.choices((0, 1, -1, 2, -2, 3, -3), (62, 13, 9, 6, 4, 4, 2))[0]))

    def _spot(self, truth: Truth, organisation: str) -> Spot:
        draw = self.random
        village = self.villages[truth.village]
        if draw.random() < 0.12:
            near = [v for v in self.villages if self._far(v, truth.lat, truth.lon) < 0.02]
            village = draw.choice(near or [village])
        row, column = village.area
        areas = ((1, f"BF{row:02d}"), (2, f"BF{row:02d}{column:02d}"))
        name = self._spelling(village.name) if draw.random() < 0.45 else village.name
        chance = draw.random()
        if chance < 0.02:
            return Spot(name, ("BF",), None, None, "unknown", None, areas)
        if chance < 0.12:
            return Spot(name, ("BF",), 12.5 + row, -2.5 + column, "adm2", None, areas)
        if chance < 0.35:
            lat, lon = self._shift(village.lat, village.lon, draw.uniform(0, 0.5))
            return Spot(name, ("BF",), lat, lon, "exact", None, areas)
        lat, lon = self._shift(village.lat, village.lon, draw.expovariate(1 / ORGANISATIONS[organisation][1]))
        return Spot(name, ("BF",), lat, lon, "near", None, areas)

    def _spelling(self, name: str) -> str:
        change = self.random.choice(SPELLINGS)
        return name.replace(*change, 1) if change[0] in name.lower() else name + "é"

    def _actor(self, truth: Truth) -> Actor:
        draw = self.random
        kind, name = truth.actor
        chance = draw.random()
        if chance < 0.20:
            return Actor("initiator")
        if chance < 0.24:
            return Actor("initiator", *draw.choice(ACTORS))
        if chance < 0.45:
            return Actor("initiator", "armed-group-unspecified" if kind != "army" else "government")
        return Actor("initiator", kind, name if draw.random() < 0.7 else "")

    def _target(self, truth: Truth) -> Actor:
        return Actor("target", truth.target if self.random.random() < 0.9 else self.random.choice(TARGETS))

    def _tolls(self, killed: int) -> tuple[Toll, ...]:
        draw = self.random
        if draw.random() < 0.15:
            return (Toll("killed", status="unknown"),)
        said = killed if draw.random() < 0.55 else max(0, round(killed * draw.lognormvariate(0, 0.3)))
        return (Toll("killed", best=said),)

    def _text(self, truth: Truth) -> str:
        draw = self.random
        details = [d if draw.random() < 0.6 else draw.choice(NOUNS) for d in truth.details]
        draw.shuffle(details)
        return draw.choice(TEMPLATES).format(*details) if draw.random() < 0.8 else ""


def score(found: set[tuple], true: set[tuple]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1."""
    hits = len(found & true)
    precision, recall = hits / max(len(found), 1), hits / max(len(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
