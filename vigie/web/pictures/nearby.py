"""A report among those near it: where they lie in kilometres from it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import hypot

from vigie.web.pictures.drawing import Picture, tick_step, words
from vigie.web.words import day, number

WIDE, MIDDLE, HALF = 340, 170, 150
ROW, TOP = 16, 2 * HALF + 48
LEFT, RIGHT = 28, 330


@dataclass(frozen=True)
class Mark:
    """One report: its number in the table (0: the one in the middle), kilometres east and north of that one
    (None where nobody knows), its imprecision in kilometres, its first and last day as ordinals, and how likely
    it is that both tell of one incident.
    """

    number: int
    east: float | None
    north: float | None
    radius_km: float
    first: int
    last: int
    share: float

    @property
    def shade(self) -> str:
        return f"q{1 + min(4, int(self.share * 5))}"


def nearby(marks: list[Mark], sentence: str) -> Picture:
    """The map with rings of distance, and below it a line of days for each report. The darker, the likelier."""
    placed = [mark for mark in marks if mark.east is not None]
    farthest = max([hypot(mark.east, mark.north) + mark.radius_km for mark in placed], default=1.0)
    step = tick_step(max(1, round(farthest)), 3)
    scale = HALF / max(farthest, step)
    body = "".join(_ring(step * n, scale) for n in (1, 2, 3) if step * n * scale <= HALF)
    body += "".join(_spot(mark, scale) for mark in reversed(placed))
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    body += words(0, TOP - 10, _day(first), shape="s1")
    if last > first:
        body += words(RIGHT, TOP - 10, _day(last), shape="s1", anchor="end")
    for row, mark in enumerate(marks):
        body += _days(mark, row, first, max(last - first, 1))
    return Picture(body, WIDE, TOP + ROW * len(marks) + 4, sentence, shape="map")


def _day(ordinal: int) -> str:
    return day(date.fromordinal(ordinal))


def _ring(km: int, scale: float) -> str:
    radius = round(km * scale)
    circle = f'<circle cx="{MIDDLE}" cy="{HALF + 10}" r="{radius}" fill="none" stroke="var(--line)"/>'
    return circle + words(MIDDLE, HALF + 22 - radius, f"{number(km)} km", shape="s1", anchor="middle")


def _spot(mark: Mark, scale: float) -> str:
    """A dashed circle as wide as the imprecision: never a dot where none was said."""
    x, y = MIDDLE + round(mark.east * scale), HALF + 10 - round(mark.north * scale)
    radius = max(round(mark.radius_km * scale), 5)
    line = (
        'stroke="var(--ink)" stroke-width="2"'
        if mark.number == 0
        else 'stroke="var(--edge)" stroke-dasharray="4 3"'
    )
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" {line}/>'
    if mark.number == 0:
        return circle
    return circle + words(x, y + 5, str(mark.number), shape="b", anchor="middle")


def _days(mark: Mark, row: int, first: int, span: int) -> str:
    y = TOP + ROW * row

    def x(day: int) -> int:
        return LEFT + round((day - first) * (RIGHT - LEFT - 6) / span)

    wide = max(x(mark.last) - x(mark.first), 6)
    fill = 'fill="var(--ink)"' if mark.number == 0 else f'class="c {mark.shade}"'
    label = words(0, y + 10, str(mark.number), shape="b") if mark.number else ""
    return f'{label}<path {fill} d="M{x(mark.first)} {y}h{wide}v10h-{wide}z"/>'
