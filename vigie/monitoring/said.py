"""What reports say and what we hold, field by field, in the reader's words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from vigie.core import claims, origins
from vigie.core.statement import Spot
from vigie.web import codes, words

# The sentences of the core are marked there; these calls let them be found for translation.
RULES, WHYS = claims.SENTENCES, origins.SENTENCES


def label(field: str) -> str:
    """The name of a field of `core.claims`."""
    if field.startswith("toll:"):
        _toll, harm, *people = field.split(":")
        named = codes.people(*people)
        return f"{codes.harm(harm)} ({named})" if named else codes.harm(harm)
    return {
        "date": _("Date"),
        "place": _("Place"),
        "type": _("Type"),
        "initiators": _("Alleged author"),
        "targets": _("Those targeted"),
    }[field]


def value(field: str, held: Any) -> str:
    """A known value of a field, in words."""
    if field == "date":
        return words.when(held)
    if field == "place":
        return ", ".join(spot(each) for each in held)
    if field == "type":
        return codes.event_type(held)
    if field in ("initiators", "targets"):
        return ", ".join(actor(kind, name) for kind, name in held)
    return words.toll(held.low, held.best, held.high)


def note(field: str, held: Any) -> str:
    """How exactly it is known."""
    if field == "date":
        return codes.date_precision(held.precision)
    if field == "place":
        return codes.geo_precision(held[0].precision, held[0].radius_km)
    return ""


def spot(one: Spot) -> str:
    """A place as it was said, or the smallest area or country that was."""
    if one.name:
        return one.name
    if one.areas:
        return max(one.areas)[1]
    return codes.countries(" ".join(one.countries)) or _("place not named")


def actor(kind: str, name: str) -> str:
    """A kind of actor, with the name that the source writes."""
    if not name:
        return codes.actor_kind(kind)
    return name if kind == "unknown" else f"{codes.actor_kind(kind)} ({name})"


def missing(status: str) -> str:
    """The words where no value stands."""
    return {"silent": _("not said"), "open": _("left open")}.get(status) or words.absent(status)


def rule(code: str) -> str:
    return _(RULES[code])


def why_one(code: str) -> str:
    return _(WHYS[code])
