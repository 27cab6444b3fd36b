"""Which place is meant: one that is sure, several among which the sender chooses, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vigie.core.sms.grammar import phrases

# Scores are of 100, as the gazetteer gives them. From SURE on a name needs no asking, below LEAST it is no
# name of the place; within NEAR of the best, another is as likely.
SURE, LEAST, NEAR = 87, 72, 4
MOST = 5  # places among which a message lets one choose


@dataclass(frozen=True)
class Candidate:
    """A place of the gazetteer. `level` is an area's, None for a settlement; `within`, the names of the areas
    that hold it, the smallest first.
    """

    key: str
    name: str
    country: str
    score: float
    level: int | None = None
    within: tuple[str, ...] = ()
    pcode: str = ""
    lat: float | None = None
    lon: float | None = None


Find = Callable[[str], list[Candidate]]


def meant(places: Iterable[str], find: Find) -> list[Candidate]:
    """The places that the words may mean: one is sure, several are to be chosen among, none is unknown.

    A part of the words counts only where its name is sure; the whole may be spelt worse.
    """
    for place in places:
        whole, *parts = phrases(place) or [""]
        for phrase in (whole, *parts) if whole else ():
            found = nearest(find(phrase))
            if found and found[0].score >= (LEAST if phrase == whole else SURE):
                return found
    return []


def nearest(found: Iterable[Candidate]) -> list[Candidate]:
    """The best of what was found, and those about as good. A town stands for the area that is named after it."""
    ranked = sorted(found, key=lambda each: -each.score)
    if not ranked or ranked[0].score < LEAST:
        return []
    near = [each for each in ranked if each.score > ranked[0].score - NEAR]
    return _unlike(near)[:MOST]


def is_sure(found: list[Candidate]) -> bool:
    return len(found) == 1 and found[0].score >= SURE


def _unlike(near: list[Candidate]) -> list[Candidate]:
    """Without areas that only hold another place of the same name."""
    holding = {(each.country, name) for each in near for name in each.within if name == each.name}
    return [each for each in near if each.level is None or (each.country, each.name) not in holding] or near


def labels(found: list[Candidate]) -> list[str]:
    """What tells the places apart, in few letters: where they lie if they bear one name, else their names."""
    names = [each.name for each in found]
    if len(set(names)) == len(names):
        return names
    return [next((name for name in each.within if name != each.name), each.country) for each in found]
