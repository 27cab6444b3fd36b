"""How much of what was asked was found: one circle for each thing counted, full where it was there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie.core.followup import done
from vigie.web.pictures.drawing import Picture, words
from vigie.web.words import number

STEP, RADIUS, IN_A_ROW = 33, 9, 10
MOST_CIRCLES = 30  # beyond it a bar is read more easily than circles are counted
WIDE = 340


def measure(count: int, out_of: int, target: int | None, target_out_of: int | None, unit: str) -> Picture:
    """`count` of `out_of` were found; `target` of `target_out_of` were asked for (None: no number was)."""
    said = _told(count, out_of, target, target_out_of, unit)
    body = _circles(count, out_of) if out_of <= MOST_CIRCLES else _bar(count, out_of, target, target_out_of)
    rows = -(-out_of // IN_A_ROW) if out_of <= MOST_CIRCLES else 1
    height = 28 * rows + 28
    return Picture(body + words(3, height - 8, said), WIDE, height, said)


def _told(count: int, out_of: int, target: int | None, target_out_of: int | None, unit: str) -> str:
    found = {"n": number(count), "all": number(out_of), "unit": unit}
    if target is None:
        return (_("%(n)s out of %(all)s %(unit)s") % found).strip()
    asked = {**found, "target": number(target), "of": number(target_out_of)}
    if out_of == target_out_of:
        sentence = _("%(n)s out of %(all)s %(unit)s; %(target)s are needed")
    else:
        sentence = _("%(n)s out of %(all)s %(unit)s; %(target)s out of %(of)s are needed")
    reached = done(count, out_of, target, target_out_of)
    return sentence % asked + (_(": reached") if reached else "")


def _circles(count: int, out_of: int) -> str:
    drawn = "".join(
        f'<circle cx="{12 + STEP * (n % IN_A_ROW)}" cy="{14 + 28 * (n // IN_A_ROW)}" r="{RADIUS}"'
        f' fill="{"var(--ink)" if n < count else "none"}"/>'
        for n in range(out_of)
    )
    return f'<g stroke="var(--ink)" stroke-width="2">{drawn}</g>'


def _bar(count: int, out_of: int, target: int | None, target_out_of: int | None) -> str:
    full = round(count * (WIDE - 4) / out_of)
    needed = ""
    if target is not None:
        at = 2 + round(target * (WIDE - 4) / target_out_of)
        needed = f'<path d="M{at} 1v26" stroke="var(--ink)" stroke-width="2"/>'
    return (
        f'<rect x="2" y="6" width="{WIDE - 4}" height="16" fill="none" stroke="var(--ink)" stroke-width="2"/>'
        f'<rect x="2" y="6" width="{full}" height="16" fill="var(--ink)"/>{needed}'
    )
