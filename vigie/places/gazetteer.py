"""Finding a place by its name, however it is spelt, among areas and settlements."""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from math import log10

import numpy as np
from rapidfuzz import fuzz, process

from vigie.core.standards import plain
from vigie.core.toponyms import bare, skeleton
from vigie.places import lookup
from vigie.places.models import AreaName, Settlement, SettlementName

# Scores are of 100. Below this, two names are not taken for one.
LEAST = 70
# From here on a name may stand for another without anybody looking: one letter in eight.
SURE = 87
# A name that only sounds the same is a little worse than one that is spelt the same.
SOUNDS_ALIKE = 94
BEGINS_ALIKE = 84
MOST_NAMES = 80
# What makes one of several as well-spelt places likelier to be meant, in points.
WEIGHT_OF_LEVEL = (10, 8, 5, 3)
WEIGHT_OF_PEOPLE = 7


@dataclass(frozen=True)
class Hit:
    """A place found by name. `above` are the names of the areas it lies in, the smallest first."""

    kind: str  # "area" or "settlement"
    key: int
    name: str
    country: str
    level: int | None
    pcode: str  # of the area, or of the smallest area that holds the settlement
    above: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int | None
    score: float
    homonyms: int  # how many other places bear this name in the part of the world that was asked


class Index:
    """Every name of every place in plain letters, in memory: some 25 MB for 40,000 places.

    Entities are numbered; the first ones are areas (one for each code, the newest generation's), the rest
    settlements. Names are numbered in their order.
    """

    def __init__(self, atlas: lookup.Atlas):
        self.atlas = atlas
        self.stamp = atlas.stamp
        owners: dict[str, set[int]] = defaultdict(set)
        self.areas = self._read_areas(owners)
        self._read_settlements(owners)
        self.names = sorted(owners)
        self._owners = [array("i", sorted(owners[name])) for name in self.names]
        self._sounds: dict[str, array] = {}
        for number, name in enumerate(self.names):
            self._sounds.setdefault(skeleton(name), array("i")).append(number)

    def _read_areas(self, owners) -> list[int]:
        newest: dict[tuple, int] = {}
        numbers: dict[int, tuple] = {}
        when = {pk: sheet.valid_from for pk, sheet in self.atlas.sheets.items()}
        for place in sorted(self.atlas.places.values(), key=lambda each: when[each.generation]):
            numbers[place.pk] = code = (place.country, place.level, place.pcode)
            newest[code] = place.pk
        order = {code: number for number, code in enumerate(newest)}
        for key, name in AreaName.objects.values_list("area", "plain"):
            if key in numbers:
                owners[name].add(order[numbers[key]])
                owners[bare(name)].add(order[numbers[key]])
        return list(newest.values())

    def _read_settlements(self, owners) -> None:
        rows = Settlement.objects.exclude(feature__startswith="ADM").order_by("pk")
        columns = list(rows.values_list("pk", "country", "lat", "lon", "population"))
        self.settlements = np.array([row[0] for row in columns], dtype=np.int64)
        self._countries = [row[1] for row in columns]
        self.lat, self.lon = (np.array([row[i] for row in columns], dtype=float) for i in (2, 3))
        self._people = array("i", [row[4] or 0 for row in columns])
        first = len(self.areas)
        number = {int(key): first + place for place, key in enumerate(self.settlements)}
        for key, name in SettlementName.objects.values_list("settlement", "plain").iterator(5000):
            if key in number:
                owners[name].add(number[key])

    def country_of(self, entity: int) -> str:
        first = len(self.areas)
        if entity < first:
            return self.atlas.places[self.areas[entity]].country
        return self._countries[entity - first]

    def weight(self, entity: int) -> float:
        first = len(self.areas)
        if entity < first:
            return WEIGHT_OF_LEVEL[self.atlas.places[self.areas[entity]].level]
        people = self._people[entity - first]
        return min(WEIGHT_OF_PEOPLE, log10(people + 1) * 1.4)

    def scored_names(self, asked: str) -> dict[int, float]:
        """Names like this one (plain), by number, with how alike they are."""
        scores: dict[int, float] = {}
        for _name, score, number in process.extract(
            asked, self.names, scorer=fuzz.ratio, processor=None, score_cutoff=LEAST, limit=MOST_NAMES
        ):
            scores[number] = score
        for number in self._sounds.get(skeleton(asked), ()) if len(skeleton(asked)) > 1 else ():
            likeness = fuzz.ratio(asked, self.names[number])
            if likeness >= LEAST - 20 and likeness < 100:
                scores[number] = max(scores.get(number, 0), min(SOUNDS_ALIKE, 60 + likeness * 0.38))
        if len(asked) >= 3:
            at = bisect_left(self.names, asked)
            while at < len(self.names) and self.names[at].startswith(asked):
                length = len(self.names[at])
                likeness = BEGINS_ALIKE + (100 - BEGINS_ALIKE) * len(asked) / length
                scores[at] = max(scores.get(at, 0), likeness)
                at += 1
        return scores

    def owners(self, number: int) -> array:
        return self._owners[number]

    def owners_of(self, name: str) -> array:
        """Entities that bear exactly this plain name."""
        at = bisect_left(self.names, name)
        return self._owners[at] if at < len(self.names) and self.names[at] == name else array("i")

    def sure_settlements(self, name: str, country: str) -> list[int]:
        """Numbers (within settlements) of those in a country that surely bear this name; best spelt first.

        Several are homonyms: the caller must not choose among them.
        """
        asked = plain(name)
        first = len(self.areas)

        def here(entities) -> list[int]:
            return [each - first for each in entities if each >= first and self.country_of(each) == country]

        if exact := here(self.owners_of(asked)):
            return exact
        if len(asked) < 4:
            return []
        found: dict[float, set[int]] = defaultdict(set)
        for number, score in self.scored_names(asked).items():
            if score >= SURE and fuzz.ratio(asked, self.names[number]) >= LEAST:
                found[round(score, 1)].update(here(self.owners(number)))
        best = next((found[score] for score in sorted(found, reverse=True) if found[score]), set())
        return sorted(best)


