"""Reports and incidents over time, in one picture."""

from __future__ import annotations

import numpy as np

from vigie.research.pictures.drawing import (
    INK,
    SHADES,
    Translate,
    box,
    line,
    number,
    picture,
    short,
    text,
    ticks,
    untranslated,
)  # fmt: skip

WIDTH, LEFT, TOP, PLOT = 760, 56, 46, 200
MOST_BARS = 96


def _(words: str) -> str:
    """Mark for translation."""
    return words


TITLE = _("Reports and incidents over time")
SENTENCE = _("%(reports)s reports of %(incidents)s incidents from %(first)s to %(last)s.")
INCIDENTS = _("incidents")
OTHERS = _("other sources")


def timeline(
    days: np.ndarray, source: np.ndarray, sources: list[str], incident: np.ndarray,
    translate: Translate = untranslated,
) -> str:  # fmt: skip
    """Draw reports (stacked by source) and incidents (line) by month, or by year where that is too many.

    `days` are days since 1970-01-01, `source` codes into `sources`, `incident` numbers, one for each report.
    """
    period, names = _periods(days)
    shown, legend = _shown(source, sources, translate)
    bars = np.zeros((len(legend), len(names)), int)
    np.add.at(bars, (shown, period), 1)
    firsts = np.full(incident.max(initial=-1) + 1, np.iinfo(np.int64).max)
    np.minimum.at(firsts, incident, period)
    incidents = np.bincount(firsts, minlength=len(names))
    most = max(int(bars.sum(axis=0).max(initial=1)), 1)
    body = (
        text(4, 18, translate(TITLE), "b") + _axes(most, names) + _bars(bars, most) + _line(incidents, most)
    )
    said = translate(SENTENCE) % {
        "reports": len(days), "incidents": len(firsts), "first": names[0] if names else "–",
        "last": names[-1] if names else "–",
    }  # fmt: skip
    return picture(WIDTH, TOP + PLOT + 60, body + _key(legend, translate), said)


def _periods(days: np.ndarray) -> tuple[np.ndarray, list[str]]:
    if not len(days):
        return np.zeros(0, int), []
    for unit in ("M", "Y"):
        when = days.astype("datetime64[D]").astype(f"datetime64[{unit}]")
        first = when.min()
        period = (when - first).astype(int)
        if period.max() < MOST_BARS or unit == "Y":
            break
    return period, [str(first + step) for step in range(int(period.max()) + 1)]


def _shown(source, sources, translate) -> tuple[np.ndarray, list[str]]:
    """The sources that have a shade of their own, the largest first, and all others as one."""
    order = np.argsort(-np.bincount(source, minlength=len(sources)), kind="stable")
    own = order if len(order) <= len(SHADES) else order[: len(SHADES) - 1]
    place = np.full(len(sources), len(own))
    place[own] = np.arange(len(own))
    legend = [sources[each] for each in own]
    return place[source], legend + ([translate(OTHERS)] if len(own) < len(order) else [])


def _x(at: float, number: int) -> float:
    return LEFT + (WIDTH - LEFT - 8) * at / max(number, 1)


def _axes(most: int, names: list[str]) -> str:
    drawn = ""
    for value in ticks(0, most):
        y = TOP + PLOT * (1 - value / most)
        drawn += line(LEFT, y, WIDTH - 8, y) + text(LEFT - 6, y + 4, number(value), "s e")
    step = max(1, round(len(names) / 10))
    for at in range(0, len(names), step):
        drawn += text(_x(at + 0.5, len(names)), TOP + PLOT + 16, names[at], "s m")
    return drawn


def _bars(bars: np.ndarray, most: int) -> str:
    drawn, wide = "", _x(1, bars.shape[1]) - _x(0, bars.shape[1])
    below = np.zeros(bars.shape[1])
    for shade, row in zip(SHADES, bars, strict=False):
        for at in np.flatnonzero(row):
            high = PLOT * row[at] / most
            y = TOP + PLOT - PLOT * below[at] / most - high
            drawn += box(_x(at, bars.shape[1]) + wide * 0.1, y, wide * 0.8, high, shade)
        below += row
    return drawn


def _line(incidents: np.ndarray, most: int) -> str:
    points = " ".join(
        f"{_x(at + 0.5, len(incidents)):.1f},{TOP + PLOT * (1 - count / most):.1f}"
        for at, count in enumerate(incidents)
    )
    return (
        f'<polyline points="{points}" fill="none" stroke="#fff" stroke-width="5"/>'
        f'<polyline points="{points}" fill="none" stroke="{INK}" stroke-width="2"/>'
    )


def _key(legend: list[str], translate) -> str:
    x, y = float(LEFT), TOP + PLOT + 42
    drawn = line(x, y - 4, x + 18, y - 4, INK, ' stroke-width="2"') + text(
        x + 24, y, translate(INCIDENTS), "s"
    )
    x += 100
    for shade, name in zip(SHADES, legend, strict=False):
        drawn += box(x, y - 10, 12, 12, shade) + text(x + 17, y, short(name, 16), "s")
        x += 30 + 7 * min(len(name), 16)
    return drawn
