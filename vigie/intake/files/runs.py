"""Writing a run down: what was brought, what became of each row, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from django.utils import timezone

from vigie.directory.models import Account
from vigie.intake.files.reading import Batches, fingerprint
from vigie.intake.models import ImportRow, ImportRun
from vigie.intake.readers.outcome import Fault, Row
from vigie.monitoring.models import Report
from vigie.places.remarks import Remark

Tell = Callable[[int, int], None]  # rows read, and about how many there are

# Of a cell that a fault quotes: enough to find it by, and no narrative.
LONGEST_VALUE = 200
LONGEST_NAME = 200


def silent(done: int, of_all: int) -> None:
    pass


def new_run(
    actor, path: Path, *, source: str, organisation=None, about: dict, file_name: str = ""
) -> ImportRun:
    """A run of which no row was read yet."""
    return ImportRun.objects.create(
        organisation=organisation,
        filed_by=actor if isinstance(actor, Account) else None,
        source=source,
        about=about,
        file_name=plain_name(file_name or path.name),
        file_sha256=fingerprint(path),
        file_bytes=path.stat().st_size,
    )


def plain_name(name: str) -> str:
    """A file's name as it may be shown: its last part, in letters that print, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME]


def row_of(
    run: ImportRun, row: Row, outcome: str | None, *, why: str = "", report: Report | None = None
) -> ImportRow:
    """What became of one row. `outcome` is None where nothing was kept, `why` the house's own refusal."""
    faults = (Fault("not-kept", params={"why": why}),) if why else row.faults
    if outcome is None:
        # Neither kept nor at fault: the same row stood above, and its remark says so.
        outcome = "refused" if faults else "unchanged"
    return ImportRow(
        run=run,
        number=row.number,
        key=row.key,
        outcome=outcome,
        faults=[as_data(fault) for fault in faults],
        remarks=[as_data(remark) for remark in row.remarks],
        report=report,
    )


def as_data(fault: Fault) -> dict:
    """A fault as JSON-ready data; `Fault(**data)` gives it back."""
    value = str(fault.value)[:LONGEST_VALUE]
    return {"code": fault.code, "field": fault.field[:LONGEST_NAME], "value": value, "params": fault.params}


def place_as_data(remark: Remark) -> dict:
    """A remark on where something lies, beside a row's other remarks; `words.said` says it."""
    about = {"km": remark.km, "found": remark.found}
    return {"code": f"place-{remark.code}", "field": "", "value": remark.said, "params": about}


def account_for(run: ImportRun, rows: Iterable[ImportRow]) -> None:
    """Write rows down and count them. Use it in the transaction that keeps their content."""
    written = ImportRow.objects.bulk_create(rows, batch_size=1000)
    counted = Counter(row.outcome for row in written)
    for outcome, many in counted.items():
        setattr(run, outcome, getattr(run, outcome) + many)
    run.last_row = max([run.last_row, *(row.number for row in written)])
    run.save(update_fields=[*counted, "last_row"])


def close(run: ImportRun, rows: Batches) -> None:
    """End a run: say where the file broke off, and see that every row is accounted for."""
    run.faults = [as_data(fault) for fault in rows.faults]
    run.ended_at = timezone.now()
    run.save(update_fields=["faults", "ended_at"])
    assert run.rows_read == rows.count == run.rows.count(), f"run {run.uuid}: rows without an outcome"
