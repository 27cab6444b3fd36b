"""Any CSV, TSV or XLSX as rows of text, opened without trusting it."""

from vigie.intake.readers.tables.lines import Line
from vigie.intake.readers.tables.table import Table, open_lines, open_table, open_tables

__all__ = ("Line", "Table", "open_lines", "open_table", "open_tables")