_held: Index | None = None
_reading = threading.Lock()


def index(atlas: lookup.Atlas | None = None) -> Index:
    """The names as they now stand, read anew when a map or a gazetteer was loaded."""
    global _held
    atlas = atlas or lookup.atlas()
    if _held is None or _held.stamp != atlas.stamp:
        with _reading:
            if _held is None or _held.stamp != atlas.stamp:
                _held = Index(atlas)
    return _held


def search(text: str, *, country: str | None = None, area: int | None = None, limit: int = 10) -> list[Hit]:
    """Places whose name is like `text`, the likeliest first, forgiving accents, case and spelling.

    `country` (ISO 3166-1 alpha-2) and `area` (key of an area) narrow it. Nothing is chosen: places of one
    name are all listed, and each says how many others bear its name.
    """
    names = index()
    asked = plain(text)[:100]
    if not asked:
        return []
    best: dict[int, float] = {}
    for variant in {asked, bare(asked)}:
        for number, score in names.scored_names(variant).items():
            for entity in names.owners(number):
                if country is None or names.country_of(entity) == country:
                    best[entity] = max(best.get(entity, 0), score)
    if area is not None:
        best = _inside(names, best, area)
    # Spelling first; among names spelt nearly alike, the larger place is likelier meant.
    ranked = sorted(best, key=lambda entity: (-(best[entity] + names.weight(entity)), entity))[:limit]
    return [_hit(names, entity, best[entity], country, rows) for rows in [_rows(names, ranked)]
            for entity in ranked]  # fmt: skip


def _inside(names: Index, best: dict[int, float], area: int) -> dict[int, float]:
    atlas, first = names.atlas, len(names.areas)
    place = atlas.places[area]
    sheet = atlas.sheets[place.generation]
    towns = np.array([entity for entity in best if entity >= first], dtype=int)
    holders = sheet.at(names.lon[towns - first], names.lat[towns - first]) if len(towns) else []
    kept = {
        int(entity): best[int(entity)]
        for entity, holder in zip(towns, holders, strict=True)
        if any(each.pk == area for each in atlas.chain(int(holder)))
    }
    for entity, score in best.items():
        if entity < first and any(each.pk == area for each in atlas.chain(names.areas[entity])):
            kept[entity] = score
    return kept


def _rows(names: Index, entities: list[int]) -> dict[int, Settlement]:
    first = len(names.areas)
    return Settlement.objects.in_bulk([int(names.settlements[e - first]) for e in entities if e >= first])


def _hit(names: Index, entity: int, score: float, country: str | None, rows: dict) -> Hit:
    atlas, first = names.atlas, len(names.areas)
    if entity < first:
        place, *above = atlas.chain(names.areas[entity])
        about = ("area", place.pk, place.name, place.country, place.level, place.pcode)
        where = (place.lat, place.lon, None)
    else:
        row = rows[int(names.settlements[entity - first])]
        above = _holding(atlas, row)
        about = ("settlement", row.pk, row.name, row.country, None, above[0].pcode if above else "")
        where = (row.lat, row.lon, row.population)
    others = [each for each in names.owners_of(plain(about[2])) if each != entity]
    homonyms = sum(1 for each in others if country is None or names.country_of(each) == country)
    return Hit(*about, tuple(each.name for each in above), *where, round(score, 1), homonyms)


def _holding(atlas: lookup.Atlas, row: Settlement) -> list[lookup.Place]:
    """The areas that hold a settlement today: its own country's, the newest generation with outlines."""
    for sheet in atlas.countries.get(row.country, ()):
        if key := int(sheet.at([row.lon], [row.lat])[0]):
            return atlas.chain(key)
    return []
