"""How exactly a place is known, and what areas are called, in the reader's words."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vigie.core.statement import GEO_RADIUS_KM
from vigie.web.words import number


def country_name(code: str, language: str = "") -> str:
    """A country's name in the reader's language, or in the one given; its code if there is none."""
    try:
        locale = Locale.parse((language or get_language() or "fr").split("-")[0])
    except (UnknownLocaleError, ValueError):
        locale = Locale("fr")
    return locale.territories.get(code, code)


def level_name(level: int, country: str = "") -> str:
    """What an area of this level is called in its country: 2 is a province, a cercle or a department."""
    if level == 2:
        return {
            "BF": pgettext("area", "province"),
            "ML": pgettext("area", "cercle"),
            "NE": pgettext("area", "department"),
        }.get(country, pgettext("area", "province, cercle or department"))
    return (
        pgettext("area", "country"),
        pgettext("area", "region"),
        "",
        pgettext("area", "commune"),
    )[level]


def _centre(level: int, country: str) -> str:
    if level == 2:
        return {
            "BF": _("centre of the province"),
            "ML": _("centre of the cercle"),
            "NE": _("centre of the department"),
        }.get(country, _("centre of the province, cercle or department"))
    return _("centre of the region") if level == 1 else _("centre of the commune")


def how_exactly(precision: str, countries: tuple[str, ...] = (), radius_km: float | None = None) -> str:
    """How exactly a place is known: "à 5 km près", "centre de la province", "à la frontière BF–NE".

    `precision` is one of `core.statement.GEO_PRECISIONS`; `radius_km` where the source states one.
    """
    if precision in ("exact", "near"):
        km = radius_km if radius_km is not None else GEO_RADIUS_KM[precision]
        if km < 1:
            return _("to within %(n)s m") % {"n": number(round(km * 1000))}
        return _("to within %(n)s km") % {"n": number(km, 1 if km % 1 else 0)}
    if precision in ("adm1", "adm2", "adm3"):
        return _centre(int(precision[-1]), countries[0] if len(countries) == 1 else "")
    if precision == "country":
        return _("in the country")
    if precision == "cross_border":
        if len(countries) > 1:
            return _("on the border %(countries)s") % {"countries": "–".join(countries)}
        return _("on a border")
    return _("place not known exactly")
