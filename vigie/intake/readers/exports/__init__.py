"""Exports of KoboToolbox and ODK Central: filled forms as tables, their repeats put back where they belong."""

from vigie.intake.readers.exports.columns import Columns
from vigie.intake.readers.exports.entry import Entry, Export
from vigie.intake.readers.exports.filled import FilledForm, FilledForms
from vigie.intake.readers.exports.flat import flattened, table_of
from vigie.intake.readers.exports.opening import is_export, open_export

__all__ = (
    "Columns", "Entry", "Export", "FilledForm", "FilledForms", "flattened", "is_export", "open_export", "table_of",
)  # fmt: skip
