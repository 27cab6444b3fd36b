"""The share of women by role over the years, in pictures and in figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from vigie.parliament.forms.people import COUNTRIES
from vigie.parliament.shares import pictures
from vigie.parliament.women import WomenOf, ages, by_year
from vigie.web.show import show


def women(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Members, witnesses, delegations and participants, within what the reader may count."""
    country = request.GET.get("country", "")
    country = country if country in dict(COUNTRIES) else ""
    rows = by_year(request.user, country)
    return show(
        request, "parliament/women", rows, face=WomenOf, pictures=pictures(rows), ages=ages(request.user, country),
        country=country, countries=[(code, str(name)) for code, name in COUNTRIES if code],
    )  # fmt: skip
