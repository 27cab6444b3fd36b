"""Counts over time as bars, the effort of reporting beneath, and small ones for each organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vigie.web.pictures.drawing import Picture, tick_step, words
from vigie.web.words import number, short_month

WIDE, HIGH = 312, 108  # of the bars; the axis is written at their right
LETTER = 8
FOOT = 44  # of the effort beneath, its figures included


def bars(
    rows: Sequence[tuple[date, int]],
    sentence: str,
    *,
    incomplete: bool = False,
    effort: Sequence[bool] = (),
    days: Sequence[tuple[date, int | None]] = (),
) -> Picture:
    """Draw counts for steps of time. `incomplete`: the last step is not over.

    `effort` says for each step whether every organisation reported; a step in which one fell silent is
    dashed under its bar, so that a low bar is not read as calm. `days` are monitor-days from a day on until
    the next (None: not known), in grey at the foot, with their highest and last figure; none at all is marked.
    """
    counts = [count for _first, count in rows]
    most = max(counts, default=0) or 1
    edges = [round(number * WIDE / max(len(rows), 1)) for number in range(len(rows) + 1)]
    full, last = (counts[:-1], counts[-1:]) if incomplete else (counts, [])
    body = _axis(most)
    body += f'<path class="q4" d="{_bars(full, edges, most, HIGH)}"/>'
    body += f'<path class="q2" d="{_bars(last, edges[len(full) :], most, HIGH)}"/>' if last else ""
    body += f'<path d="M0 {HIGH}.5h{WIDE}" stroke="var(--ink)"/>'
    body += _values(full, edges, most) + _times(rows, edges, incomplete)
    if effort:
        body += _effort(effort, edges)
    foot = HIGH + (50 if effort else 38) - 16
    if days:
        body += _worked(days, [first for first, _count in rows], edges, foot)
    return Picture(body, WIDE + 28, foot + (FOOT + 10 if days else 0), sentence, "map", top=-16)


def _axis(most: int) -> str:
    step = tick_step(most)
    marks = [value for value in range(step, most + 1, step) if most]
    lines = "".join(f"M0 {HIGH - round(value * HIGH / most)}h{WIDE}" for value in marks)
    names = (
        words(WIDE + 28, HIGH + 4 - round(value * HIGH / most), number(value), shape="s1", anchor="end")
        for value in marks
    )
    return f'<path d="{lines}" stroke="var(--line)"/>' + "".join(names)


def _bars(counts: Sequence[int], edges: Sequence[int], most: int, high: int) -> str:
    drawn = []
    for count, left, right in zip(counts, edges, edges[1:], strict=False):
        # A single case among thousands is still drawn: one pixel is not nothing.
        tall = max(round(count * high / most), 1 if count else 0)
        gap = 2 if right - left >= 6 else int(right - left >= 3)
        if tall:
            drawn.append(f"M{left} {high}v-{tall}h{right - left - gap}v{tall}z")
    return "".join(drawn)


def _values(counts: Sequence[int], edges: Sequence[int], most: int) -> str:
    """The peak, then the first and the last value where they touch neither it nor a higher bar."""
    if not counts:
        return ""
    peak = max(range(len(counts)), key=counts.__getitem__)
    written: list[tuple[int, int]] = []
    text = ""
    for place in dict.fromkeys((peak, 0, len(counts) - 1)):
        value = number(counts[place])
        half = len(value) * LETTER // 2 + 2
        middle = min(max((edges[place] + edges[place + 1]) // 2, half), WIDE - half)
        beside = [
            n for n, left in enumerate(edges[:-1]) if left < middle + half and edges[n + 1] > middle - half
        ]
        hidden = any(counts[n] > counts[place] for n in beside if n < len(counts))
        if not hidden and all(middle + half < left or right < middle - half for left, right in written):
            written.append((middle - half, middle + half))
            y = HIGH - 5 - round(counts[place] * HIGH / most)
            text += words(middle, y, value, shape="b", anchor="middle")
    return text


def _times(rows: Sequence[tuple[date, int]], edges: Sequence[int], incomplete: bool) -> str:
    """Months under a year or so of steps, years under more."""
    if not rows:
        return ""
    years = (rows[-1][0] - rows[0][0]).days > 500
    free, end = 0, WIDE - (76 if incomplete else 0)
    text = words(WIDE, HIGH + 16, _("incomplete"), shape="s1", anchor="end") if incomplete else ""
    for place, (first, _count) in enumerate(rows):
        fresh = not place or (first.year if years else first.month) != _unit(rows[place - 1][0], years)
        name = str(first.year) if years else short_month(first)
        wide = len(name) * LETTER
        if fresh and edges[place] >= free and edges[place] + wide <= end:
            text += words(edges[place], HIGH + 16, name)
            free = edges[place] + wide + 8
    return text


def _unit(first: date, years: bool) -> int:
    return first.year if years else first.month


def _effort(effort: Sequence[bool], edges: Sequence[int]) -> str:
    whole, broken = "", ""
    for complete, left, right in zip(effort, edges, edges[1:], strict=False):
        piece = f"M{left} {HIGH + 29}h{right - left}"
        whole, broken = (whole + piece, broken) if complete else (whole, broken + piece)
    drawn = f'<path d="{whole}" stroke="var(--ink)" stroke-width="2"/>' if whole else ""
    if broken:
        drawn += f'<path d="{broken}" stroke="var(--warn)" stroke-width="2" stroke-dasharray="3 3"/>'
    return drawn


def _worked(days, firsts: Sequence[date], edges: Sequence[int], top: int) -> str:
    """Monitor-days on the same line of time as the counts, on a scale of their own."""
    starts = [_place(first, firsts, edges) for first, _days in days]
    ends = [*starts[1:], WIDE]
    known = [many for _first, many in days if many is not None]
    most, base = max(known, default=0) or 1, top + FOOT - 4
    drawn, silent = "", ""
    for (_first, many), left, right in zip(days, starts, ends, strict=True):
        if many and right > left:
            tall = max(round(many * 22 / most), 1)
            drawn += f"M{left} {base}v-{tall}h{max(right - left - 1, 1)}v{tall}z"
        elif many == 0:
            silent += f"M{left} {base - 1}h{max(right - left - 2, 1)}"
    text = f'<path d="{drawn}" fill="var(--edge)"/><path d="M0 {base}.5h{WIDE}" stroke="var(--edge)"/>'
    text += f'<path d="{silent}" stroke="var(--warn)" stroke-width="2"/>' if silent else ""
    return text + _figures(days, starts, ends, base, most)


def _figures(days, starts: Sequence[int], ends: Sequence[int], base: int, most: int) -> str:
    """The highest and the last figure, the last one first where they would touch."""
    known = [place for place, (_first, many) in enumerate(days) if many is not None]
    if not known:
        return ""
    text, written = "", []
    for place in dict.fromkeys((known[-1], max(known, key=lambda each: days[each][1]))):
        value = number(days[place][1])
        half = len(value) * LETTER // 2 + 2
        middle = min(max((starts[place] + ends[place]) // 2, half), WIDE - half)
        if all(abs(middle - other) > half + wide for other, wide in written):
            written.append((middle, half))
            y = base - 3 - round(days[place][1] * 22 / most)
            text += words(middle, y, value, shape="s1", anchor="middle")
    return text


def _place(day: date, firsts: Sequence[date], edges: Sequence[int]) -> int:
    """Where a day lies on the axis, between the edges of the steps that begin around it."""
    after = next((place for place, first in enumerate(firsts) if first > day), None)
    if after == 0 or not firsts:
        return 0
    before = (after if after is not None else len(firsts)) - 1
    if firsts[before] == day:
        return edges[before]
    length = (firsts[after] - firsts[before]).days if after is not None else 7
    share = min((day - firsts[before]).days / length, 1)
    return round(edges[before] + share * (edges[before + 1] - edges[before]))


def small_bars(counts: Sequence[int], most: int, sentence: str) -> Picture:
    """One organisation's steps at a scale shared with the others; a silent step is marked on the base."""
    wide, high = 168, 44
    edges = [round(number * wide / max(len(counts), 1)) for number in range(len(counts) + 1)]
    silent = "".join(
        f"M{left} {high - 1}h{max(right - left - 2, 1)}"
        for count, left, right in zip(counts, edges, edges[1:], strict=False)
        if not count
    )
    body = f'<path class="q4" d="{_bars(counts, edges, most or 1, high)}"/>'
    body += f'<path d="{silent}" stroke="var(--warn)" stroke-width="2"/>' if silent else ""
    body += f'<path d="M0 {high}.5h{wide}" stroke="var(--edge)"/>'
    return Picture(body, wide, high + 1, sentence)
