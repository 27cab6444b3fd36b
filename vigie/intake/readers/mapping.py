"""Any CSV or XLSX, read as a mapping file (YAML) says: what each column and its words mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.intake.readers.exports import table_of
from vigie.intake.readers.mapping_file import plan_from
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.plan import Plan
from vigie.intake.readers.planned import statement
from vigie.intake.readers.record import rows
from vigie.intake.readers.tables import Table


def read(path: Path, mapping: dict | Path | str) -> Iterator[Row]:
    """Every row of a table. `mapping`: itself or the path of its file. Raises `UnreadableFile`."""
    plan = plan_from(mapping)
    table = table_of(path, plan.skip_rows)
    plan = _placed(plan, table)
    return rows(table, lambda record: statement(record, plan), key=plan.key)


def _placed(plan: Plan, table: Table) -> Plan:
    """The plan in the table's own column names, HXL tags replaced. Every missing column is named at once."""
    found = {column: table.column(column) for column in plan.columns()}
    missing = [column for column, place in found.items() if place is None]
    if missing:
        present = ", ".join(table.columns[:40])
        raise UnreadableFile(
            *(Fault("mapping-column-missing", c, params={"columns": present}) for c in missing)
        )
    return plan.renamed({column: place for column, place in found.items() if place is not None})
