"""The features of a GeoJSON file, and refusal of what only looks like one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from vigie.intake.readers.outcome import Fault, UnreadableFile

# The file is held in memory at some six times its size; full-resolution communes of one country are 40 MB.
MAX_GEOJSON_BYTES = 100 * 1024**2

# How software writes "WGS84, longitude first", the only system that RFC 7946 knows.
_WGS84 = ("4326", "CRS84", "WGS84")


@dataclass(frozen=True)
class Feature:
    """One feature as written. `number` counts from 1."""

    number: int
    properties: dict
    geometry: dict | None


def features(path: Path) -> list[Feature]:
    """Every feature of a GeoJSON file. Raises `UnreadableFile`."""
    size = path.stat().st_size
    if size > MAX_GEOJSON_BYTES:
        sizes = {"size": size // 1024**2, "limit": MAX_GEOJSON_BYTES // 1024**2}
        raise UnreadableFile(Fault("file-too-large", params=sizes))
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault("json-not-utf8")) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(Fault("json-broken", params={"row": getattr(error, "lineno", 1)})) from error
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(data.get("features"), list)
    ):
        raise UnreadableFile(
            Fault("topojson" if isinstance(data, dict) and data.get("type") == "Topology" else "not-geojson")
        )
    _refuse_other_systems(data.get("crs"))
    found = [_feature(number, raw) for number, raw in enumerate(data["features"], start=1)]
    if not found:
        raise UnreadableFile(Fault("file-empty"))
    return found


def _feature(number: int, raw: object) -> Feature:
    if not isinstance(raw, dict):
        raise UnreadableFile(Fault("not-geojson"))
    properties = raw.get("properties") or {}
    geometry = raw.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, (dict, type(None))):
        raise UnreadableFile(Fault("not-geojson"))
    return Feature(
        number, {str(name): "" if said is None else said for name, said in properties.items()}, geometry
    )


def _refuse_other_systems(crs: object) -> None:
    if crs is None:
        return
    named = crs.get("properties", {}) if isinstance(crs, dict) else {}
    name = str(named.get("name", "") if isinstance(named, dict) else "")
    if not any(word in name.upper().replace(" ", "") for word in _WGS84):
        raise UnreadableFile(Fault("wrong-reference-system", value=name))
