"""Comparing where two accounts say that it happened: distance and name taken together."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from vigie.core.pairing.traits import Place, Traits
from vigie.core.pairing.weights import Weights
from vigie.core.pairing.windows import km_apart, meet, same_area

# Upper ends of the distance bands in kilometres; two points near to 5 km each are no surprise at 7 or 13.
BANDS = ((3.0, "d3"), (7.0, "d7"), (13.0, "d13"), (20.0, "d20"))

# Kilometres of imprecision that the bands allow for already: two points "near", to 5 km each.
BANDS_ALLOW_KM = 10.0

# Percent of likeness from which two spellings may be one name.
ALIKE = 80.0

AREA_WORD = {
    (3, ""): "commune", (2, "bf"): "province", (2, "ml"): "cercle", (2, "ne"): "department",
    (2, ""): "district", (1, ""): "region", (0, ""): "country",
}  # fmt: skip


def compare_places(one: Traits, other: Traits, weights: Weights) -> tuple[float, str, tuple] | None:
    """Bits, reason and blanks of the two nearest places; None where no two places can be compared."""
    best = None
    for p in one.places:
        for q in other.places:
            if meet(p, q, weights.windows):
                found = _compare(p, q, weights)
                if best is None or (-found[0], found[1:]) < (-best[0], best[1:]):
                    best = found
    return best


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


def _compare(p: Place, q: Place, weights: Weights) -> tuple[float, str, tuple]:
    name = name_level(p, q)
    if name == "other" and p.skeleton == q.skeleton:
        name = "alike"
    row, params = _row(p, q)
    reason = _reason(row, p, q)
    if name in ("same", "alike"):
        params += (("name", " / ".join(sorted({p.said, q.said}))),)
    return weights.of("where", f"{row}.{name}"), f"{reason}_{name}", params


def _row(p: Place, q: Place) -> tuple[str, tuple]:
    levels = [place.level for place in (p, q) if place.level is not None]
    located = p.located and q.located
    if located and not levels:
        return _points(p, q)
    area = same_area(p, q)
    if area is None and located:
        # No code decides it: the area's own radius does.
        area = km_apart(p, q) <= max(place.radius_km for place in (p, q) if place.level is not None)
    if area:
        return f"{'both_areas' if len(levels) == 2 else 'one_area'}_{min(*levels, 3)}", ()
    if located:
        return "near_area", (("km", round(km_apart(p, q))),)
    return "name_only", ()


def _points(p: Place, q: Place) -> tuple[str, tuple]:
    km = km_apart(p, q)
    unexplained = max(0.0, km - max(0.0, p.radius_km + q.radius_km - BANDS_ALLOW_KM))
    row = next((band for end, band in BANDS if unexplained <= end), "far")
    return row, (("km", round(km)),)


def _reason(row: str, p: Place, q: Place) -> str:
    if row.startswith("one_area"):
        level = int(row[-1])
        whole, point = (p, q) if p.level is not None else (q, p)
        country = whole.country or point.country
        return "place_in_" + AREA_WORD.get((level, country.casefold()), AREA_WORD[level, ""])
    if row.startswith("both_areas"):
        return "place_same_area"
    if row in ("near_area", "name_only"):
        return f"place_{row}"
    return "place_apart"
