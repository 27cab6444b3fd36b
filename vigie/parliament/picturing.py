"""A roadmap at a glance: a line for each country, a circle for each point, full where it is verified."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vigie.parliament.faces.roadmap import CarriedPoint
from vigie.web import codes
from vigie.web.pictures.drawing import Picture, words

WIDE, LEFT, STEP, ROW, RADIUS = 340, 112, 24, 34, 8
IN_A_ROW = (WIDE - LEFT) // STEP


def at_a_glance(points: Sequence[CarriedPoint]) -> Picture | None:
    """A bar: not shared. Dashed: not taken up. Hollow: claimed or asked for. Half, full: verified, in part or whole."""
    by_country: dict[str, list[CarriedPoint]] = {}
    for point in points:
        by_country.setdefault(point.country, []).append(point)
    if not by_country:
        return None
    body, top, told = "", 0, []
    for country, line in by_country.items():
        name = codes.country(country) if country else _("several countries")
        body += words(0, top + 20, name)
        for place, point in enumerate(line):
            across, down = place % IN_A_ROW, place // IN_A_ROW
            body += _circle(LEFT + RADIUS + 1 + across * STEP, top + 15 + down * STEP, point.shape)
        full = sum(point.shape == "full" for point in line)
        shared = sum(point.shape != "apart" for point in line)
        told.append(_("%(country)s: %(n)s of %(all)s verified") % {"country": name, "n": full, "all": shared})
        top += ROW + (len(line) - 1) // IN_A_ROW * STEP
    return Picture(
        body, WIDE, top, _("Points of the roadmap by country. %(told)s.") % {"told": ", ".join(told)}
    )


def _circle(x: int, y: int, shape: str) -> str:
    if shape == "apart":
        return f'<path d="M{x - RADIUS + 2} {y}h{2 * RADIUS - 4}" stroke="var(--ink)" stroke-width="2"/>'
    fill = "var(--ink)" if shape == "full" else "none"
    dashed = ' stroke-dasharray="3 3"' if shape == "draft" else ""
    drawn = (
        f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{fill}" stroke="var(--ink)" stroke-width="2"{dashed}/>'
    )
    if shape == "half":
        drawn += f'<path d="M{x} {y - RADIUS}a{RADIUS} {RADIUS} 0 0 0 0 {2 * RADIUS}z" fill="var(--ink)"/>'
    return drawn
