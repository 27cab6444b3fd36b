"""Two places by themselves, as a person compares them when settling what is held of an incident."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from rapidfuzz import fuzz

from vigie.core.pairing.traits import KM_PER_DEGREE, Place

# Percent of likeness from which two spellings may be one name.
ALIKE = 80.0


def name_level(p: Place, q: Place) -> str:
    """How like the two names are: same, alike (spelling), other, or missing."""
    if not p.name or not q.name:
        return "missing"
    return likeness(*sorted((p.name, q.name)))


@lru_cache(maxsize=65_536)
def likeness(name: str, other: str) -> str:
    if name == other:
        return "same"
    if fuzz.ratio(name, other) >= ALIKE or fuzz.token_sort_ratio(name, other) >= ALIKE:
        return "alike"
    return "other"


def names_meet(p: Place, q: Place) -> bool:
    """Names of one sound, unless the two are in different countries: places share names across a frontier."""
    if not p.skeleton or p.skeleton != q.skeleton:
        return False
    return not (p.country and q.country) or p.country == q.country


def km_apart(p: Place, q: Place) -> float:
    """Kilometres on a flat sheet between the two: good to 0.5 % within 600 km at these latitudes."""
    north = p.lat - q.lat
    east = (p.lon - q.lon) * (p.x + q.x) / 2
    return KM_PER_DEGREE * sqrt(north * north + east * east)


def same_area(p: Place, q: Place) -> bool | None:
    """Whether one lies in the area that the other stands for; None where no area or no code decides it."""
    answers = {_lies_in(p, q), _lies_in(q, p)}
    if True in answers:
        return True
    return False if False in answers else None


def _lies_in(place: Place, whole: Place) -> bool | None:
    if whole.level is None:
        return None
    theirs = whole.area()
    ours = {code for code in place.codes if code[0] == whole.level}
    if not theirs or not ours:
        return None
    if theirs & ours:
        return True
    # A name and a P-code of one area look different; only like with like can differ.
    alike = {_is_code(code) for _, code in theirs} == {_is_code(code) for _, code in ours}
    return False if alike else None


def _is_code(code: str) -> bool:
    return any(sign.isdigit() for sign in code)
