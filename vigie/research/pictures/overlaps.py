"""Which combinations of sources know the same incidents, as an UpSet plot.

After Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, "UpSet: visualization of intersecting sets".
"""

from __future__ import annotations

from vigie.research.pictures.drawing import (
    ACCENT,
    INK,
    LINE,
    Translate,
    box,
    dot,
    line,
    number,
    picture,
    short,
    text,
    untranslated,
)  # fmt: skip

LEFT, TOP, PLOT, COLUMN, ROW = 190, 46, 170, 30, 24
MOST = 20  # combinations drawn; the table has all


def _(words: str) -> str:
    """Mark for translation."""
    return words


TITLE = _("Incidents by the sources that tell them")
SENTENCE = _(
    "%(incidents)s incidents in %(n)s combinations of %(sources)s sources; the largest: %(largest)s."
)
REST = _("%(n)s smaller combinations are in the table")


def overlaps(counts: dict[tuple[str, ...], int], translate: Translate = untranslated) -> str:
    """Draw the number of incidents for each combination of sources."""
    sources = sorted({name for names in counts for name in names})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked[:MOST]
    most = max((count for _names, count in shown), default=1)
    width = max(LEFT + COLUMN * len(shown) + 20, 420)
    body = text(4, 18, translate(TITLE), "b")
    for at, name in enumerate(sources):
        y = TOP + PLOT + 26 + at * ROW
        body += text(LEFT - 12, y + 4, short(name, 24), "e") + line(LEFT, y, LEFT + COLUMN * len(shown), y)
    for at, (names, count) in enumerate(shown):
        body += _column(LEFT + COLUMN * (at + 0.5), names, count, most, sources)
    height = TOP + PLOT + 30 + len(sources) * ROW + 12
    if len(ranked) > MOST:
        body += text(LEFT, height, translate(REST) % {"n": len(ranked) - MOST}, "s")
        height += 14
    largest = " & ".join(shown[0][0]) if shown else "–"
    said = translate(SENTENCE) % {
        "incidents": sum(counts.values()), "n": len(counts), "sources": len(sources), "largest": largest
    }  # fmt: skip
    return picture(width, height, body, said)


def _column(x: float, names: tuple[str, ...], count: int, most: int, sources: list[str]) -> str:
    high = PLOT * count / most
    base = TOP + PLOT
    drawn = box(x - 9, base - high, 18, high, ACCENT) + text(x, base - high - 5, number(count), "s m")
    rows = [base + 26 + at * ROW for at in range(len(sources))]
    known = [y for y, name in zip(rows, sources, strict=True) if name in names]
    drawn += line(x, known[0], x, known[-1], INK, ' stroke-width="2"')
    for y, name in zip(rows, sources, strict=True):
        drawn += dot(x, y, 6, INK if name in names else LINE)
    return drawn
