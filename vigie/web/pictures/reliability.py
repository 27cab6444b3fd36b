"""Shares with their intervals: what was stated against what was found, and one share over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vigie.web.pictures.drawing import Picture, words
from vigie.web.words import number, short_month

SIDE, LEFT, TOP = 240, 36, 30  # of the square; its lower left corner is nothing stated, nothing found
WIDE, HIGH = 296, 96  # of the share over time


def reliability(classes: Sequence, labels: tuple[str, str], sentence: str) -> Picture:
    """A dot for each class of pairs: across the probability stated, up the share found, a bar for its doubt.

    `classes` have `stated`, `found`, `low`, `high` between 0 and 1; `labels` name the two axes. On the
    dashed line found and stated are equal.
    """
    bottom = TOP + SIDE
    body = f'<path d="M{LEFT} {TOP}v{SIDE}h{SIDE}" fill="none" stroke="var(--edge)"/>'
    body += f'<path d="M{LEFT} {bottom}L{LEFT + SIDE} {TOP}" stroke="var(--edge)" stroke-dasharray="4 4"/>'
    for each in (0, 50, 100):
        body += words(LEFT + each * SIDE // 100, bottom + 16, number(each), shape="s1", anchor="middle")
        body += words(LEFT - 6, bottom + 4 - each * SIDE // 100, number(each), shape="s1", anchor="end")
    body += "".join(_doubt(_x(each.stated), _y(each.low), _y(each.high)) for each in classes)
    body += "".join(_dot(_x(each.stated), _y(each.found)) for each in classes)
    body += words(LEFT + SIDE // 2, bottom + 34, labels[0], shape="s1", anchor="middle")
    body += words(0, 12, labels[1], shape="s1")
    return Picture(body, LEFT + SIDE + 20, bottom + 42, sentence, "map")


def _x(share: float) -> int:
    return LEFT + round(share * SIDE)


def _y(share: float) -> int:
    return TOP + SIDE - round(share * SIDE)


def _doubt(x: int, low: int, high: int) -> str:
    return f'<path d="M{x} {high}V{low}" stroke="var(--q3)" stroke-width="8"/>' if low != high else ""


def _dot(x: int, y: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="5" fill="var(--ink)" stroke="var(--paper)"/>'


def shares(months: Sequence[tuple[date, object | None]], sentence: str) -> Picture:
    """One share month by month, in hundredths from 0 to 100, with its interval; a month without one is empty.

    `months` are (first day, something with `low`, `best` and `high` between 0 and 1, or None).
    """
    lines = "".join(f"M0 {HIGH - round(mark * HIGH)}h{WIDE}" for mark in (0.5, 1))
    body = f'<path d="{lines}" stroke="var(--line)"/><path d="M0 {HIGH}.5h{WIDE}" stroke="var(--ink)"/>'
    for mark in (0.5, 1):
        height = HIGH + 4 - round(mark * HIGH)
        body += words(WIDE + 28, height, number(100 * mark), shape="s1", anchor="end")
    step = WIDE / max(len(months), 1)
    for place, (month, share) in enumerate(months):
        x = round(step * (place + 0.5))
        if share is not None:
            low, best, high = (HIGH - round(end * HIGH) for end in (share.low, share.best, share.high))
            body += _doubt(x, low, high) + _dot(x, best)
        if step >= 40 or place % 3 == 0:
            body += words(x, HIGH + 16, short_month(month), shape="s1", anchor="middle")
    return Picture(body, WIDE + 28, HIGH + 30, sentence, "map", top=-8)
