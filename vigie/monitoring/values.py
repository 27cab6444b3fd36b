"""The values of an incident's fields as plain data, for storing what a person chose."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vigie.core.claims import Count
from vigie.core.dates import When
from vigie.core.standards import actor_kinds, event_types
from vigie.core.statement import AGE_BANDS, GROUPS, HARMS, SEXES, Spot
from vigie.monitoring.unfit import Unfit


def to_data(field: str, value: Any) -> Any:
    """A value of `core.claims` as JSON-ready data; None (held to be unknown) stays None."""
    if value is None:
        return None
    if field == "date":
        return [value.first.isoformat(), value.last.isoformat(), value.precision]
    if field == "place":
        return [asdict(spot) for spot in value]
    if field == "type":
        return value
    if field in ("initiators", "targets"):
        return [list(actor) for actor in value]
    return asdict(value)


def from_data(field: str, data: Any) -> Any:
    """The value that `to_data` wrote."""
    if data is None:
        return None
    if field == "date":
        return When(date.fromisoformat(data[0]), date.fromisoformat(data[1]), data[2])
    if field == "place":
        return tuple(_spot(spot) for spot in data)
    if field == "type":
        return data
    if field in ("initiators", "targets"):
        return tuple((kind, name) for kind, name in data)
    return Count(**data)


def _spot(data: dict) -> Spot:
    areas = tuple((level, name) for level, name in data["areas"])
    return Spot(**{**data, "countries": tuple(data["countries"]), "areas": areas})


def check(field: str, value: Any) -> None:
    """Raise `Unfit` where this is no value of this field. Every incident has a date."""
    if field == "date":
        fits = isinstance(value, When)
    elif field == "place":
        fits = value is None or (bool(value) and all(isinstance(spot, Spot) for spot in value))
    elif field == "type":
        fits = value is None or value in event_types()
    elif field in ("initiators", "targets"):
        fits = value is None or all(kind in actor_kinds() for kind, _name in value)
    else:
        fits = _is_toll(field) and (value is None or (isinstance(value, Count) and _ordered(value)))
    if not fits:
        raise Unfit(
            _("“%(field)s” cannot hold this value. Choose what one of the reports says.") % {"field": field}
        )


def _is_toll(field: str) -> bool:
    first, *key = field.split(":")
    lists = (HARMS, GROUPS, SEXES, AGE_BANDS)
    return first == "toll" and len(key) == 4 and all(k in known for k, known in zip(key, lists, strict=True))


def _ordered(count: Count) -> bool:
    return 0 <= count.low <= count.best <= count.high
