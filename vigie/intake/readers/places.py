"""What readers of places give: settlements of a gazetteer and areas with P-codes."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon


@dataclass(frozen=True)
class Settlement:
    """A named place of the GeoNames gazetteer. Degrees are WGS84, `country` is ISO 3166-1 alpha-2."""

    geonameid: int
    name: str
    ascii: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    feature_class: str  # P is a populated place, A an administrative unit
    feature_code: str
    country: str
    population: int  # 0: not known


@dataclass(frozen=True)
class BoundaryArea:
    """One area of one level in one edition of a country's boundaries.

    `names`: variant → name; a variant is a language ("fr"), a language and a number ("fr-2": a second
    name in it), "ref" (the publisher's plain spelling) or "" (no language said). `parent_pcode` is empty
    for a country. `geometry` is None in tables of codes. `schematic` areas are drawings, not boundaries.
    """

    level: int
    pcode: str
    name: str
    names: dict[str, str] = dataclasses.field(hash=False)
    parent_pcode: str
    country: str  # ISO 3166-1 alpha-2
    geometry: Polygon | MultiPolygon | None = dataclasses.field(default=None, hash=False, compare=False)
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    schematic: bool = False
