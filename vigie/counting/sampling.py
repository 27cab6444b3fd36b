"""Which pairs a month's sample is drawn from, and the drawing: by score, with controls that were kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations, groupby
from math import sqrt
from random import Random
from statistics import pstdev

from django.db.models import F, Q, QuerySet

from vigie.core.pairing import Matcher
from vigie.core.pairing.evidence import probability
from vigie.counting.accounts import Readable, accounts_of, decided
from vigie.counting.models import Pair
from vigie.monitoring.models import LIVE, Link, Report

# How many are drawn in a month. Most where the machine is in doubt, and where its faults would weigh most.
WANTED = {"joined_sure": 12, "joined_unsure": 10, "waiting": 10, "low": 12, "outside": 8}
TOGETHER = ("joined_sure", "joined_unsure")
SURE = 0.95
ANCHORS = 120  # reports around which controls are looked for
# Controls lie within twice the windows of the matching: what is just outside them is where it would miss.
DAYS_AROUND, KM_AROUND = 14, 80
KM_PER_DEGREE = 111.195


@dataclass(frozen=True)
class Candidate:
    """A pair of reports (keys, the smaller first), with the probability that the machine gave it, if any."""

    left: int
    right: int
    probability: float | None


@dataclass(frozen=True)
class Drawn:
    """Some pairs of one stratum. `size` pairs there are, with the standard error of that."""

    name: str
    size: float
    error: float
    pairs: list[Candidate] = field(default_factory=list)

    @property
    def together(self) -> bool:
        return self.name in TOGETHER


def draw(seed: int) -> list[Drawn]:
    """Draw one month's sample from the register as it stands; the same seed draws the same.

    Left out are pairs on which a person's answer stands, incidents that a person joined, and pairs that no
    organisation may read both sides of: of the last nobody can say anything.
    """
    chance = Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    same, different = decided()
    left_out = same | different
    sure = (each for each in _joined(left_out) if _is_sure(each))
    unsure = (each for each in _joined(left_out) if not _is_sure(each))
    found = {"joined_sure": sure, "joined_unsure": unsure, "waiting": _waiting(left_out)}
    drawn = [_drawn(name, candidates, chance) for name, candidates in found.items()]
    return drawn + _controls(left_out, chance)


def _is_sure(candidate: Candidate) -> bool:
    return candidate.probability is not None and candidate.probability >= SURE


def _drawn(name: str, found: Iterable[Candidate], chance: Random) -> Drawn:
    """Every pair with the same chance, in one pass over as many as there are (reservoir; Vitter 1985)."""
    kept, seen = [], 0
    for seen, candidate in enumerate(found, start=1):
        if len(kept) < WANTED[name]:
            kept.append(candidate)
        elif (place := chance.randrange(seen)) < WANTED[name]:
            kept[place] = candidate
    return Drawn(name, seen, 0.0, kept)


def _joined(left_out: frozenset) -> Iterator[Candidate]:
    """The pairs of reports inside each incident that the machine joined by itself."""
    inside = Pair.objects.filter(left__link__incident=F("right__link__incident"))
    stated = {(left, right): p for left, right, p in inside.values_list("left", "right", "probability")}
    by_a_person = Q(by__isnull=False) | Q(
        incident__absorbed__by__isnull=False, incident__absorbed__undone_at=None
    )
    links = Link.objects.filter(report__is_current=True, incident__state__in=LIVE).order_by(
        "incident", "report"
    )
    judged = set(links.filter(by_a_person).values_list("incident", flat=True))
    rows = links.values_list("incident", "report").iterator(chunk_size=5000)
    for incident, members in groupby(rows, key=lambda row: row[0]):
        if incident not in judged:
            for pair in combinations([report for _incident, report in members], 2):
                if pair not in left_out:
                    yield Candidate(*pair, stated.get(pair))


def _waiting(left_out: frozenset) -> Iterator[Candidate]:
    """Pairs that the machine compared, did not join, and keeps for people or had kept."""
    apart = Pair.objects.exclude(left__link__incident=F("right__link__incident"))
    current = apart.filter(left__is_current=True, right__is_current=True)
    for left, right, stated in current.order_by("pk").values_list("left", "right", "probability"):
        if (left, right) not in left_out:
            yield Candidate(left, right, stated)


def _controls(left_out: frozenset, chance: Random) -> list[Drawn]:
    """Pairs around some reports drawn by chance that the machine judged apart, or never compared."""
    standing = Report.objects.filter(is_current=True, link__incident__state__in=LIVE)
    keys = list(standing.order_by("pk").values_list("pk", flat=True))
    anchors = chance.sample(keys, min(ANCHORS, len(keys)))
    found: dict[str, dict[tuple[int, int], Candidate]] = {"low": {}, "outside": {}}
    around: dict[str, list[int]] = {"low": [], "outside": []}
    for anchor in standing.filter(pk__in=anchors).select_related("organisation").order_by("pk"):
        here = _apart_from(anchor, standing, left_out)
        for name in found:
            found[name] |= {(each.left, each.right): each for each in here[name]}
            around[name].append(len(here[name]))
    return [_estimated(name, found[name], around[name], len(keys), chance) for name in found]


def _estimated(name: str, found: dict, around: list[int], reports: int, chance: Random) -> Drawn:
    """How many such pairs there are, from how many each of some reports has: each pair has two ends."""
    if not around:
        return Drawn(name, 0, 0.0)
    number = len(around)
    size = reports * sum(around) / number / 2
    error = reports / 2 * pstdev(around) * sqrt((1 - number / reports) / number)
    pairs = sorted(found.values(), key=lambda each: (each.left, each.right))
    return Drawn(name, size, error, chance.sample(pairs, min(WANTED[name], len(pairs))))


def _apart_from(
    anchor: Report, standing: QuerySet[Report], left_out: frozenset
) -> dict[str, list[Candidate]]:
    near = _around(anchor, standing)
    known = Report.objects.filter(pk__in=[anchor.pk, *near])
    readable, taken = Readable(known), left_out | _stored(anchor.pk)
    stated = _stated(anchor, known)
    here = defaultdict(list)
    for other in near:
        pair = min(anchor.pk, other), max(anchor.pk, other)
        if pair not in taken and readable(*pair) and readable(*pair[::-1]):
            p = stated.get(other)
            here["outside" if p is None else "low"].append(Candidate(*pair, p))
    return here


def _around(anchor: Report, standing: QuerySet[Report]) -> list[int]:
    """Reports of other incidents within twice the windows: by coordinates, or by the same name of a place."""
    days = timedelta(DAYS_AROUND)
    near = standing.filter(date_first__lte=anchor.date_last + days, date_last__gte=anchor.date_first - days)
    if anchor.lat is not None:
        reach = KM_AROUND / KM_PER_DEGREE
        near = near.filter(
            lat__range=(anchor.lat - reach, anchor.lat + reach),
            lon__range=(anchor.lon - reach, anchor.lon + reach),
        )
    else:
        near = near.filter(place_name=anchor.place_name)
    elsewhere = near.exclude(link__incident=anchor.link.incident_id)
    return list(elsewhere.order_by("pk").values_list("pk", flat=True))


def _stored(report: int) -> set[tuple[int, int]]:
    kept = Pair.objects.filter(Q(left=report) | Q(right=report))
    return set(kept.values_list("left", "right"))


def _stated(anchor: Report, known: QuerySet[Report]) -> dict[int, float]:
    """The probability of each report that the machine compares with this one."""
    matcher, accounts = Matcher(), {each.id: each for each in accounts_of(known)}
    for key in sorted(accounts):
        matcher.add(accounts[key])
    pairs = matcher.against(accounts[anchor.pk]).pairs
    return {pair.other if pair.one == anchor.pk else pair.one: probability(pair.bits) for pair in pairs}
