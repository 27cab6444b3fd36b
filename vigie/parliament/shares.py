"""A share over the years as a small picture: from nothing to all, with the half marked and the ends written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vigie.parliament.women import WomenOf, years_of
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.drawing import words as written

WIDE, HIGH, EDGE = 168, 60, 14


def share_line(years: Sequence[int], shares: dict[int, float], sentence: str) -> Picture:
    """Draw one role's share of women. A year without a figure is a gap: nothing is drawn between its neighbours."""
    places = {
        year: EDGE + round(number * (WIDE - 2 * EDGE) / max(len(years) - 1, 1))
        for number, year in enumerate(years)
    }
    points = {year: (places[year], HIGH - round(shares[year] * HIGH)) for year in years if year in shares}
    body = f'<path d="M0 {HIGH}.5h{WIDE}" stroke="var(--edge)"/>'
    body += f'<path d="M0 {HIGH // 2}h{WIDE}" stroke="var(--line)" stroke-dasharray="2 4"/>'
    body += f'<path class="e" d="{_line(years, points)}"/>'
    body += "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="var(--ink)"/>' for x, y in points.values())
    told = [year for year in years if year in points]
    for year in dict.fromkeys((*told[:1], *told[-1:])):
        x, y = points[year]
        middle = min(max(x, 14), WIDE - 14)
        body += written(middle, y - 8, f"{words.number(100 * shares[year])} %", shape="b", anchor="middle")
        body += written(min(max(x, 16), WIDE - 16), HIGH + 16, str(year), shape="s1", anchor="middle")
    return Picture(body, WIDE, HIGH + 44, sentence, top=-22)


@dataclass(frozen=True)
class RolePicture:
    """One role: its picture, and its last figure as a sentence."""

    role: str
    picture: SafeString | str
    sentence: str
    unrecorded: str


def pictures(rows: Iterable[WomenOf]) -> list[RolePicture]:
    """A picture of each role of these rows, which stand role by role, all over the same years."""
    rows = list(rows)
    years = years_of(rows)
    return [_picture(list(each), years) for _role, each in groupby(rows, key=lambda row: row.role_code)]


def _picture(rows: list[WomenOf], years: list[int]) -> RolePicture:
    last = rows[-1]
    shares = {row.year: row.fraction for row in rows if row.fraction is not None}
    told = {"role": last.role, "year": last.year, "share": last.share}
    sentence = _("%(role)s, %(year)s: women %(share)s") % told
    unrecorded = sum(row.not_recorded or 0 for row in rows)
    note = _("Sex not recorded: %(n)s") % {"n": unrecorded} if unrecorded else ""
    picture = share_line(years, shares, sentence).svg if shares else ""
    return RolePicture(last.role, picture, f"{last.year}{_(': ')}{last.share}", note)


def _line(years: Sequence[int], points: dict[int, tuple[int, int]]) -> str:
    drawn, before = "", None
    for year in years:
        if year in points:
            x, y = points[year]
            drawn += f"{'L' if before == year - 1 else 'M'}{x} {y}"
            before = year
    return drawn
