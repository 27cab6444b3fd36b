"""Areas and settlements as a source writes them: by code, by name, by a name misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz, process

from vigie.core.standards import plain
from vigie.core.statement import Spot
from vigie.core.toponyms import bare
from vigie.places import gazetteer
from vigie.places.lookup import Atlas, Sheet
from vigie.places.remarks import Remark
from vigie.places.spots.placed import has_point

# From this likeness of spelling (of 100) on, a stated name is that of an area.
ALIKE = 86
KEPT = 50_000


class Said:
    """Finds what is said; equal words are worked out once."""

    def __init__(self, atlas: Atlas):
        self.atlas = atlas
        self._found: dict[tuple, list[int]] = {}

    def areas(self, countries: tuple[str, ...], on: date, level: int, words: str) -> list[int]:
        """Areas of a level by code or name, in the generation of the date or else in the newest that has it.

        Several only if several areas bear the name.
        """
        asked = countries or tuple(sorted(self.atlas.countries))
        era = tuple(sheet.pk for code in asked if (sheet := self.atlas.valid_on(code, on)))
        key = (asked, era, level, words)
        if key not in self._found:
            if len(self._found) > KEPT:
                self._found.clear()
            self._found[key] = [each for code in asked for each in self._areas_in(code, on, level, words)]
        return self._found[key]

    def _areas_in(self, country: str, on: date, level: int, words: str) -> list[int]:
        valid = self.atlas.valid_on(country, on)
        others = [sheet for sheet in self.atlas.countries.get(country, ()) if sheet is not valid]
        sheets = [sheet for sheet in (valid, *others) if sheet]
        for find in (self._coded, self._named, self._spelt_alike):
            for sheet in sheets:
                if found := find(sheet, level, words):
                    return found
        return []

    def _coded(self, sheet: Sheet, level: int, words: str) -> list[int]:
        key = self.atlas.codes.get((sheet.pk, words.strip().upper()))
        return [key] if key and self.atlas.places[key].level == level else []

    def _named(self, sheet: Sheet, level: int, words: str) -> list[int]:
        return sorted(self.atlas.names.get((sheet.pk, level), {}).get(bare(words), ()))

    def _spelt_alike(self, sheet: Sheet, level: int, words: str) -> list[int]:
        asked = bare(words)
        names = self.atlas.names.get((sheet.pk, level), {})
        if len(asked) < 4:
            return []
        alike = process.extract(asked, names.keys(), scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE)
        return sorted({key for name, score, _ in alike if score == alike[0][1] for key in names[name]})

    def named(self, spot: Spot, on: date, levels: Iterable[int]) -> int | None:
        """The one area that bears the name of a spot, of the first of these levels that has one."""
        for level in levels:
            found = self.areas(spot.countries, on, level, spot.name)
            if len(found) == 1 and plain(spot.name):
                return found[0]
        return None

    def smallest(self, spot: Spot, on: date, deepest: int) -> tuple[int | None, list[Remark]]:
        """The smallest area that is said, of a level no deeper than `deepest`; of several of one name, the
        one that lies in the broader areas said, or that holds the point.
        """
        remarks, best = [], None
        for level, words in sorted(spot.areas):
            if not 0 < level <= deepest or not words.strip():
                continue
            found = self.areas(spot.countries, on, level, words)
            if not found:
                remarks.append(Remark("unknown_area", words))
                continue
            held = [key for key in found if best is None or self.holds(best, key)] or found
            if len(held) > 1 and has_point(spot):
                held = [key for key in held if self.atlas.km_outside(key, spot.lon, spot.lat) == 0] or held
            if len(held) == 1:
                best = held[0]
            else:
                remarks.append(Remark("ambiguous", words, found=len(held)))
        return best, remarks

    def holds(self, area: int | None, key: int) -> bool:
        """Whether an area is, or holds, another. No area said holds everything."""
        return area is None or any(place.pk == area for place in self.atlas.chain(key))

    def town(self, spot: Spot, area: int | None) -> tuple[tuple[float, float] | None, Remark | None]:
        """Latitude and longitude of the one settlement of this name in the country, and in the area if one
        is said; or why there is none.
        """
        names = gazetteer.index(self.atlas)
        key = ("town", spot.countries[0], spot.name)
        if key not in self._found:
            self._found[key] = names.sure_settlements(spot.name, spot.countries[0])
        found = self._found[key]
        if area is not None and found:
            sheet = self.atlas.sheets[self.atlas.places[area].generation]
            holders = sheet.at(names.lon[found], names.lat[found])
            if holders.any():  # else the area has no outline
                pairs = zip(found, holders, strict=True)
                found = [each for each, holder in pairs if self.holds(area, int(holder))]
        if len(found) == 1:
            return (float(names.lat[found[0]]), float(names.lon[found[0]])), None
        if not found:
            return None, Remark("unknown_name", spot.name)
        return None, Remark("ambiguous", spot.name, found=len(found))
