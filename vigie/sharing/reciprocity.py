"""What each parliament gave and got, counted over what one reader may know."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from vigie.directory.models import Organisation
from vigie.sharing.models import Circle, Terms


@dataclass(frozen=True)
class Exchanged:
    """How many items with one mark and theme, in one quarter ("2026-T1"), a parliament gave and got."""

    parliament: Organisation
    quarter: str
    tlp: str
    theme: str
    gave: int
    got: int


def exchanged(items: QuerySet, circles: QuerySet) -> list[Exchanged]:
    """Counts over `items` that were shared, as far as `circles` tell to whom: both are what the reader sees.

    A committee counts for its parliament. An item that stays inside one parliament was neither given nor got, and
    one that reaches a parliament by several circles was got once.
    """
    parliaments = _parliaments()
    reached = _reached(circles, parliaments)
    gave, got = Counter(), Counter()
    rows = items.exclude(shared_at=None).values_list(
        "terms", "terms__originator", "terms__tlp", "theme", "shared_at"
    )
    for terms, originator, tlp, theme, shared_at in rows.iterator(chunk_size=2000):
        giver = parliaments.get(originator)
        takers = reached[terms] - {giver}
        key = (_quarter(shared_at), tlp, theme)
        if giver and takers:
            gave[giver, *key] += 1
        for taker in takers:
            got[taker, *key] += 1
    names = Organisation.objects.in_bulk({key[0] for key in (*gave, *got)})
    keys = sorted(gave.keys() | got.keys(), key=lambda key: (names[key[0]].name, key[1:]))
    return [Exchanged(names[key[0]], *key[1:], gave[key], got[key]) for key in keys]


def _parliaments() -> dict[int, int]:
    """Body → the parliament for which it counts: itself, or its parent's."""
    above = dict(Organisation.objects.values_list("pk", "parent"))
    known = set(Organisation.objects.filter(classification="parliament").values_list("pk", flat=True))
    found = {}
    for body in above:
        seen, at = set(), body
        while at is not None and at not in known and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at in known:
            found[body] = at
    return found


def _reached(circles: QuerySet, parliaments: dict[int, int]) -> defaultdict[int, set[int]]:
    """Terms → parliaments that their circles reach. TLP:RED reaches the persons named, whatever bodies stand there."""
    keys = circles.filter(closed_at=None).values("pk")
    bodies, persons = defaultdict(set), defaultdict(set)
    for found, through, body in (
        (bodies, Circle.bodies.through, "organisation"),
        (persons, Circle.persons.through, "account__organisation"),
    ):
        for circle, own in through.objects.filter(circle__in=keys).values_list("circle", body):
            if own in parliaments:
                found[circle].add(parliaments[own])
    reached = defaultdict(set)
    rows = Terms.circles.through.objects.filter(circle__in=keys).values_list("terms", "circle", "terms__tlp")
    for terms, circle, tlp in rows:
        reached[terms] |= persons[circle] if tlp == "TLP:RED" else persons[circle] | bodies[circle]
    return reached


def quarters_between(first: str, last: str) -> list[str]:
    """Every quarter from one to another, both with it: one without an exchange is a finding, too."""
    begun, ended = (int(each[:4]) * 4 + int(each[-1]) - 1 for each in (first, last))
    return [f"{number // 4}-T{number % 4 + 1}" for number in range(begun, ended + 1)]


def _quarter(at) -> str:
    on = timezone.localdate(at)
    return f"{on.year}-T{(on.month - 1) // 3 + 1}"
