"""What was observed beside what is estimated: an interval, an open arrow for "at least", or a hatched refusal.

Observed is full, estimated is hollow, and they never share a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.web.pictures.drawing import KeyEntry, Picture, shortened, tick_step, words
from vigie.web.words import number

WIDE, HIGH = 312, 150  # of the columns; the axis is written at their right
LEFT, RIGHT = 8, 332  # of a row's axis
ROW = 44
ARROW = 26  # px that an open arrow goes beyond its beginning: nobody knows how far
EFFORT = 16  # px of a whole effort


@dataclass(frozen=True)
class Told:
    """One step of time or one area. `observed` None: withheld. `verdict`: interval, at_least, refused, withheld.

    `effort` is a share from 0 to 1, None where it is not known. `inner`: a part of the row above.
    """

    name: str
    observed: int | None
    verdict: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    effort: float | None = None
    inner: bool = False


def over_time(steps: Sequence[Told], sentence: str) -> Picture:
    """Columns for what was observed, and above each what is estimated; reporting effort beneath, in grey.

    A step is named only where its name differs from that of the step before: years under their first quarter.
    """
    most = _most(steps)
    edges = [round(place * WIDE / max(len(steps), 1)) for place in range(len(steps) + 1)]
    body = (_HATCH if _hatched(steps) else "") + _axis(most)
    for step, left, right in zip(steps, edges, edges[1:], strict=False):
        body += _column(step, left, right, most)
    body += (
        f'<path d="M0 {HIGH}.5h{WIDE}" stroke="var(--ink)"/>' + _times(steps, edges) + _efforts(steps, edges)
    )
    return Picture(body, WIDE + 28, HIGH + 66, sentence, "map", _key(steps, effort=True), top=-22)


def by_row(rows: Sequence[Told], sentence: str) -> Picture:
    """One line a row on a common scale that begins at zero: a full dot observed, a hollow one estimated."""
    most = _most(rows)
    body = _HATCH if _hatched(rows) else ""
    for place, row in enumerate(rows):
        body += _row(row, ROW * place, most)
    return Picture(body, RIGHT + LEFT, ROW * len(rows) + 4, sentence, "map", _key(rows, effort=False))


_HATCH = (
    '<pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v5" stroke="var(--q4)" stroke-width="2"/></pattern>'
)


def _hatched(told: Sequence[Told]) -> bool:
    return any(each.verdict == "refused" for each in told)


def _most(told: Sequence[Told]) -> int:
    """The greatest value that is drawn. Of a lower bound the upper end is not: it would be read as one."""
    ends = [(each.observed, each.low, each.high if each.verdict == "interval" else None) for each in told]
    return max([value for values in ends for value in values if value], default=1)


def _key(told: Sequence[Told], *, effort: bool) -> tuple[KeyEntry, ...]:
    """Only what is in the picture."""
    entries = [KeyEntry("q4", _("observed"))]
    verdicts = {each.verdict for each in told}
    if "interval" in verdicts:
        entries.append(KeyEntry("as", _("○ estimated, with its interval")))
    if "at_least" in verdicts:
        entries.append(KeyEntry("as", _("→ at least; nobody can say how many more")))
    if "refused" in verdicts:
        entries.append(KeyEntry("h", _("no estimate can be made")))
    if effort and any(each.observed is None for each in told):
        entries.append(KeyEntry("wh", _("not shown, to protect")))
    if effort:
        entries.append(KeyEntry("grey", _("effort of reporting")))
    return tuple(entries)


def _axis(most: int) -> str:
    step = tick_step(most)
    marks = range(step, most + 1, step)
    lines = "".join(f"M0 {_y(value, most)}h{WIDE}" for value in marks)
    names = (words(WIDE + 28, _y(v, most) + 4, number(v), shape="s1", anchor="end") for v in marks)
    return f'<path d="{lines}" stroke="var(--line)"/>' + "".join(names)


def _y(value: int, most: int) -> int:
    return HIGH - round(value * HIGH / most)


def _column(step: Told, left: int, right: int, most: int) -> str:
    wide, middle = max(right - left - 4, 2), (left + right) // 2
    if step.observed is None:
        return f'<path d="M{left} {HIGH - 12}h{wide}v12" fill="none" stroke="var(--edge)" stroke-dasharray="3 3"/>'
    top = _y(step.observed, most)
    drawn = f'<path class="q4" d="M{left} {HIGH}V{top}h{wide}V{HIGH}z"/>'
    if step.verdict == "refused":
        return drawn + f'<path fill="url(#h)" d="M{left} {top}v-{ARROW}h{wide}v{ARROW}z"/>'
    if step.verdict == "at_least":
        low = _y(step.low, most)
        return drawn + _stroke(
            f"M{middle - 5} {low}h10M{middle} {low}v-{ARROW}m-4 6l4 -6l4 6",
        )
    if step.verdict == "interval":
        low, high = _y(step.low, most), _y(step.high, most)
        caps = f"M{middle - 5} {low}h10M{middle - 5} {high}h10M{middle} {low}V{high}"
        return drawn + _stroke(caps) + _hollow(middle, _y(step.best, most), 3)
    return drawn


def _stroke(path: str) -> str:
    return f'<path class="e" d="{path}"/>'


def _hollow(x: int, y: int, radius: int) -> str:
    return f'<circle class="e" cx="{x}" cy="{y}" r="{radius}"/>'


def _times(steps: Sequence[Told], edges: Sequence[int]) -> str:
    text, free, before = "", 0, None
    for step, left in zip(steps, edges, strict=False):
        wide = len(step.name) * 8
        if step.name != before and left >= free and left + wide <= WIDE + 28:
            text += words(left, HIGH + 17, step.name)
            free = left + wide + 8
        before = step.name
    return text


def _efforts(steps: Sequence[Told], edges: Sequence[int]) -> str:
    base, drawn = HIGH + 28 + EFFORT, ""
    for step, left, right in zip(steps, edges, edges[1:], strict=False):
        if step.effort is not None:
            tall = max(round(step.effort * EFFORT), 1)
            drawn += f"M{left} {base}v-{tall}h{max(right - left - 4, 2)}v{tall}z"
    return f'<path d="{drawn}" fill="var(--edge)"/>' if drawn else ""


def _row(row: Told, top: int, most: int) -> str:
    def x(value: int) -> int:
        return LEFT + round(value * (RIGHT - LEFT - ARROW) / most)

    said, y = _in_figures(row), top + 28
    room = (RIGHT - len(said) * 7) // 8
    drawn = words(
        LEFT + (12 if row.inner else -8), top + 14, shortened(row.name, room), shape="" if row.inner else "b"
    )
    drawn += words(RIGHT + LEFT, top + 14, said, shape="s1", anchor="end")
    drawn += f'<path d="M{LEFT} {y}H{RIGHT}M{LEFT} {y - 4}v8" stroke="var(--line)"/>'
    if row.observed is None:
        return drawn
    drawn += _doubt(row, x, y)
    return drawn + f'<circle cx="{x(row.observed)}" cy="{y}" r="5" fill="var(--q4)"/>'


def _doubt(row: Told, x, y: int) -> str:
    if row.verdict == "refused":
        return f'<path fill="url(#h)" d="M{x(row.observed)} {y - 6}h{ARROW}v12h-{ARROW}z"/>'
    if row.verdict == "at_least":
        return _stroke(f"M{x(row.low)} {y - 6}v12M{x(row.low)} {y}h{ARROW}m-6 -4l6 4l-6 4")
    if row.verdict == "interval":
        low, high = x(row.low), x(row.high)
        return _stroke(f"M{low} {y - 6}v12M{high} {y - 6}v12M{low} {y}H{high}") + _hollow(x(row.best), y, 4)
    return ""


def _in_figures(row: Told) -> str:
    """ "412: 480–690", "412: at least 480", "412: no estimate"; the arrow stands for "so many seen, so many held"."""
    if row.observed is None:
        return _("withheld")
    estimated = {
        "interval": lambda: f"{number(row.low)}–{number(row.high)}",
        "at_least": lambda: _("at least %(number)s") % {"number": number(row.low)},
        "refused": lambda: _("no estimate"),
    }.get(row.verdict, lambda: "")()
    return f"{number(row.observed)} → {estimated}" if estimated else number(row.observed)
