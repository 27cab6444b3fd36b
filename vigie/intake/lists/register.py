"""Parts of the register as lists for use without a connection, each with what its reader may see and no more.

Only what a form needs to name a thing travels: a phone may be taken at a checkpoint.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.utils import timezone

from vigie.access import rows
from vigie.access.actors import organisation_of, role_of
from vigie.core.partial_dates import partial
from vigie.intake.lists.table import csv_bytes
from vigie.monitoring.faces.overseen import coarse_date
from vigie.monitoring.models import Incident
from vigie.places import lookup
from vigie.places.models import Area, Settlement

# States in which something may still be learnt about an incident.
OPEN = ("draft", "candidate", "corroborated", "contested")
FOLLOWED_UP_DAYS = 366
MOST_INCIDENTS = 2000
READERS_HELD = 64
SURVEYED_LEVEL = 2


def incidents(actor) -> bytes:
    """Open incidents of the last year that this actor may see and whose reports are of their organisation."""
    since = timezone.localdate() - timedelta(FOLLOWED_UP_DAYS)
    seen = rows(actor, "see", "monitoring.Incident").filter(state__in=OPEN, date_last__gte=since)
    own = seen.known_to(organisation_of(actor)).newest_first().select_related("area").defer("tolls")
    return csv_bytes(("name", "label", "place", "month"), map(_incident, own[:MOST_INCIDENTS]))


def _incident(row: Incident) -> tuple[str, ...]:
    place = row.place_name or (row.area.name if row.area else "")
    month = _written(row)
    return row.ref, " · ".join(part for part in (row.ref, place, month) if part), place, month


def _written(row: Incident) -> str:
    when = coarse_date(row)
    return (
        partial(when) if when.precision in ("month", "year") else f"{_month(when.first)}/{_month(when.last)}"
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def organisations(actor) -> bytes:
    """The bodies of the directory."""
    seen = rows(actor, "see", "directory.Organisation").order_by("name", "pk")
    return csv_bytes(
        ("name", "label", "country", "kind"), seen.values_list("slug", "name", "country", "classification")
    )


def places(actor) -> bytes:
    """Settlements of the gazetteer with the P-codes of the areas that hold them today.

    Where a country has no gazetteer, its smallest areas stand for it. Held in memory until a map or a
    gazetteer is loaded: the areas of 40,000 settlements take a second to find.
    """
    return _held((role_of(actor), organisation_of(actor)), lookup.stamp(), lambda: _places(actor))


def _places(actor) -> bytes:
    atlas = lookup.atlas()
    settled = rows(actor, "see", "places.Settlement").exclude(feature__startswith="ADM")
    seen = list(settled.order_by("country", "name", "pk"))
    without = set(atlas.countries) - {each.country for each in seen}
    found = [*_settlements(atlas, seen), *_areas(actor, atlas, without)]
    return csv_bytes(("name", "label", "country", "adm1", "adm2", "adm3"), found)


def _settlements(atlas: lookup.Atlas, seen: list[Settlement]) -> Iterator[tuple[str, ...]]:
    for country in dict.fromkeys(each.country for each in seen):
        here = [each for each in seen if each.country == country]
        sheets = atlas.countries.get(country, ())
        keys = (
            sheets[0].at([each.lon for each in here], [each.lat for each in here])
            if sheets
            else [0] * len(here)
        )
        for each, key in zip(here, keys, strict=True):
            yield f"{each.source}-{each.source_id}", each.name, country, *_codes(atlas, int(key))


def _areas(actor, atlas: lookup.Atlas, countries: set[str]) -> Iterator[tuple[str, ...]]:
    seen = rows(actor, "see", "places.Area").current().filter(country__in=countries, level__gte=1)
    smallest = {
        country: max((a.level for a in seen if a.country == country), default=0) for country in countries
    }
    for area in seen.in_order().defer("outline"):
        if area.level == smallest[area.country]:
            yield area.pcode, area.name, area.country, *_codes(atlas, area.pk)


def _codes(atlas: lookup.Atlas, key: int) -> tuple[str, str, str]:
    """P-codes of region, province and commune; "" where there is none."""
    codes = {place.level: place.pcode for place in atlas.chain(key)} if key else {}
    return codes.get(1, ""), codes.get(2, ""), codes.get(3, "")


_lists: OrderedDict[tuple, tuple[object, bytes]] = OrderedDict()
_busy = threading.Lock()


def _held(reader: tuple, stamp: object, make: Callable[[], bytes]) -> bytes:
    """The list as last made for this reader, or made anew; equal bytes of several readers are held once."""
    with _busy:
        known = _lists.get(reader)
        if known is None or known[0] != stamp:
            made = make()
            known = stamp, next((data for _stamp, data in _lists.values() if data == made), made)
            _lists[reader] = known
            while len(_lists) > READERS_HELD:
                _lists.popitem(last=False)
        return known[1]


def areas(actor) -> bytes:
    """Provinces, cercles and departments of today's maps: as finely as a survey may place somebody."""
    atlas = lookup.atlas()
    seen = (
        rows(actor, "see", "places.Area").current().filter(level=SURVEYED_LEVEL).in_order().defer("outline")
    )
    found = ((area.pcode, area.name, area.country, *_codes(atlas, area.pk)[:1]) for area in seen)
    return csv_bytes(("name", "label", "country", "adm1"), found)


BUILT_IN = {
    "areas.csv": areas,
    "places.csv": places,
    "organisations.csv": organisations,
    "incidents.csv": incidents,
}


def is_there(name: str) -> bool:
    """Whether this node has anything of the kind: without maps and gazetteer there is no list of places."""
    return (
        name not in ("areas.csv", "places.csv")
        or (name == "places.csv" and Settlement.objects.exists())
        or Area.objects.filter(level__gte=1).exists()
    )
