"""Where incidents lie: one circle each, filled the darker the more sources tell it."""

from __future__ import annotations

from math import cos, radians

import numpy as np

from vigie.research.pictures.drawing import (
    ACCENT,
    SOFT,
    Translate,
    dot,
    line,
    picture,
    text,
    ticks,
    untranslated,
)  # fmt: skip

WIDTH, TOP, EDGE = 640, 40, 44
MOST_HIGH, LEAST_HIGH = 760, 220
MOST = 5000  # circles; beyond them a sample by chance is drawn, and the picture says so


def _(words: str) -> str:
    """Mark for translation."""
    return words


TITLE = _("Where the incidents lie")
SENTENCE = _(
    "%(n)s incidents with coordinates between latitudes %(south)s and %(north)s; %(without)s have none."
)
SAMPLED = _("%(shown)s of %(n)s drawn")
ONE, TWO, MORE = _("one source"), _("two sources"), _("three and more")
KINDS = ((ONE, "#fff", SOFT), (TWO, "#8598cc", ACCENT), (MORE, ACCENT, ACCENT))


def incident_map(
    lat: np.ndarray, lon: np.ndarray, sources: np.ndarray, translate: Translate = untranslated
) -> str:
    """Draw incidents at their points (degrees, NaN for none). `sources` is the number that tell each.

    A plain sheet with parallels and meridians, no frontiers: what is drawn is what the file says.
    """
    placed = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    number = len(placed)
    said = {"n": number, "without": len(lat) - number, "south": "–", "north": "–"}
    if not number:
        return picture(WIDTH, LEAST_HIGH, text(4, 18, translate(TITLE), "b"), translate(SENTENCE) % said)
    lat, lon, sources = lat[placed], lon[placed], sources[placed]
    said |= {"south": f"{lat.min():.1f}", "north": f"{lat.max():.1f}"}
    sheet = _Sheet(lat, lon)
    rows = np.arange(number)
    if number > MOST:
        rows = np.sort(np.random.default_rng(1).choice(number, MOST, replace=False))
    # Many sources last, so that they are not hidden.
    rows = rows[np.argsort(sources[rows], kind="stable")]
    body = text(4, 18, translate(TITLE), "b") + sheet.grid()
    for row in rows:
        _words, fill, edge = KINDS[min(int(sources[row]), 3) - 1]
        body += dot(*sheet.at(lat[row], lon[row]), 3, fill, f' stroke="{edge}" fill-opacity=".8"')
    body += _key(sheet.high, translate)
    if number > MOST:
        body += text(WIDTH - 8, 18, translate(SAMPLED) % {"shown": MOST, "n": number}, "s e")
    return picture(WIDTH, TOP + sheet.high + 50, body, translate(SENTENCE) % said)


class _Sheet:
    """Degrees onto paper: an even scale along the middle parallel."""

    def __init__(self, lat: np.ndarray, lon: np.ndarray) -> None:
        rim = 0.05 * max(float(np.ptp(lat)), float(np.ptp(lon)), 0.1)
        self.south, self.north = float(lat.min()) - rim, float(lat.max()) + rim
        self.west, self.east = float(lon.min()) - rim, float(lon.max()) + rim
        self.squeeze = max(cos(radians((self.south + self.north) / 2)), 0.05)
        high = (WIDTH - EDGE - 8) * (self.north - self.south) / ((self.east - self.west) * self.squeeze)
        self.high = int(min(max(high, LEAST_HIGH), MOST_HIGH))
        wide = (WIDTH - EDGE - 8) / ((self.east - self.west) * self.squeeze)
        self.scale = min(wide, self.high / (self.north - self.south))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = EDGE + (lon - self.west) * self.squeeze * self.scale
        return x, TOP + (self.north - lat) * self.scale

    def grid(self) -> str:
        drawn = ""
        for lat in ticks(self.south, self.north, 5):
            (x1, y), (x2, _y) = self.at(lat, self.west), self.at(lat, self.east)
            drawn += line(x1, y, x2, y) + text(EDGE - 5, y + 4, f"{lat:g}°", "s e")
        for lon in ticks(self.west, self.east, 5):
            (x, y1), (_x, y2) = self.at(self.north, lon), self.at(self.south, lon)
            drawn += line(x, y1, x, y2) + text(x, y2 + 14, f"{lon:g}°", "s m")
        return drawn


def _key(high: int, translate) -> str:
    drawn, x, y = "", EDGE + 6.0, TOP + high + 38
    for words, fill, edge in KINDS:
        said = translate(words)
        drawn += dot(x, y - 4, 5, fill, f' stroke="{edge}"') + text(x + 11, y, said, "s")
        x += 34 + 7 * len(said)
    return drawn
