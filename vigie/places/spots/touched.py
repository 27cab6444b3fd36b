"""What discs of imprecision touch, and what shares in one generation are in all the others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vigie.places.lookup import Atlas, Sheet, discs

Disc = tuple[float, float, float]  # longitude, latitude, radius in km


class Touched:
    """Discs looked up in every generation, many at once."""

    def __init__(self, atlas: Atlas):
        self.atlas = atlas
        self._found: dict[Disc, dict[int, dict[int, float]]] = {}

    def look_up(self, wanted: Iterable[Disc]) -> None:
        wanted = sorted(set(wanted) - set(self._found))
        if not wanted:
            return
        shapes = discs(*np.array(wanted).T)
        for each in wanted:
            self._found[each] = {}
        for sheet in self.atlas.sheets.values():
            for each, shares in zip(wanted, sheet.shares(shapes), strict=True):
                if shares:
                    self._found[each][sheet.pk] = shares

    def by(self, disc: Disc) -> dict[int, dict[int, float]]:
        """Generation → smallest areas that a disc touches, with their share of it."""
        if disc not in self._found:
            self.look_up([disc])
        return self._found[disc]

    def forget(self) -> None:
        self._found.clear()


def everywhere(atlas: Atlas, shares: dict[int, dict[int, float]]) -> dict[int, float]:
    """Shares in small areas, by generation, as shares in all areas of all generations."""
    found: dict[int, float] = {}
    for each in shares.values():
        found.update(atlas.climbed(each))
    for country in {atlas.sheets[pk].country for pk in shares}:
        known = next(pk for pk in shares if atlas.sheets[pk].country == country)
        for sheet in atlas.countries[country]:
            if sheet.pk not in shares:
                found.update(carried(atlas, shares[known], sheet))
    return found


def carried(atlas: Atlas, shares: dict[int, float], sheet: Sheet) -> dict[int, float]:
    """Shares in areas of one generation as shares in another, by what they have in common.

    An area of a level that the other lacks is carried by the area above it. Whatever is not known to lie in
    a region there still lies in the country.
    """
    small: dict[int, float] = {}
    for key, share in shares.items():
        for place in atlas.chain(key):
            kin = atlas.kin.get(place.pk, {}).get(sheet.pk)
            if kin:
                for other, part in kin:
                    small[other] = small.get(other, 0) + share * part
                break
    found = atlas.climbed(small)
    if top := atlas.tops.get(sheet.pk):
        found[top] = max(found.get(top, 0), sum(shares.values()))
    return found
