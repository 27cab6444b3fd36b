"""A small map of one place, which never looks more exact than what was said."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import cos, radians

from vigie.core.outlines import KM_PER_DEGREE, Fitted
from vigie.web.pictures.choropleth import Cell
from vigie.web.pictures.drawing import Picture, words
from vigie.web.pictures.labels import LETTER, Labels

LEAST_KM, MOST_KM = 60, 400
NAMES = 5


def frame(lon: float, lat: float, radius_km: float | None) -> tuple[float, float, float, float]:
    """The piece of ground to show around a place: (west, south, east, north), half as high as wide."""
    half = min(max(4 * (radius_km or 0), LEAST_KM), MOST_KM) / KM_PER_DEGREE
    wide = 1.5 * half / cos(radians(lat))
    return (lon - wide, lat - half, lon + wide, lat + half)


def locator(
    fitted: Fitted,
    cells: Sequence[Cell],
    countries: dict[str, str],
    sentence: str,
    *,
    area: Hashable | None = None,
    spot: tuple[float, float, float] | None = None,
    label: str = "",
) -> Picture:
    """Shade the area of an incident and, where `spot` (lon, lat, radius in km) is known better than that,
    ring it as widely as it is imprecise.
    """
    drawn = [cell for cell in cells if cell.key in fitted.paths]
    others = "".join(fitted.paths[cell.key] for cell in drawn if cell.key != area)
    body = f'<path class="c" d="{others}"/>'
    if area in fitted.paths:
        body += f'<path class="c q2" d="{fitted.paths[area]}"/>'
    body += f'<path class="f" d="{fitted.borders({cell.key: cell.country for cell in drawn})}"/>'
    labels = Labels(fitted.width, fitted.height)
    if spot:
        body += _ring(fitted, *spot, label, labels)
    for code, name in countries.items():
        inside = [fitted.point(cell.lon, cell.lat) for cell in drawn if cell.country == code]
        labels.country(inside + _corners(fitted) if len(inside) == len(drawn) else inside, name)
    near = sorted(drawn, key=lambda each: (each.key != area, _from_middle(fitted, each)))
    for cell in near[:NAMES]:
        labels.town(*fitted.point(cell.lon, cell.lat), cell.name)
    return Picture(body + str(labels), fitted.width, fitted.height, sentence, "map")


def _from_middle(fitted: Fitted, cell: Cell) -> int:
    x, y = fitted.point(cell.lon, cell.lat)
    return abs(x - fitted.width // 2) + abs(y - fitted.height // 2)


def _corners(fitted: Fitted) -> list[tuple[int, int]]:
    low = fitted.height - 8
    return [(0, low), (fitted.width, low), (0, 14), (fitted.width, 14)]


def _ring(fitted: Fitted, lon: float, lat: float, radius_km: float, label: str, labels: Labels) -> str:
    x, y = fitted.point(lon, lat)
    radius = max(round(fitted.km(radius_km)), 5)
    top = max(y - radius, 24)
    half = len(label) * LETTER // 2
    middle = min(max(x, half + 4), fitted.width - half - 4)
    labels.taken.append((middle - half, top - 22, middle + half, top - 4))
    labels.taken.append((x - radius, y - radius, x + radius, y + radius))
    ring = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="var(--acc)" stroke-width="1.5"'
    return f'{ring} stroke-dasharray="3 2"/>' + words(middle, top - 8, label, shape="b", anchor="middle")
