"""What each parliament gave and got as pictures: in all, and quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vigie.web.pictures.drawing import Picture, shortened
from vigie.web.pictures.drawing import words as written

WIDE, ROW, BAR = 340, 74, 12
LONG, HIGH, GAP = 224, 44, 3  # of a picture by quarter; GAP stands between two bars
QUARTERS = 8  # as many as a reader tells apart; the table has all


# How a number given is said, and a number got.
Words = tuple[Callable[[int], str], Callable[[int], str]]


def given_and_got(parliaments: Sequence[tuple[str, int, int]], words: Words, sentence: str) -> Picture:
    """A full bar and a hollow one for each of `parliaments`, which are (name, gave, got)."""
    most = max((max(gave, got) for _name, gave, got in parliaments), default=0) or 1
    scale = (WIDE - 110) / most
    body = "".join(_row(each, words, ROW * place, scale) for place, each in enumerate(parliaments))
    bottom = ROW * len(parliaments) - 10
    return Picture(body + f'<path d="M.5 0V{bottom}" stroke="var(--ink)"/>', WIDE, bottom + 2, sentence)


def _row(counts: tuple[str, int, int], words: Words, top: int, scale: float) -> str:
    name, gave, got = counts
    drawn = written(6, top + 15, shortened(name, 46), shape="b")
    for line, (count, told) in enumerate(zip((gave, got), words, strict=True)):
        y, wide = top + 22 + line * (BAR + 6), round(count * scale)
        drawn += _bar(0, y, wide, BAR, is_full=line == 0)
        drawn += written(wide + 6, y + BAR - 1, told(count), shape="" if line == 0 else "s1")
    return drawn


def by_quarter(counts: Sequence[tuple[str, int, int]], most: int, sentence: str) -> Picture:
    """`counts` are (quarter, gave, got), the oldest first: given above the line, got beneath, on a scale to `most`."""
    shown = counts[-QUARTERS:]
    step = LONG // QUARTERS
    body = ""
    for place, (_quarter, gave, got) in enumerate(shown):
        up, down = (round(count * HIGH / max(most, 1)) for count in (gave, got))
        body += _bar(place * step, HIGH - up, step - GAP, up, is_full=True)
        body += _bar(place * step, HIGH + 1, step - GAP, down, is_full=False)
    body += f'<path d="M0 {HIGH}.5h{LONG}" stroke="var(--edge)"/>'
    ends = [(0, shown[0][0], "")] + ([(LONG, shown[-1][0], "end")] if len(shown) > 3 else [])
    body += "".join(
        written(x, 2 * HIGH + 18, quarter, shape="s1", anchor=anchor) for x, quarter, anchor in ends
    )
    return Picture(body, LONG, 2 * HIGH + 24, sentence)


def _bar(x: int, y: int, wide: int, high: int, *, is_full: bool) -> str:
    """Full for what was given, an outline for what was got: told apart without colour."""
    if not wide or not high:
        return ""
    if is_full:
        return f'<path d="M{x} {y}h{wide}v{high}h-{wide}z" fill="var(--ink)"/>'
    box = f"M{x + 0.5} {y + 0.5}h{max(wide - 1, 1)}v{max(high - 1, 1)}h-{max(wide - 1, 1)}z"
    return f'<path d="{box}" fill="none" stroke="var(--ink)"/>'
