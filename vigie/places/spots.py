"""Where one spot of a report lies: in which areas of every generation, and how surely."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from rapidfuzz import fuzz, process

from vigie.core.standards import plain
from vigie.core.statement import GEO_RADIUS_KM, Spot
from vigie.core.toponyms import bare
from vigie.places import gazetteer
from vigie.places.lookup import Atlas, Place, Sheet, discs
from vigie.places.models import WHOLLY, Area
from vigie.places.remarks import Remark

# A point of which nobody says how exact it is.
UNSAID_KM = 20.0
# On or astride a frontier, where a point is given.
FRONTIER_KM = 10.0
# From this likeness of spelling (of 100) on, a stated name is that of an area.
ALIKE = 86
# Shares are kept in these steps, so that equal places give equal sets.
STEPS = (0.25, 0.5, 0.75)
AREA_LEVELS = {"adm1": 1, "adm2": 2, "adm3": 3}
KEPT = 50_000


@dataclass(frozen=True)
class PlacedSpot:
    """A spot and the areas in which it lies.

    `shares`: area → part of the imprecision that lies in it (1 or a step below). `area` is the smallest
    area that surely holds it, in the generation valid on its date. `by` says from what: "point", "area",
    "gazetteer", "country" or "" (nothing was found). A point found by name stands in `lat`, `lon`.
    """

    shares: dict[int, float] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    area: int | None = None
    by: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    remarks: tuple[Remark, ...] = ()


def step(share: float) -> float:
    """A share in whole steps: 1 from 0.95 on, 0 up to 0.05, else the nearest quarter."""
    if share >= WHOLLY:
        return 1.0
    return min(STEPS, key=lambda each: abs(each - share)) if share > 1 - WHOLLY else 0.0


def has_point(spot: Spot) -> bool:
    return spot.lat is not None and spot.lon is not None


class Locator:
    """Places spots by one state of the maps; equal spots are worked out once."""

    def __init__(self, atlas: Atlas):
        self.atlas = atlas
        self._placed: OrderedDict[tuple, PlacedSpot] = OrderedDict()
        self._touched: dict[tuple, dict[int, dict[int, float]]] = {}
        self._named: dict[tuple, list[int]] = {}
        self._rows: dict[int, Area] = {}
        self._busy = threading.Lock()

    def locate(self, asked: Iterable[tuple[Spot, date]]) -> list[PlacedSpot]:
        """Where each spot lies, on its date. Points are looked up all at once."""
        with self._busy:
            return self._located(asked)

    def _located(self, asked: Iterable[tuple[Spot, date]]) -> list[PlacedSpot]:
        asked = [(spot, self._era(spot, on), on) for spot, on in asked]
        new = {(spot, era): on for spot, era, on in asked if (spot, era) not in self._placed}
        self._touch(spot for spot, _ in new)
        for (spot, era), on in new.items():
            self._placed[spot, era] = self._place(spot, on)
        found = [self._placed[spot, era] for spot, era, _ in asked]
        while len(self._placed) > KEPT:
            self._placed.popitem(last=False)
        self._touched.clear()
        if len(self._named) > KEPT:
            self._named.clear()
        return found

    def areas(self, keys: set[int]) -> dict[int, Area]:
        """Rows of areas by key, without their outlines."""
        if missing := keys - set(self._rows):
            self._rows |= Area.objects.defer("outline").in_bulk(missing)
        return self._rows

    def _era(self, spot: Spot, on: date) -> tuple:
        """The generations that were valid on a day: what a date changes about a place."""
        countries = spot.countries or tuple(self.atlas.countries)
        return tuple(sheet.pk for code in countries if (sheet := self.atlas.valid_on(code, on)))

    # Points

    def _touch(self, spots: Iterable[Spot]) -> None:
        """Look up the discs of many points at once; `_shares_at` then finds them."""
        wanted = {self._disc(spot) for spot in spots if has_point(spot)}
        self._look_up(sorted(wanted - set(self._touched)))

    def _look_up(self, wanted: list[tuple[float, float, float]]) -> None:
        if not wanted:
            return
        lon, lat, radius = np.array(wanted).T
        shapes = discs(lon, lat, radius)
        for each in wanted:
            self._touched[each] = {}
        for sheet in self.atlas.sheets.values():
            for each, shares in zip(wanted, sheet.shares(shapes), strict=True):
                if shares:
                    self._touched[each][sheet.pk] = shares

    def _disc(self, spot: Spot) -> tuple[float, float, float]:
        if spot.precision == "cross_border":
            radius = spot.radius_km or FRONTIER_KM
        elif spot.precision in ("exact", "near", "unknown"):
            radius = spot.radius_km or GEO_RADIUS_KM.get(spot.precision, UNSAID_KM)
        else:  # the centre of an area: only where it lies counts
            radius = 0.1
        return spot.lon, spot.lat, max(radius, 0.05)

    def _shares_at(self, spot: Spot) -> dict[int, dict[int, float]]:
        """Generation → smallest areas that the disc of a spot touches, with their share of it."""
        disc = self._disc(spot)
        if disc not in self._touched:
            self._look_up([disc])
        return self._touched[disc]

    # One spot

    def _place(self, spot: Spot, on: date) -> PlacedSpot:
        spot, remarks = self._believed(spot)
        if spot.precision == "cross_border":
            placed = self._on_a_border(spot)
        elif spot.precision == "country":
            placed = self._in_countries(spot)
        elif spot.precision in AREA_LEVELS:
            placed = self._in_an_area(spot, on, AREA_LEVELS[spot.precision])
        elif has_point(spot):
            placed = self._at_a_point(spot, on)
        else:
            placed = self._by_name(spot, on)
        return replace(placed, remarks=(*remarks, *placed.remarks)) if remarks else placed

    def _believed(self, spot: Spot) -> tuple[Spot, list[Remark]]:
        """A spot without its point, if that lies outside every country that is said."""
        mapped = [code for code in spot.countries if self._drawn(code)]
        if not has_point(spot) or not mapped or len(mapped) < len(spot.countries):
            return spot, []
        shares = self._shares_at(spot)
        if any(self.atlas.sheets[pk].country in mapped for pk in shares):
            return spot, []
        said = " ".join(mapped)
        tops = [top for code in mapped for sheet in self._drawn(code)[:1] if (top := self._top(sheet))]
        far = [self.atlas.km_outside(top, spot.lon, spot.lat) for top in tops]
        km = min((each for each in far if each is not None), default=None)
        if km is not None and km <= self._disc(spot)[2]:
            return spot, []  # a sliver between two publishers' borders
        turned = self._shares_at(replace(spot, lat=spot.lon, lon=spot.lat)) if abs(spot.lon) <= 90 else {}
        swapped = any(self.atlas.sheets[pk].country in mapped for pk in turned)
        remark = Remark("swapped" if swapped else "outside_country", said, km)
        return replace(spot, lat=None, lon=None), [remark]

    def _drawn(self, country: str) -> list[Sheet]:
        return [sheet for sheet in self.atlas.countries.get(country, ()) if sheet.levels]

    def _top(self, sheet: Sheet) -> int | None:
        return self.atlas.tops.get(sheet.pk)

    def _at_a_point(self, spot: Spot, on: date, by: str = "point") -> PlacedSpot:
        shares = dict(self._shares_at(spot))
        if len(spot.countries) == 1 and self._drawn(spot.countries[0]):
            # The country is said, so that only the part of the disc that lies there counts.
            shares = {pk: self._whole(each) for pk, each in shares.items()
                      if self.atlas.sheets[pk].country == spot.countries[0]}  # fmt: skip
        if not shares:
            return self._in_countries(spot) if spot.countries else PlacedSpot()
        found = self._everywhere(shares)
        placed = self._settled(spot, on, found, by)
        remarks = self._outside_areas(spot, on, placed.shares)
        lon, lat, radius = self._disc(spot)
        return replace(placed, lat=lat, lon=lon, radius_km=radius, remarks=remarks)

    @staticmethod
    def _whole(shares: dict[int, float]) -> dict[int, float]:
        total = sum(shares.values())
        return {key: share / total for key, share in shares.items()}

    def _everywhere(self, shares: dict[int, dict[int, float]]) -> dict[int, float]:
        """Shares in small areas of some generations as shares in all areas of all generations."""
        found = {}
        for each in shares.values():
            found.update(self.atlas.climbed(each))
        for country in {self.atlas.sheets[pk].country for pk in shares}:
            known = [pk for pk in shares if self.atlas.sheets[pk].country == country]
            for sheet in self.atlas.countries[country]:
                if sheet.pk not in shares:
                    found.update(self._carried(shares[known[0]], sheet))
        return found

    def _carried(self, shares: dict[int, float], sheet: Sheet) -> dict[int, float]:
        """Shares in areas of one generation as shares in another, by what they have in common.

        An area of a level that the other lacks is carried by the area above it.
        """
        small: dict[int, float] = {}
        for key, share in shares.items():
            for place in self.atlas.chain(key):
                kin = self.atlas.kin.get(place.pk, {}).get(sheet.pk)
                if kin:
                    for other, part in kin:
                        small[other] = small.get(other, 0) + share * part
                    break
        found = self.atlas.climbed(small)
        top = self._top(sheet)
        if top:  # whatever is not known to lie in a region there still lies in the country
            found[top] = max(found.get(top, 0), sum(shares.values()))
        return found

    def _outside_areas(self, spot: Spot, on: date, shares: dict[int, float]) -> tuple[Remark, ...]:
        """Remarks on areas that are said and that do not hold the point."""
        remarks = []
        for level, said in spot.areas:
            found = self._said_areas(spot.countries, on, level, said)
            if not found:
                if level:
                    remarks.append(Remark("unknown_area", said))
                continue
            if any(key in shares for key in found):
                continue
            far = [self.atlas.km_outside(key, spot.lon, spot.lat) for key in found]
            km = min((each for each in far if each is not None), default=None)
            if km is not None and km > self._disc(spot)[2]:
                remarks.append(Remark("outside_area", self.atlas.places[found[0]].name, km))
        return tuple(remarks)

    # Areas that are said

    def _said_areas(self, countries: tuple[str, ...], on: date, level: int, said: str) -> list[int]:
        """Areas of a level by code or name, in the generation of the date or else in the newest that has it.

        Several only if as many countries or areas bear the name.
        """
        asked = tuple(countries) or tuple(sorted(self.atlas.countries))
        era = tuple(sheet.pk for code in asked if (sheet := self.atlas.valid_on(code, on)))
        key = (asked, era, level, said)
        if key not in self._named:
            self._named[key] = [each for code in asked for each in self._said_in(code, on, level, said)]
        return self._named[key]

    def _said_in(self, country: str, on: date, level: int, said: str) -> list[int]:
        valid = self.atlas.valid_on(country, on)
        others = [sheet for sheet in self.atlas.countries.get(country, ()) if sheet is not valid]
        sheets = [sheet for sheet in (valid, *others) if sheet]
        for sheet in sheets:
            key = self.atlas.codes.get((sheet.pk, said.strip().upper()))
            if key and self.atlas.places[key].level == level:
                return [key]
        for sheet in sheets:
            if found := self.atlas.names.get((sheet.pk, level), {}).get(bare(said)):
                return sorted(found)
        for sheet in sheets:
            if found := self._spelt_alike(sheet, level, said):
                return found
        return []

    def _spelt_alike(self, sheet: Sheet, level: int, said: str) -> list[int]:
        asked = bare(said)
        names = self.atlas.names.get((sheet.pk, level), {})
        if len(asked) < 4:
            return []
        alike = process.extract(asked, names.keys(), scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE)
        return sorted({key for name, score, _ in alike if score == alike[0][1] for key in names[name]})

    def _deepest_said(self, spot: Spot, on: date, deepest: int) -> tuple[int | None, list[Remark]]:
        """The smallest area that is said, of a level no deeper than `deepest`; of several of one name, the
        one in which the broader areas hold.
        """
        remarks = []
        within: set[int] = set()
        best = None
        for level, said in sorted(spot.areas):
            if not 0 < level <= deepest or not said.strip():
                continue
            found = self._said_areas(spot.countries, on, level, said)
            if not found:
                remarks.append(Remark("unknown_area", said))
                continue
            held = [key for key in found if within & {each.pk for each in self.atlas.chain(key)}] or found
            if len(held) > 1 and has_point(spot):
                held = [key for key in held if self.atlas.km_outside(key, spot.lon, spot.lat) == 0] or held
            if len(held) > 1:
                remarks.append(Remark("ambiguous", said, found=len(held)))
                continue
            best, within = held[0], {held[0]}
        return best, remarks

    def _in_an_area(self, spot: Spot, on: date, deepest: int) -> PlacedSpot:
        """In an area of a level, never in a smaller one: its centre says nothing about where."""
        said, remarks = self._deepest_said(spot, on, deepest)
        at = self._area_at(spot, on, deepest) if has_point(spot) else None
        if said is not None and at is not None:
            holders = {each.pk for each in self.atlas.chain(at)}
            if said not in holders:
                km = self.atlas.km_outside(said, spot.lon, spot.lat)
                if km:
                    remarks.append(Remark("outside_area", self.atlas.places[said].name, km))
                at = None
        key = at if at is not None else said
        if key is None and spot.name:
            key = self._area_named(spot, on, range(1, deepest + 1))
        placed = self._in_countries(spot) if key is None else self._whole_area(spot, on, key)
        return replace(placed, remarks=tuple(remarks))

    def _area_at(self, spot: Spot, on: date, deepest: int) -> int | None:
        """The area of a level (or the finest above it) that holds a point, on a date."""
        for pk, shares in self._shares_at(spot).items():
            sheet = self.atlas.sheets[pk]
            if sheet is not self._drawn_on(sheet.country, on):
                continue
            if spot.countries and sheet.country not in spot.countries:
                continue
            chain = self.atlas.chain(max(shares, key=shares.get))
            return next((place.pk for place in chain if place.level <= deepest), None)
        return None

    def _drawn_on(self, country: str, on: date) -> Sheet | None:
        valid = self.atlas.valid_on(country, on)
        return valid if valid and valid.levels else next(iter(self._drawn(country)), None)

    def _whole_area(self, spot: Spot, on: date, key: int) -> PlacedSpot:
        place = self.atlas.places[key]
        if place.level == 0:
            return self._in_countries(replace(spot, countries=(place.country,)))
        found = self.atlas.climbed({key: 1.0})
        for sheet in self.atlas.countries[place.country]:
            if sheet.pk != place.generation:
                found.update(self._carried({key: 1.0}, sheet))
        return self._settled(spot, on, found, "area")

    def _area_named(self, spot: Spot, on: date, levels: Iterable[int]) -> int | None:
        for level in levels:
            found = self._said_areas(spot.countries, on, level, spot.name)
            if len(found) == 1 and plain(spot.name):
                return found[0]
        return None

    # Names only

    def _by_name(self, spot: Spot, on: date) -> PlacedSpot:
        """A spot without coordinates: by its name where that is sure, else by the smallest area said.

        A name that may be a region's or its chief town's is the region's, unless the source says that it
        knows the place itself, or has named that region already.
        """
        said, remarks = self._deepest_said(spot, on, 3)
        level = self.atlas.places[said].level if said is not None else 0
        if spot.name and spot.precision == "unknown":
            key = self._area_named(spot, on, range(level + 1, 3))
            if key is not None and self._holds(said, key):
                return replace(self._whole_area(spot, on, key), remarks=tuple(remarks))
        if spot.name and len(spot.countries) == 1:
            town, remark = self._town(spot, said)
            if town is not None:
                found = replace(spot, lat=town[0], lon=town[1], precision="near", areas=())
                placed = self._at_a_point(found, on, by="gazetteer")
                return replace(placed, remarks=(*remarks, *placed.remarks))
            remarks += [remark] if remark else []
        if said is None and spot.name:
            said = self._area_named(spot, on, (3,))
        placed = self._whole_area(spot, on, said) if said is not None else self._in_countries(spot)
        return replace(placed, remarks=tuple(remarks))

    def _holds(self, area: int | None, key: int) -> bool:
        return area is None or area in {each.pk for each in self.atlas.chain(key)}

    def _town(self, spot: Spot, area: int | None) -> tuple[tuple[float, float] | None, Remark | None]:
        """The one settlement of this name in the country, and in the area if one is said."""
        names = gazetteer.index(self.atlas)
        key = ("town", spot.countries[0], spot.name)
        if key not in self._named:
            self._named[key] = names.sure_settlements(spot.name, spot.countries[0])
        found = self._named[key]
        if area is not None and found:
            sheet = self.atlas.sheets[self.atlas.places[area].generation]
            holders = sheet.at(names.lon[found], names.lat[found])
            if holders.any():  # else the area has no outline
                found = [each for each, holder in zip(found, holders, strict=True)
                         if self._holds(area, int(holder))]  # fmt: skip
        if len(found) == 1:
            return (float(names.lat[found[0]]), float(names.lon[found[0]])), None
        if not found:
            return None, Remark("unknown_name", spot.name)
        return None, Remark("ambiguous", spot.name, found=len(found))

    # Countries

    def _in_countries(self, spot: Spot) -> PlacedSpot:
        """Somewhere in a country; if several are said, in one of them."""
        countries = tuple(sorted(set(spot.countries))) or self._countries_at(spot)
        share = step(1 / len(countries)) if countries else 0
        tops = {
            top: share for code in countries for sheet in self.atlas.countries.get(code, ())
            if (top := self._top(sheet))
        }  # fmt: skip
        area = None
        if len(countries) == 1 and tops:
            area = self._top(self.atlas.countries[countries[0]][0])
        return PlacedSpot(tops, countries, area, "country" if countries else "")

    def _countries_at(self, spot: Spot) -> tuple[str, ...]:
        if not has_point(spot):
            return ()
        return tuple(sorted({self.atlas.sheets[pk].country for pk in self._shares_at(spot)}))

    def _on_a_border(self, spot: Spot) -> PlacedSpot:
        """On or astride a frontier: in any of the countries named or touched, surely in none."""
        countries = tuple(sorted({*spot.countries, *self._countries_at(spot)}))
        placed = self._in_countries(replace(spot, countries=countries))
        half = step(1 / max(2, len(countries)))
        return replace(placed, shares=dict.fromkeys(placed.shares, half), area=None)

    def _settled(self, spot: Spot, on: date, found: dict[int, float], by: str) -> PlacedSpot:
        """Shares in steps, with the countries and the smallest sure area of the date."""
        shares = {key: stepped for key, share in found.items() if (stepped := step(share))}
        countries = tuple(sorted({self.atlas.places[key].country for key in shares}))
        area = None
        if len(countries) == 1:
            valid = self.atlas.valid_on(countries[0], on)
            sure: list[Place] = [
                place for key, share in shares.items()
                if share == 1 and (place := self.atlas.places[key]).generation == valid.pk
            ]  # fmt: skip
            area = max(sure, key=lambda place: place.level).pk if sure else None
        return PlacedSpot(shares, countries, area, by)
