"""The share of women by role over the years, in pictures and in figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vigie.parliament.forms.people import COUNTRIES
from vigie.parliament.shares import share_line
from vigie.parliament.women import WomenOf, ages, by_year, years_of
from vigie.web.show import show


@dataclass(frozen=True)
class RolePicture:
    """One role: its picture, and its last figure as a sentence."""

    role: str
    picture: SafeString | str
    sentence: str
    unrecorded: str


def women(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Members, witnesses, delegations and participants, within what the reader may count."""
    country = request.GET.get("country", "")
    country = country if country in dict(COUNTRIES) else ""
    rows = by_year(request.user, country)
    years = years_of(rows)
    pictures = [_picture(list(each), years) for _role, each in groupby(rows, key=lambda row: row.role_code)]
    return show(
        request, "parliament/women", rows, face=WomenOf, pictures=pictures, ages=ages(request.user, country),
        country=country, countries=[(code, str(name)) for code, name in COUNTRIES if code],
    )  # fmt: skip


def _picture(rows: list[WomenOf], years: list[int]) -> RolePicture:
    last = rows[-1]
    shares = {row.year: row.fraction for row in rows if row.fraction is not None}
    told = {"role": last.role, "year": last.year, "share": last.share}
    sentence = _("%(role)s, %(year)s: women %(share)s") % told
    unrecorded = sum(row.not_recorded or 0 for row in rows)
    note = _("Sex not recorded: %(n)s") % {"n": unrecorded} if unrecorded else ""
    picture = share_line(years, shares, sentence).svg if shares else ""
    return RolePicture(last.role, picture, f"{last.year}{_(': ')}{last.share}", note)
