"""A number and its doubt on an axis that begins at zero."""

from __future__ import annotations

from vigie.web.pictures.drawing import Picture, tick_step, words
from vigie.web.words import number

WIDE, LEFT = 300, 10


def interval(low: int | None, best: int | None, high: int | None, sentence: str) -> Picture:
    """A dot for the value held, a band from the lowest to the highest value said."""
    known = [value for value in (low, best, high) if value is not None]
    step = tick_step(max([*known, 1]), 6)
    end = step * (max([*known, 1]) // step + 1)

    def x(value: int) -> int:
        return LEFT + round(value * WIDE / end)

    ticks = "".join(f"M{x(value)} 16v4" for value in range(0, end + 1, step))
    body = f'<path d="M{LEFT} 20h{WIDE}{ticks}" stroke="var(--edge)"/>'
    start, stop = x(low or 0), WIDE + LEFT if high is None else x(high)
    if stop > start and len(known) > (best is not None):
        # Where only one end was said the band fades into dashes towards the other.
        open_end = ' stroke-dasharray="6 4"' if low is None or high is None else ""
        body += f'<path d="M{start} 10h{stop - start}" stroke="var(--q3)" stroke-width="8"{open_end}/>'
    if best is not None:
        body += f'<circle cx="{x(best)}" cy="10" r="6" fill="var(--ink)"/>'
    free = -99
    for value in sorted({0, *known}):
        half = len(number(value)) * 4
        if x(value) - half >= free:
            body += words(x(value), 36, number(value), shape="s1", anchor="middle")
            free = x(value) + half + 4
    return Picture(body, WIDE + 2 * LEFT, 40, sentence)
