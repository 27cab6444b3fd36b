"""The names of codes in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vigie.core import standards


def _named(entry) -> str:
    return entry.en if (get_language() or "fr").startswith("en") else entry.fr


def event_type(code: str) -> str:
    found = standards.event_types().get(code)
    return _named(found) if found else code


def actor_class(code: str) -> str:
    found = standards.actor_classes().get(code)
    return _named(found) if found else code


def actor_kind(code: str) -> str:
    found = standards.actor_kinds().get(code)
    return _named(found) if found else code


def country(code: str) -> str:
    return {"BF": _("Burkina Faso"), "ML": _("Mali"), "NE": _("Niger")}.get(code, code)


def countries(codes: str) -> str:
    """The names of codes that stand with a space between: "BF ML" → "Burkina Faso, Mali"."""
    return ", ".join(country(code) for code in codes.split())


def geo_precision(code: str, radius_km: float | None = None) -> str:
    """How exactly a place is known, in words."""
    if code in ("exact", "near") and radius_km:
        return _("to within %(km)s km") % {"km": round(radius_km)}
    return {
        "exact": _("exact place"),
        "near": _("near this place"),
        "adm3": _("known to the commune"),
        "adm2": _("known to the province, cercle or department"),
        "adm1": _("known to the region"),
        "country": _("known to the country"),
        "cross_border": _("on or astride a border"),
    }.get(code, _("place not known"))


def date_precision(code: str) -> str:
    return {
        "day": _("day certain"),
        "few_days": _("give or take some days"),
        "week": _("known to the week"),
        "month": _("known to the month"),
        "quarter": _("known to the quarter"),
        "year": _("known to the year"),
    }[code]


def harm(code: str) -> str:
    return {
        "killed": _("Killed"),
        "injured": _("Injured"),
        "abducted": _("Abducted"),
        "detained": _("Detained"),
        "missing": _("Missing"),
        "displaced": _("Displaced"),
        "sexual_violence": _("Sexual violence"),
    }.get(code, code)


def people(group: str = "all", sex: str = "all", age: str = "all") -> str:
    """Which people a toll counts: "civilians, women, children"; empty for everybody."""
    groups = {
        "civilian": _("civilians"),
        "state": _("members of state forces"),
        "armed_group": _("members of armed groups"),
        "health_worker": _("health workers"),
        "aid_worker": _("aid workers"),
        "educator": _("teachers"),
        "student": _("pupils and students"),
        "unknown": _("not known who"),
    }
    sexes = {"female": _("women and girls"), "male": _("men and boys")}
    ages = {"child": _("children"), "adult": _("adults"), "elderly": _("elderly people")}
    named = (groups.get(group), sexes.get(sex), ages.get(age))
    return ", ".join(name for name in named if name)


def origin_kind(code: str) -> str:
    return {
        "own": _("own observation"),
        "witness": _("Witnesses"),
        "own_monitor": _("own observation"),
        "radio": _("Radio"),
        "press": _("Press"),
        "official": _("Official source"),
        "health": _("Health facility"),
        "social_media": _("Social media"),
        "organisation": _("Another organisation"),
        "compiled": _("Compiled from several sources"),
        "circle": _("They cite one another"),
    }.get(code, _("Source not named"))
