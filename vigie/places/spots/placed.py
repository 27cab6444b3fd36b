"""A spot and the areas in which it lies."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.core.statement import GEO_RADIUS_KM, Spot
from vigie.places.models import WHOLLY
from vigie.places.remarks import Remark

# A point of which nobody says how exact it is.
UNSAID_KM = 20.0
# On or astride a frontier, where a point is given.
FRONTIER_KM = 10.0
# Shares are kept in these steps, so that equal places give equal sets.
STEPS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class PlacedSpot:
    """A spot and the areas in which it lies.

    `shares`: area → part of the imprecision that lies in it (1 or a step below). `area` is the smallest
    area that surely holds it, in the generation valid on its date. `by` says from what: "point", "area",
    "gazetteer", "country" or "" (nothing was found). A point found by name stands in `lat`, `lon`.
    """

    shares: dict[int, float] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    area: int | None = None
    by: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    remarks: tuple[Remark, ...] = ()


def step(share: float) -> float:
    """A share in whole steps: 1 from 0.95 on, 0 up to 0.05, else the nearest quarter."""
    if share >= WHOLLY:
        return 1.0
    return min(STEPS, key=lambda each: abs(each - share)) if share > 1 - WHOLLY else 0.0


def has_point(spot: Spot) -> bool:
    return spot.lat is not None and spot.lon is not None


def disc_of(spot: Spot) -> tuple[float, float, float]:
    """Longitude, latitude and radius (km) within which the true place of a spot with a point lies."""
    if spot.precision == "cross_border":
        radius = spot.radius_km or FRONTIER_KM
    elif spot.precision in ("exact", "near", "unknown"):
        radius = spot.radius_km or GEO_RADIUS_KM.get(spot.precision, UNSAID_KM)
    else:  # the centre of an area: only where it lies counts
        radius = 0.1
    return spot.lon, spot.lat, max(radius, 0.05)
