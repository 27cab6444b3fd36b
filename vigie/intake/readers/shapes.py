"""The shape of an area: checked against the Earth and its country, and mended where its rings cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vigie.intake.readers.countries import BOXES
from vigie.intake.readers.record import Record

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon


def shape_of(geometry: dict | None, country: str, record: Record) -> Polygon | MultiPolygon | None:
    """The polygon of a feature. Faults (none, not a polygon, off the Earth, swapped) go to the record."""
    import shapely
    from shapely.geometry import shape

    if geometry is None:
        record.fault("area-without-shape")
        return None
    try:
        found = shape(geometry)
        empty = found.is_empty
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError):
        record.fault("shape-unreadable")
        return None
    if found.geom_type not in ("Polygon", "MultiPolygon") or empty:
        record.fault("shape-not-area", value=found.geom_type)
        return None
    if not _lies_where_it_should(found.bounds, country, record):
        return None
    return _mended(found, record)


def _lies_where_it_should(bounds: tuple[float, float, float, float], country: str, record: Record) -> bool:
    west, south, east, north = bounds
    # Written so that "not a number" fails too.
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        record.fault("shape-off-earth", value=f"{west:g}, {south:g}, {east:g}, {north:g}")
        return False
    if country not in BOXES or _within(country, south, north, west, east):
        return True
    swapped = _within(country, west, east, south, north)
    record.fault("shape-swapped" if swapped else "shape-elsewhere", country=country)
    return False


def _within(country: str, south: float, north: float, west: float, east: float) -> bool:
    box = BOXES[country]
    return box[0] <= south and north <= box[1] and box[2] <= west and east <= box[3]


def _mended(found: Polygon | MultiPolygon, record: Record) -> Polygon | MultiPolygon | None:
    import shapely

    if found.is_valid:
        return found
    why = shapely.is_valid_reason(found)
    areas = [part for part in _parts(shapely.make_valid(found)) if part.geom_type == "Polygon" and part.area]
    if not areas:
        record.fault("shape-unreadable")
        return None
    record.remark("shape-mended", value=why)
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def _parts(found) -> list:
    """Every single shape in a shape, however deep: mending leaves lines beside areas."""
    return [single for part in found.geoms for single in _parts(part)] if hasattr(found, "geoms") else [found]
