"""Which pairs a month's sample is drawn from, and the drawing: by score, with controls that were kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations, groupby
from math import sqrt
from random import Random
from statistics import pstdev

from django.db.models import F, Q, QuerySet

from vigie.access import OPEN_TLP
from vigie.counting.accounts import Readable, decided
from vigie.counting.models import Pair
from vigie.monitoring.models import LIVE, Link, Report

# How many are drawn in a month. Most where the machine is in doubt, and where its faults would weigh most.
WANTED = {"joined_sure": 16, "joined_unsure": 14, "waiting": 10, "low": 10, "outside": 12}
TOGETHER, CONTROLS = ("joined_sure", "joined_unsure"), ("low", "outside")
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

    Drawn from what all members may read: the sizes stand on a page, and would count what one keeps to itself.
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
    links = Link.objects.filter(
        report__is_current=True, report__audience__tlp__in=OPEN_TLP, incident__state__in=LIVE
    ).order_by("incident", "report")
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
    current = current.filter(left__audience__tlp__in=OPEN_TLP, right__audience__tlp__in=OPEN_TLP)
    for left, right, stated in current.order_by("pk").values_list("left", "right", "probability"):
        if (left, right) not in left_out:
            yield Candidate(left, right, stated)


def _controls(left_out: frozenset, chance: Random) -> list[Drawn]:
    """Pairs around some reports drawn by chance that the machine judged apart, or never held possible."""
    from vigie.counting import running  # the engine is compiled: not loaded before a sample is drawn

    standing = Report.objects.filter(
        is_current=True, audience__tlp__in=OPEN_TLP, link__incident__state__in=LIVE
    )
    keys = list(standing.order_by("pk").values_list("pk", flat=True))
    drawn = chance.sample(keys, min(ANCHORS, len(keys)))
    anchors = standing.filter(pk__in=drawn).select_related("link").order_by("pk")
    near = {anchor.pk: _around(anchor, standing) for anchor in anchors}
    everybody = sorted(near.keys() | {other for others in near.values() for other in others})
    known = Report.objects.filter(pk__in=everybody)
    aside = left_out | set(Pair.objects.of_reports(everybody).values_list("left", "right"))
    apart = _Apart(running.compared(everybody), Readable(known), aside)
    found = {name: [apart.of(anchor, others)[name] for anchor, others in near.items()] for name in CONTROLS}
    return [_estimated(name, found[name], len(keys), chance) for name in CONTROLS]


class _Apart:
    """Sorts pairs that stand apart into those that the machine held possible and those that it did not."""

    def __init__(self, stated: dict[tuple[int, int], float], readable: Readable, aside: frozenset) -> None:
        self._stated, self._readable, self._aside = stated, readable, aside

    def of(self, anchor: int, others: Iterable[int]) -> dict[str, list[Candidate]]:
        """The pairs of one report; without those that nobody may read, and those of other strata."""
        here: dict[str, list[Candidate]] = {name: [] for name in CONTROLS}
        for other in others:
            pair = min(anchor, other), max(anchor, other)
            if pair not in self._aside and self._readable(*pair) and self._readable(*pair[::-1]):
                stated = self._stated.get(pair)
                here["outside" if stated is None else "low"].append(Candidate(*pair, stated))
        return here


def _estimated(name: str, around: list[list[Candidate]], reports: int, chance: Random) -> Drawn:
    """How many such pairs there are, from how many each of some reports has: each pair has two ends."""
    if not around:
        return Drawn(name, 0, 0.0)
    number, counts = len(around), [len(pairs) for pairs in around]
    error = reports / 2 * pstdev(counts) * sqrt((1 - number / reports) / number)
    pairs = sorted({each for pairs in around for each in pairs}, key=lambda each: (each.left, each.right))
    some = chance.sample(pairs, min(WANTED[name], len(pairs)))
    return Drawn(name, reports * sum(counts) / number / 2, error, some)


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
