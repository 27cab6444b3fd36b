"""Readers of foreign formats: a file in, rows with their outcomes out, without database or network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from vigie.intake.readers.outcome import Fault, Row, UnreadableFile


def _(text: str) -> str:
    """Mark a text for translation; the page that shows it translates it."""
    return text


@dataclass(frozen=True)
class Reader:
    """One format. `gives` is "events" or "places"; `description` is one line, an English msgid."""

    name: str
    module: str
    gives: str
    description: str
    takes_mapping: bool = False


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("ucdp", "ucdp", "events", _("UCDP GED events, CSV in any of its column layouts")),
        Reader(
            "insecurity-insight", "insecurity_insight", "events",
            _("Insecurity Insight incidents on health care, education or explosive weapons, HXL-tagged CSV"),
        ),
        Reader("gdelt", "gdelt", "events", _("GDELT 1.0 events, machine-coded from news")),
        Reader("hxl", "hxl_table", "events", _("Any CSV or XLSX with a row of HXL tags")),
        Reader(
            "mapping", "mapping", "events", _("Any CSV or XLSX, read as a mapping file (YAML) says"), True
        ),
        Reader("geonames", "geonames", "places", _("GeoNames country file: settlements and their names")),
        Reader(
            "boundaries", "boundaries", "places",
            _("Administrative boundaries with P-codes (COD-AB), GeoJSON or a table of codes"), True,
        ),
    )
}  # fmt: skip


# Exports of forms are no list of events: they are read by the form that was filled (`exports`).
FORM = "form"
FORM_DESCRIPTION = _("Filled forms exported from KoboToolbox or ODK Central, CSV, XLSX or ZIP")


def read(source: str, path: Path | str, *, mapping: dict | Path | str | None = None) -> Iterator[Row]:
    """Every row of a file with its outcome. Raises `UnreadableFile`, also midway; KeyError for a `source`
    that is no key of `READERS`.

    `mapping` is needed by "mapping" (a mapping or the path of its file); "boundaries" takes one as a dict for
    areas that carry no codes.
    """
    reader = READERS[source]
    if source == "mapping" and mapping is None:
        raise UnreadableFile(Fault("mapping-needed"))
    module = import_module(f"vigie.intake.readers.{reader.module}")
    yield from module.read(Path(path), mapping) if reader.takes_mapping else module.read(Path(path))


def guess(path: Path | str) -> str | None:
    """The reader that a file's beginning speaks for, `FORM` for an export of filled forms, or None.

    Raises `UnreadableFile`.
    """
    from vigie.intake.readers.guessing import source_of

    return source_of(Path(path))
