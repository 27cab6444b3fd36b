"""Who holds what together with whom: one row a combination of lists, with its dots and its bar.

After UpSet (Lex, Gehlenborg, Strobelt, Vuillemot & Pfister 2014, IEEE Transactions on Visualization and Computer
Graphics 20), turned so that it reads downwards on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.web.pictures.drawing import KeyEntry, Picture, shortened, words
from vigie.web.words import number

WIDE, ROW, HEAD = 340, 24, 19
FIGURE = 44  # px kept at the right of the longest bar for its number


@dataclass(frozen=True)
class Combination:
    """How many stand on exactly these lists. `members` are their numbers; none: several combinations together."""

    members: tuple[int, ...]
    count: int


def upset(names: Sequence[str], rows: Sequence[Combination], sentence: str) -> Picture:
    """Draw combinations in the order given, under the names of the lists (two to eight)."""
    pitch = 22 if len(names) <= 5 else 18
    xs = [11 + pitch * place for place in range(len(names))]
    top = HEAD * len(names) + 8
    high = top + ROW * len(rows)
    body = _bands(len(rows), top) + _heads(names, xs, top)
    start = xs[-1] + 20 if xs else 20
    most = max((row.count for row in rows), default=0) or 1
    for place, row in enumerate(rows):
        y = top + ROW * place + ROW // 2
        body += _dots(row.members, xs, y) if row.members else words(2, y + 4, _("others"), shape="s1")
        body += _bar(row, start, y, most)
    return Picture(body, WIDE, high, sentence, "map", _key(rows))


def _key(rows: Sequence[Combination]) -> tuple[KeyEntry, ...]:
    entries = [KeyEntry("q2", _("one organisation alone")), KeyEntry("q4", _("several"))]
    if any(not row.members for row in rows):
        entries.append(KeyEntry("q1", _("other combinations together")))
    return tuple(entries)


def _bands(rows: int, top: int) -> str:
    """Every second row is tinted, so that the eye keeps its line."""
    drawn = "".join(f"M0 {top + ROW * place}h{WIDE}v{ROW}h-{WIDE}z" for place in range(0, rows, 2))
    return f'<path d="{drawn}" fill="var(--tint,none)"/>'


def _heads(names: Sequence[str], xs: Sequence[int], top: int) -> str:
    """Each name on a line of its own, led down to its column; the first on top, so that no lead crosses a name."""
    leads = "".join(f"M{x} {HEAD * place + 17}V{top}" for place, x in enumerate(xs))
    drawn = f'<path d="{leads}" stroke="var(--line)"/>'
    for place, (x, name) in enumerate(zip(xs, names, strict=True)):
        drawn += words(x - 5, HEAD * place + 13, shortened(name, (WIDE - x) // 7))
    return drawn


def _dots(members: Sequence[int], xs: Sequence[int], y: int) -> str:
    full = "".join(f'<circle cx="{xs[each]}" cy="{y}" r="6"/>' for each in members)
    empty = "".join(f'<circle cx="{x}" cy="{y}" r="3"/>' for n, x in enumerate(xs) if n not in members)
    line = f"M{xs[min(members)]} {y}H{xs[max(members)]}"
    return (
        f'<g fill="var(--line)">{empty}</g><path d="{line}" stroke="var(--ink)" stroke-width="2"/>'
        f'<g fill="var(--ink)">{full}</g>'
    )


def _bar(row: Combination, start: int, y: int, most: int) -> str:
    long = max(round(row.count * (WIDE - FIGURE - start) / most), 1 if row.count else 0)
    shape = "q1" if not row.members else "q2" if len(row.members) == 1 else "q4"
    bar = f'<path class="{shape}" d="M{start} {y - 8}h{long}v16h-{long}z"/>' if long else ""
    return bar + words(start + long + 5, y + 5, number(row.count), shape="b")
