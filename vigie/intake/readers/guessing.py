"""Which reader a file is likely for, by the names of its columns."""

from __future__ import annotations

from pathlib import Path

from vigie.intake.readers import gdelt, geonames, ucdp
from vigie.intake.readers.area_columns import area_columns
from vigie.intake.readers.exports import is_export, open_export
from vigie.intake.readers.insecurity_insight import product_of
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.readers.tables import open_lines, open_table
from vigie.intake.readers.tables.packed import begins_like_json, kind_of


def source_of(path: Path) -> str | None:
    """The name of the reader, or None where only a mapping can help. Raises `UnreadableFile`."""
    if kind_of(path) == "text" and begins_like_json(path):
        with open(path, "rb") as file:
            return "boundaries" if b'"FeatureCollection"' in file.read(4096) else None
    if kind_of(path) == "zip" and open_export(path) is not None:
        return "form"
    return _headerless(path) or _by_columns(path)


def _headerless(path: Path) -> str | None:
    try:
        first = next(open_lines(path, zipped=True).lines, None)
    except UnreadableFile:
        return None  # perhaps a workbook
    if first is None:
        return None
    if gdelt.looks_headerless(first.cells):
        return "gdelt"
    return "geonames" if geonames.looks_headerless(first.cells) else None


def _by_columns(path: Path) -> str | None:
    table = open_table(path)
    columns = set(table.columns)
    if is_export(columns):
        return "form"
    if product_of(table):
        return "insecurity-insight"
    if {"GLOBALEVENTID", "SQLDATE"} <= columns:
        return "gdelt"
    if set(ucdp.COLUMNS) <= columns:
        return "ucdp"
    if {"geonameid", "name"} <= columns:
        return "geonames"
    if table.tags:
        return "hxl"
    sorted_columns = area_columns(table.columns)
    names_areas = sorted_columns.names or {"name", "parent"} <= set(sorted_columns.plain)
    return "boundaries" if sorted_columns.has_codes and names_areas else None
