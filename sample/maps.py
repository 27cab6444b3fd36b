"""Schematic areas as GeoJSON in the manner of COD-AB, and the gazetteer in the layout of GeoNames."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import shapely

from sample.region import COUNTRY_NAMES, ISO3, Area, Region

FIRST_ID = 990_000_001  # far above any identifier that GeoNames has given
TIMEZONES = {"BF": "Africa/Ouagadougou", "ML": "Africa/Bamako", "NE": "Africa/Niamey"}
GAZETTEER_DATE = "2023-07-01"


def write_areas(folder: Path, region: Region) -> tuple[Path, ...]:
    """One file for each country, level and generation, the broad levels and the old generations first."""
    folder.mkdir(parents=True, exist_ok=True)
    groups: dict[tuple, list[Area]] = {}
    for area in region.areas:
        groups.setdefault((area.valid_from, area.country, area.level), []).append(area)
    paths = []
    for (valid_from, country, level), areas in sorted(groups.items(), key=lambda group: group[0]):
        path = folder / f"{ISO3[country].lower()}_adm{level}_{valid_from.year}.geojson"
        features = [_feature(area) for area in areas]
        collection = {"type": "FeatureCollection", "features": features}
        path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _feature(area: Area) -> dict:
    properties = {"iso3": ISO3[area.country], "level": area.level, "schematic": True}
    country = (0, area.country, COUNTRY_NAMES[area.country])
    chain = [country, *((part.level, part.code, part.name) for part in (*area.parents, area) if part.level)]
    for level, code, name in chain:
        properties |= {f"adm{level}_pcode": code, f"adm{level}_name": name}
    properties |= {
        "note": f"{area.name} (schématique)",
        "date": area.valid_from.isoformat(),
        "validon": area.valid_from.isoformat(),
        "validto": area.valid_to.isoformat() if area.valid_to else None,
    }
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(area.shape)}


def write_gazetteer(path: Path, region: Region) -> None:
    """Nineteen columns without a header, as GeoNames publishes its country files."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        for place in region.places:
            first, second, third = region.chain(place, region.areas[0].valid_from)
            writer.writerow(
                (
                    FIRST_ID + place.number, place.name, _ascii(place.name), ",".join(place.variants),
                    place.lat, place.lon, "P", "PPLA2" if place.is_town else "PPL", place.country, "",
                    first.code, second.code, third.code, "", 0, "", "", TIMEZONES[place.country],
                    GAZETTEER_DATE,
                )
            )  # fmt: skip


def _ascii(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isascii())
