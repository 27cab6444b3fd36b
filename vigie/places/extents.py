"""The sets of areas in which things lie: found, stored once, and found again when maps change."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction

from vigie.core.statement import Spot
from vigie.places import lookup
from vigie.places.models import Area, Extent, ExtentArea
from vigie.places.remarks import Remark
from vigie.places.spots import Locator, PlacedSpot

BATCH = 2000

Located = tuple[Sequence[Spot], date]
Lying = tuple[tuple[str, ...], dict[int, float]]  # countries, and area → share


@dataclass(frozen=True)
class Placed:
    """Where something lies, in all its places together.

    `area` (without its outline) is the smallest area that surely holds the first place, in the generation
    of the date. Both are None where nothing is known. `spots` are in the order given.
    """

    extent: Extent | None
    area: Area | None
    countries: tuple[str, ...]
    spots: tuple[PlacedSpot, ...]

    @property
    def remarks(self) -> list[Remark]:
        return [remark for spot in self.spots for remark in spot.remarks]


def extent_for(spots: Sequence[Spot], on: date) -> Placed:
    """Where these places lie, for something that happened on a day."""
    return extents_for([(spots, on)])[0]


def extents_for(asked: Sequence[Located]) -> list[Placed]:
    """Where each of many things lies. Equal sets of areas share one stored extent.

    Safe when several processes do it at once: what another has just stored is used.
    """
    locator = _locator_of(lookup.atlas())
    located = _locate(locator, asked)
    found = [_together(spots) for spots in located]
    extents = _intern({_key(*each): each for each in found if each[0]})
    areas = locator.areas({spots[0].area for spots in located if spots and spots[0].area})
    return [
        Placed(
            extents[_key(countries, shares)] if countries else None,
            areas.get(spots[0].area) if spots else None,
            countries,
            spots,
        )
        for (countries, shares), spots in zip(found, located, strict=True)
    ]


def relocate(rows: Iterable[tuple[Hashable, Sequence[Spot], date]]) -> Iterator[tuple[Hashable, Placed]]:
    """Where each row (its key, its spots, its date) lies by the maps of today, one batch after another.

    For an import, and for everything that is stored when a generation is added.
    """
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        placed = extents_for([(spots, on) for _, spots, on in batch])
        yield from zip((key for key, _, _ in batch), placed, strict=True)


_held: Locator | None = None


def _locator_of(atlas: lookup.Atlas) -> Locator:
    """The one locator of this process; a name of its own, since another thread may renew it meanwhile."""
    global _held
    locator = _held
    if locator is None or locator.atlas is not atlas:
        locator = _held = Locator(atlas)
    return locator


def _locate(locator: Locator, asked: Sequence[Located]) -> list[tuple[PlacedSpot, ...]]:
    flat = iter(locator.locate((spot, on) for spots, on in asked for spot in spots))
    return [tuple(islice(flat, len(spots))) for spots, _ in asked]


def _together(spots: Sequence[PlacedSpot]) -> Lying:
    """Countries and shares of several places: something that took place in two areas lies in both."""
    shares: dict[int, float] = {}
    for spot in spots:
        for key, share in spot.shares.items():
            shares[key] = max(shares.get(key, 0), share)
    return tuple(sorted({country for spot in spots for country in spot.countries})), shares


def _key(countries: tuple[str, ...], shares: dict[int, float]) -> str:
    text = " ".join(countries) + "|" + ",".join(f"{key}:{share:g}" for key, share in sorted(shares.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _intern(wanted: dict[str, Lying]) -> dict[str, Extent]:
    """The stored extent of each key; those that are missing are stored."""
    known = Extent.objects.filter(key__in=list(wanted)).in_bulk(field_name="key")
    missing = {key: wanted[key] for key in sorted(wanted) if key not in known}
    return known | _store(missing) if missing else known


def _store(missing: dict[str, Lying]) -> dict[str, Extent]:
    """Store extents with their areas, whole or not at all; one that somebody else just stored is used."""
    with transaction.atomic():
        Extent.objects.bulk_create(
            [Extent(key=key, countries=" ".join(countries)) for key, (countries, _) in missing.items()],
            ignore_conflicts=True,
        )
        stored = Extent.objects.filter(key__in=list(missing)).in_bulk(field_name="key")
        ExtentArea.objects.bulk_create(
            [ExtentArea(extent=stored[key], area_id=area, share=share)
             for key, (_, shares) in missing.items() for area, share in sorted(shares.items())],
            ignore_conflicts=True, batch_size=2000,
        )  # fmt: skip
    return stored
