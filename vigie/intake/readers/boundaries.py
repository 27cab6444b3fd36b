"""Administrative boundaries of the COD-AB family: GeoJSON with P-codes, or code tables without geometry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from vigie.intake.readers.area_columns import AreaColumns, area_columns, day, value
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.features import Feature, features
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.places import BoundaryArea
from vigie.intake.readers.record import Record, rows, settled
from vigie.intake.readers.repeats import Repeats
from vigie.intake.readers.shapes import shape_of
from vigie.intake.readers.tables import open_table
from vigie.intake.readers.tables.packed import begins_like_json, kind_of

_NAME_ORDER = ("fr", "", "en", "ref")


def read(path: Path, mapping: dict | None = None) -> Iterator[Row]:
    """Every area of a file, as `BoundaryArea`. Raises `UnreadableFile`.

    For a GeoJSON without P-codes, `mapping` gives them: {"match": property, "level": 1, "country": "BF",
    "codes": {value of that property: {"pcode": …, "name": …, "parent": …}}}.
    """
    path = Path(path)
    if kind_of(path) == "text" and begins_like_json(path):
        return _from_features(path, mapping or {})
    return _from_table(path)


def _from_table(path: Path) -> Iterator[Row]:
    table = open_table(path)
    columns = area_columns(table.columns)
    if not columns.has_codes:
        raise UnreadableFile(Fault("areas-without-codes"))
    level = columns.deepest
    key = columns.plain["pcode"] if level is None else columns.pcode[level]
    return rows(table, lambda record: _area(record.cells, columns, record), key=key)


def _from_features(path: Path, mapping: dict) -> Iterator[Row]:
    found = features(path)
    columns = area_columns({name: None for feature in found for name in feature.properties})
    given = {str(name): entry for name, entry in mapping.get("codes", {}).items()}
    if not columns.has_codes and not given:
        raise UnreadableFile(Fault("areas-without-codes"))
    repeats = Repeats()
    for feature in found:
        properties = feature.properties
        if given:
            properties = _labelled(properties, mapping, given)
        yield _feature_row(feature, properties, area_columns(properties) if given else columns, repeats)


def _labelled(properties: dict, mapping: dict, given: dict) -> dict:
    """The properties with the code and name that somebody gave for this feature."""
    entry = given.get(str(properties.get(mapping.get("match"), "")), {})
    told = {"level": mapping.get("level", properties.get("level")), "country": mapping.get("country", "")}
    dates = {name: text for name, text in properties.items() if "valid" in name.lower()}
    return {**dates, **told, "pcode": entry.get("pcode", ""), "name": entry.get("name", ""),
            "parent_pcode": entry.get("parent", "")}  # fmt: skip


def _feature_row(feature: Feature, properties: dict, columns: AreaColumns, repeats: Repeats) -> Row:
    record = _Properties(feature.number, properties)
    area = _area(properties, columns, record)
    if area is not None:
        shape = shape_of(feature.geometry, area.country, record)
        area = BoundaryArea(**{**vars(area), "geometry": shape})
    if record.faults or area is None:
        return Row(feature.number, record.key, None, tuple(record.faults), tuple(record.remarks))
    digest = blake2b(repr((properties, feature.geometry)).encode(), digest_size=16).digest()
    return settled(Row(feature.number, area.pcode, remarks=tuple(record.remarks)), area, digest, repeats)


class _Properties(Record):
    """The properties of a feature, collecting faults as a row of a table does."""

    def __init__(self, number: int, properties: dict):
        self.number, self.cells, self.key = number, properties, ""
        self.faults, self.remarks = [], []


def _area(properties: dict, columns: AreaColumns, record: Record) -> BoundaryArea | None:
    """The area that one row or feature describes, without its geometry."""
    level = _level(properties, columns, record)
    pcode_column = columns.pcode.get(level, columns.plain.get("pcode", "")) if level is not None else ""
    pcode = value(properties, pcode_column)
    record.key = pcode
    if not pcode:
        record.fault("area-without-code", pcode_column)
        return None
    country = _country(properties, columns, pcode)
    if country is None:
        record.fault("country-unknown", columns.plain.get("country", pcode_column), pcode)
        return None
    names = _names(properties, columns, level)
    name = next(
        (names[variant] for variant in _NAME_ORDER if variant in names), next(iter(names.values()), "")
    )
    if not name:
        record.fault("cell-missing", next(iter(columns.names.get(level, {}).values()), "name"))
    valid_from, valid_to = (_day(properties, columns.plain.get(end), record) for end in ("from", "to"))
    parent = _parent(properties, columns, level, country)
    schematic = value(properties, columns.plain.get("schematic")).lower() in ("true", "1")
    if level and not parent:
        record.remark("area-without-parent", value=pcode)
    if record.faults:
        return None
    return BoundaryArea(level, pcode, name, names, parent, country, None, valid_from, valid_to, schematic)


def _level(properties: dict, columns: AreaColumns, record: Record) -> int | None:
    said = value(properties, columns.plain.get("level")).removesuffix(".0")
    if said:
        if said in "012345":
            return int(said)
        record.fault("code-unknown", columns.plain["level"], said, known="0, 1, 2, 3, 4, 5")
        return None
    # An empty code is a missing one: it does not make a region its country.
    present = [level for level, name in columns.pcode.items() if name in properties]
    return max(present, default=0)


def _country(properties: dict, columns: AreaColumns, pcode: str) -> str | None:
    said = value(properties, columns.pcode.get(0)) or value(properties, columns.plain.get("country"))
    return iso2(said) if said else iso2(re.match(r"[A-Za-z]*", pcode)[0])


def _names(properties: dict, columns: AreaColumns, level: int) -> dict[str, str]:
    by_variant = {
        **({"": columns.plain["name"]} if "name" in columns.plain else {}),
        **columns.names.get(level, {}),
    }
    said = {variant: value(properties, column) for variant, column in by_variant.items()}
    return {variant: name for variant, name in said.items() if name}


def _parent(properties: dict, columns: AreaColumns, level: int, country: str) -> str:
    """The P-code of the area above. A country's is its ISO code of two letters, whichever the file writes."""
    if level == 0:
        return ""
    said = value(properties, columns.plain.get("parent")) or value(properties, columns.pcode.get(level - 1))
    if level == 1:
        return country if not said or iso2(said) == country else said
    return said


def _day(properties: dict, name: str | None, record: Record):
    text = value(properties, name)
    try:
        return day(text)
    except ValueError:
        record.fault("date-unreadable", name or "", text)
        return None
