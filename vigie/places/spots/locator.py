"""Deciding where a spot lies from all that is said of it: its point, its precision, its words."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from vigie.core.statement import Spot
from vigie.places.lookup import Atlas, Sheet
from vigie.places.models import Area
from vigie.places.remarks import Remark
from vigie.places.spots.placed import PlacedSpot, disc_of, has_point, step
from vigie.places.spots.said import Said
from vigie.places.spots.touched import Touched, everywhere

AREA_LEVELS = {"adm1": 1, "adm2": 2, "adm3": 3}
KEPT = 50_000


class Locator:
    """Places spots by one state of the maps; equal spots are worked out once."""

    def __init__(self, atlas: Atlas):
        self.atlas = atlas
        self.touched = Touched(atlas)
        self.said = Said(atlas)
        self._placed: OrderedDict[tuple, PlacedSpot] = OrderedDict()
        self._rows: dict[int, Area] = {}
        self._busy = threading.Lock()

    def locate(self, asked: Iterable[tuple[Spot, date]]) -> list[PlacedSpot]:
        """Where each spot lies, on its date. Points are looked up all at once."""
        asked = [(spot, self._era(spot, on), on) for spot, on in asked]
        with self._busy:
            new = {(spot, era): on for spot, era, on in asked if (spot, era) not in self._placed}
            self.touched.look_up(disc_of(spot) for spot, _ in new if has_point(spot))
            for (spot, era), on in new.items():
                self._placed[spot, era] = self._place(spot, on)
            found = [self._placed[spot, era] for spot, era, _ in asked]
            while len(self._placed) > KEPT:
                self._placed.popitem(last=False)
            self.touched.forget()
        return found

    def areas(self, keys: set[int]) -> dict[int, Area]:
        """Rows of areas by key, without their outlines."""
        if missing := keys - set(self._rows):
            self._rows |= Area.objects.defer("outline").in_bulk(missing)
        return self._rows

    def _era(self, spot: Spot, on: date) -> tuple:
        """The generations that were valid on a day: all that a date changes about a place."""
        countries = spot.countries or tuple(self.atlas.countries)
        return tuple(sheet.pk for code in countries if (sheet := self.atlas.valid_on(code, on)))

    def _place(self, spot: Spot, on: date) -> PlacedSpot:
        spot, remarks = self._believed(spot)
        if spot.precision == "cross_border":
            placed = self._on_a_border(spot, on)
        elif spot.precision == "country":
            placed = self._in_countries(spot, on)
        elif spot.precision in AREA_LEVELS:
            placed = self._in_an_area(spot, on, AREA_LEVELS[spot.precision])
        elif has_point(spot):
            placed = self._at_a_point(spot, on)
        else:
            placed = self._by_name(spot, on)
        return replace(placed, remarks=(*remarks, *placed.remarks)) if remarks else placed

    def _believed(self, spot: Spot) -> tuple[Spot, list[Remark]]:
        """A spot without its point, if that lies outside every country that is said."""
        tops = [self._top(code) for code in spot.countries]
        if not has_point(spot) or not tops or None in tops:
            return spot, []
        disc = disc_of(spot)
        if self._touches(disc, spot.countries):
            return spot, []
        km = min(self.atlas.km_outside(top, spot.lon, spot.lat) for top in tops)
        if km <= disc[2]:
            return spot, []  # a sliver between two publishers' borders
        swapped = abs(spot.lon) <= 90 and self._touches((spot.lat, spot.lon, disc[2]), spot.countries)
        remark = Remark("swapped" if swapped else "outside_country", " ".join(spot.countries), km)
        return replace(spot, lat=None, lon=None), [remark]

    def _touches(self, disc: tuple[float, float, float], countries: tuple[str, ...]) -> bool:
        return any(self.atlas.sheets[pk].country in countries for pk in self.touched.by(disc))

    def _top(self, country: str) -> int | None:
        """The newest outline of a country, if there is one."""
        tops = (self.atlas.tops.get(sheet.pk) for sheet in self.atlas.countries.get(country, ()))
        return next((top for top in tops if top and self.atlas.shape(top) is not None), None)

    # At a point

    def _at_a_point(self, spot: Spot, on: date, by: str = "point") -> PlacedSpot:
        shares = self.touched.by(disc_of(spot))
        if len(spot.countries) == 1 and spot.countries[0] in self.atlas.countries:
            # The country is said, so that only the part of the disc that lies there counts.
            shares = {pk: _whole(each) for pk, each in shares.items()
                      if self.atlas.sheets[pk].country == spot.countries[0]}  # fmt: skip
        if not shares:
            return self._in_countries(spot, on)
        placed = self._settled(on, everywhere(self.atlas, shares), by)
        lon, lat, radius = disc_of(spot)
        remarks = self._outside_areas(spot, on, placed.shares)
        return replace(placed, lat=lat, lon=lon, radius_km=radius, remarks=remarks)

    def _outside_areas(self, spot: Spot, on: date, shares: dict[int, float]) -> tuple[Remark, ...]:
        """Remarks on areas that are said and that do not hold the point."""
        remarks = []
        for level, words in spot.areas:
            found = self.said.areas(spot.countries, on, level, words) if level and words.strip() else ()
            if level and words.strip() and not found:
                remarks.append(Remark("unknown_area", words))
            if not found or any(key in shares for key in found):
                continue
            far = [self.atlas.km_outside(key, spot.lon, spot.lat) for key in found]
            km = min((each for each in far if each is not None), default=None)
            if km is not None and km > disc_of(spot)[2]:
                remarks.append(Remark("outside_area", self.atlas.places[found[0]].name, km))
        return tuple(remarks)

    # In an area

    def _in_an_area(self, spot: Spot, on: date, deepest: int) -> PlacedSpot:
        """In an area of a level, never in a smaller one: its centre says nothing about where."""
        said, remarks = self.said.smallest(spot, on, deepest)
        at = self._area_at(spot, on, deepest) if has_point(spot) else None
        if at is not None and not self.said.holds(said, at):
            if km := self.atlas.km_outside(said, spot.lon, spot.lat):
                remarks.append(Remark("outside_area", self.atlas.places[said].name, km))
            at = None
        key = at if at is not None else said
        if key is None and spot.name:
            key = self.said.named(spot, on, range(1, deepest + 1))
        placed = self._in_countries(spot, on) if key is None else self._whole_area(spot, on, key)
        return replace(placed, remarks=tuple(remarks))

    def _area_at(self, spot: Spot, on: date, deepest: int) -> int | None:
        """The area of a level (or the finest above it) that holds a point, on a date."""
        for pk, shares in self.touched.by(disc_of(spot)).items():
            sheet = self.atlas.sheets[pk]
            if sheet is not self._drawn_on(sheet.country, on):
                continue
            if spot.countries and sheet.country not in spot.countries:
                continue
            chain = self.atlas.chain(max(shares, key=shares.get))
            return next((place.pk for place in chain if place.level <= deepest), None)
        return None

    def _drawn_on(self, country: str, on: date) -> Sheet | None:
        """The generation of a date, or else the newest, that has outlines."""
        valid = self.atlas.valid_on(country, on)
        drawn = (sheet for sheet in (valid, *self.atlas.countries.get(country, ())) if sheet and sheet.levels)
        return next(drawn, None)

    def _whole_area(self, spot: Spot, on: date, key: int) -> PlacedSpot:
        place = self.atlas.places[key]
        if place.level == 0:
            return self._in_countries(replace(spot, countries=(place.country,)), on)
        return self._settled(on, everywhere(self.atlas, {place.generation: {key: 1.0}}), "area")

    # By name

    def _by_name(self, spot: Spot, on: date) -> PlacedSpot:
        """A spot without coordinates: by its name where that is sure, else by the smallest area said.

        A name that may be a region's or its chief town's is the region's, unless the source says that it
        knows the place itself, or has named that region already.
        """
        said, remarks = self.said.smallest(spot, on, 3)
        level = self.atlas.places[said].level if said is not None else 0
        if spot.name and spot.precision == "unknown":
            key = self.said.named(spot, on, range(level + 1, 3))
            if key is not None and self.said.holds(said, key):
                return replace(self._whole_area(spot, on, key), remarks=tuple(remarks))
        if spot.name and len(spot.countries) == 1:
            town, remark = self.said.town(spot, said)
            if town is not None:
                found = replace(spot, lat=town[0], lon=town[1], precision="near", areas=())
                placed = self._at_a_point(found, on, by="gazetteer")
                return replace(placed, remarks=(*remarks, *placed.remarks))
            remarks.append(remark)
        if said is None and spot.name:
            said = self.said.named(spot, on, (3,))
        placed = self._whole_area(spot, on, said) if said is not None else self._in_countries(spot, on)
        return replace(placed, remarks=tuple(remarks))

    # In a country, or on the border of two

    def _in_countries(self, spot: Spot, on: date) -> PlacedSpot:
        """Somewhere in a country; if several are said, in one of them."""
        countries = tuple(sorted(set(spot.countries))) or self._countries_at(spot)
        if not countries:
            return PlacedSpot()
        sheets = [sheet for code in countries for sheet in self.atlas.countries.get(code, ())]
        tops = [top for sheet in sheets if (top := self.atlas.tops.get(sheet.pk))]
        valid = self.atlas.valid_on(countries[0], on) if len(countries) == 1 else None
        area = self.atlas.tops.get(valid.pk) if valid else None
        return PlacedSpot(dict.fromkeys(tops, step(1 / len(countries))), countries, area, "country")

    def _countries_at(self, spot: Spot) -> tuple[str, ...]:
        if not has_point(spot):
            return ()
        return tuple(sorted({self.atlas.sheets[pk].country for pk in self.touched.by(disc_of(spot))}))

    def _on_a_border(self, spot: Spot, on: date) -> PlacedSpot:
        """On or astride a frontier: in any of the countries named or touched, surely in none."""
        countries = tuple(sorted({*spot.countries, *self._countries_at(spot)}))
        placed = self._in_countries(replace(spot, countries=countries), on)
        part = step(1 / max(2, len(countries)))
        return replace(placed, shares=dict.fromkeys(placed.shares, part), area=None)

    def _settled(self, on: date, found: dict[int, float], by: str) -> PlacedSpot:
        """Shares in steps, with the countries and the smallest sure area of the date."""
        shares = {key: stepped for key, share in found.items() if (stepped := step(share))}
        places = [self.atlas.places[key] for key in shares]
        countries = tuple(sorted({place.country for place in places}))
        area = None
        if len(countries) == 1:
            valid = self.atlas.valid_on(countries[0], on)
            sure = [place for place in places if shares[place.pk] == 1 and place.generation == valid.pk]
            area = max(sure, key=lambda place: place.level).pk if sure else None
        return PlacedSpot(shares, countries, area, by)


def _whole(shares: dict[int, float]) -> dict[int, float]:
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()}
