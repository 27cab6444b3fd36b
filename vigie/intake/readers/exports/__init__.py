"""Exports of KoboToolbox and ODK Central: filled forms as tables, their repeats put back where they belong."""

from vigie.intake.readers.exports.entry import Entry, Export
from vigie.intake.readers.exports.flat import flattened, table_of
from vigie.intake.readers.exports.opening import open_export

__all__ = ("Entry", "Export", "flattened", "open_export", "table_of")
