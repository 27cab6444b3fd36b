"""Which two accounts lie near enough in place and time to be worth comparing."""

from __future__ import annotations

from math import sqrt

from vigie.core.pairing.traits import KM_PER_DEGREE, Place, Traits
from vigie.core.pairing.weights import Windows


def within(one: Traits, other: Traits, windows: Windows) -> bool:
    """Say whether two accounts are compared at all.

    The windows widen with what each account says of its own imprecision, so that a report that knows less
    is compared with more, never with fewer. A report that names no place at all meets nobody.
    """
    if days_apart(one, other) > windows.days:
        return False
    return any(meet(p, q, windows) for p in one.places for q in other.places)


def days_apart(one: Traits, other: Traits) -> int:
    """Days between the nearest ends of the two spans; 0 where they overlap."""
    return max(other.first - one.last, one.first - other.last, 0)


def meet(p: Place, q: Place, windows: Windows) -> bool:
    area = same_area(p, q)
    if area:
        return True
    if p.located and q.located:
        return km_apart(p, q) <= _reach(p, q, windows, area is False)
    return names_meet(p, q)


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


def _reach(p: Place, q: Place, windows: Windows, areas_differ: bool) -> float:
    """Kilometres within which two located places are compared."""
    if areas_differ:
        return windows.km + min(p.radius_km, windows.other_area_km) + min(q.radius_km, windows.other_area_km)
    return windows.km + p.radius_km + q.radius_km
