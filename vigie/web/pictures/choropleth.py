"""A map that counts by area: the more, the further from paper, in at most five steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.core.outlines import Fitted
from vigie.web.pictures.drawing import KeyEntry, Picture
from vigie.web.pictures.labels import Labels
from vigie.web.words import number

CLASSES = 5
NAMES = 4
ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 75)


@dataclass(frozen=True)
class Cell:
    """One area of the map. `partly`: incidents of which only a part of the stated imprecision lies here."""

    key: Hashable
    name: str
    country: str
    lon: float
    lat: float
    count: int = 0
    partly: int = 0


def choropleth(fitted: Fitted, cells: Sequence[Cell], countries: dict[str, str], sentence: str) -> Picture:
    """Draw `cells` on their outlines. `countries` gives the name to write for each country code."""
    steps = breaks([cell.count for cell in cells if cell.count])
    drawn = [cell for cell in cells if cell.key in fitted.paths]
    paths = defaultdict(str)
    for cell in drawn:
        paths[_shape(cell, steps)] += fitted.paths[cell.key]
    body = _HATCH if "c h" in paths else ""
    body += "".join(_area(shape, paths[shape]) for shape in sorted(paths))
    body += f'<path class="f" d="{fitted.borders({cell.key: cell.country for cell in drawn})}"/>'
    body += str(_labels(fitted, drawn, countries))
    return Picture(body, fitted.width, fitted.height, sentence, "map", _key(steps, "c h" in paths))


_HATCH = (
    '<pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v5" stroke="var(--q4)" stroke-width="2"/></pattern>'
)


def _area(shape: str, path: str) -> str:
    if shape == "c h":
        return f'<path class="c" fill="none" d="{path}"/><path fill="url(#h)" d="{path}"/>'
    return f'<path class="{shape}" d="{path}"/>'


def _shape(cell: Cell, steps: Sequence[int]) -> str:
    if not cell.count:
        return "c h" if cell.partly else "c"
    return f"c q{sum(cell.count >= step for step in steps) + CLASSES - len(steps)}"


def breaks(counts: Sequence[int]) -> list[int]:
    """Where each class begins: at most five round numbers, the first of them 1.

    They follow the quantiles, so that neither one great count nor many small ones leave the map plain.
    """
    if not counts:
        return []
    ranked = sorted(counts)
    wanted = [ranked[len(ranked) * part // CLASSES] for part in range(1, CLASSES)]
    return sorted({1, *(_rounded(count) for count in wanted)})


def _rounded(count: int) -> int:
    size = 1
    while count >= 100 * size:
        size *= 10
    return max(each * size for each in ROUND if each * size <= max(count, 1))


def _key(steps: Sequence[int], hatched: bool) -> tuple[KeyEntry, ...]:
    entries = [KeyEntry("", _("none received"))]
    first = CLASSES - len(steps) + 1
    for place, (begin, after) in enumerate(zip(steps, [*steps[1:], None], strict=True), start=first):
        entries.append(KeyEntry(f"q{place}", _step(begin, after)))
    if hatched:
        entries.append(KeyEntry("h", _("known too roughly to be placed here alone")))
    return tuple(entries)


def _step(begin: int, after: int | None) -> str:
    if after is None:
        return _("%(number)s or more") % {"number": number(begin)}
    if after - begin == 1:
        return number(begin)
    return f"{number(begin)}–{number(after - 1)}"


def _labels(fitted: Fitted, cells: Sequence[Cell], countries: dict[str, str]) -> Labels:
    labels = Labels(fitted.width, fitted.height)
    placed = [(cell, *fitted.point(cell.lon, cell.lat)) for cell in cells]
    for code, name in countries.items():
        inside = [(x, y) for cell, x, y in placed if cell.country == code]
        labels.country(_outermost(inside, fitted), name)
    written = 0
    for cell, x, y in sorted(placed, key=lambda each: -each[0].count):
        if written == NAMES or not cell.count:
            break
        written += labels.town(x, y, cell.name)
    return labels


def _outermost(places: list[tuple[int, int]], fitted: Fitted) -> list[tuple[int, int]]:
    # Far from the middle, where the picture has the fewest other names.
    x, y = fitted.width // 2, fitted.height // 2
    return sorted(places, key=lambda place: -((place[0] - x) ** 2 + (place[1] - y) ** 2))
