"""Bringing a file in: every row gets an outcome, and a break leaves what can be gone on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.db import DataError, transaction
from django.utils import timezone

from vigie import access
from vigie.core.statement import Statement
from vigie.directory.models import Account, Organisation
from vigie.intake.arrivals import match_new
from vigie.intake.models import ImportRow, ImportRun
from vigie.intake.readers import read
from vigie.intake.readers.mapping_file import plan_from
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.reading import Batches, about_rows, fingerprint
from vigie.ledger.act import Refused, write
from vigie.monitoring.filing import Filed, Filing

Tell = Callable[[int, int], None]  # rows read, and about how many there are (0 where nobody can tell)

# Of a cell that a fault quotes: enough to find it by, and no narrative.
LONGEST_VALUE = 200
LONGEST_NAME = 200
LONGEST_SERIES = 40


def silent(done: int, of_all: int) -> None:
    pass


def bring(
    actor,
    organisation: Organisation,
    *,
    path: Path,
    source: str,
    mapping: dict | Path | None = None,
    series: str = "",
    file_name: str = "",
    progress: Tell = silent,
) -> ImportRun:
    """Bring a file of events into an organisation's reports, then match what is new.

    `source` is a reader that gives events; `mapping`, for the source "mapping", is a YAML file or what it
    says; `series` names a list among several of one source. A run comes back whatever the file was: its
    `faults` say why the file could not be read, or be read on. One ledger line for each run; rows are kept
    some at a time, so that a power cut loses little and the same file, brought again, goes on from there.
    Raises `Refused`.
    """
    path = Path(path)
    about = {"series": (series or _named_in(mapping))[:LONGEST_SERIES]}
    run = opened(actor, organisation, path=path, source=source, about=about, file_name=file_name)
    rows = Batches(lambda: read(source, path, mapping=mapping))
    length = about_rows(path)
    for batch in rows:
        with transaction.atomic():
            outcomes = _file(run, batch)
            _account_for(run, batch, outcomes)
        progress(rows.last, max(length, rows.last))
    close(run, rows)
    if run.created or run.updated:
        match_new(run)
    return run


def opened(
    actor, organisation: Organisation, *, path: Path, source: str, about: dict, file_name: str = ""
) -> ImportRun:
    """A run that nothing was read for yet, with its ledger line: no row comes in without one."""
    if not access.may(actor, "import_into", organisation):
        raise Refused(f"bring {organisation._meta.label} {organisation.pk}")
    with transaction.atomic():
        run = ImportRun.objects.create(
            organisation=organisation,
            filed_by=actor if isinstance(actor, Account) else None,
            source=source,
            about=about,
            file_name=plain_name(file_name or path.name),
            file_sha256=fingerprint(path),
            file_bytes=path.stat().st_size,
        )
        organisation.ledger_detail = {"run": str(run.uuid), "source": source}
        write(actor, "bring", organisation)
    return run


def plain_name(name: str) -> str:
    """A file's name as it may be shown: its last part, in letters that print, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME]


def _file(run: ImportRun, batch: list[Row]) -> list[Filed | None]:
    """File the statements of a batch; None for a row that has none."""
    statements = [row.statement for row in batch if row.statement]
    try:
        with transaction.atomic():
            filed = _filed(run, statements)
    except DataError:  # one row that PostgreSQL can't hold must not take its neighbours along
        filed = [_filed_alone(run, statement) for statement in statements]
    waiting = iter(filed)
    return [next(waiting) if row.statement else None for row in batch]


def _filed(run: ImportRun, statements: list[Statement]) -> list[Filed]:
    return list(Filing(run.organisation, dataset_of(run), run.filed_by).file(statements))


def _filed_alone(run: ImportRun, statement: Statement) -> Filed:
    try:
        with transaction.atomic():
            return _filed(run, [statement])[0]
    except DataError as error:
        return Filed("refused", statement, None, str(error).partition("\n")[0])


def dataset_of(run: ImportRun) -> str:
    """The series that a run's reports belong to; keys are unique within an organisation's series."""
    return ":".join(filter(None, (run.source, run.about.get("series"))))


def _named_in(mapping: dict | Path | None) -> str:
    """The name that a mapping gives to the list it reads; what is wrong with a mapping, `read` says."""
    if mapping is None:
        return ""
    try:
        return plan_from(mapping).name
    except UnreadableFile:
        return ""


def _account_for(run: ImportRun, batch: list[Row], outcomes: list[Filed | None]) -> None:
    """Write down what became of each row, and count it."""
    written = [_row(run, row, filed) for row, filed in zip(batch, outcomes, strict=True)]
    ImportRow.objects.bulk_create(written)
    counted = Counter(row.outcome for row in written)
    for outcome, number in counted.items():
        setattr(run, outcome, getattr(run, outcome) + number)
    run.last_row = batch[-1].number
    run.save(update_fields=[*counted, "last_row"])


def _row(run: ImportRun, row: Row, filed: Filed | None) -> ImportRow:
    faults, outcome = row.faults, "refused"
    if filed is not None:
        outcome = filed.outcome
        faults = (Fault("not-kept", params={"why": filed.why}),) if filed.why else ()
    elif not faults:
        outcome = "unchanged"  # the same row stood above; its remark says so
    return ImportRow(
        run=run,
        number=row.number,
        key=row.key,
        outcome=outcome,
        faults=[as_data(fault) for fault in faults],
        remarks=[as_data(remark) for remark in row.remarks],
        report=filed.report if filed else None,
    )


def as_data(fault: Fault) -> dict:
    """A fault as JSON-ready data; `Fault(**data)` gives it back."""
    value = str(fault.value)[:LONGEST_VALUE]
    return {"code": fault.code, "field": fault.field[:LONGEST_NAME], "value": value, "params": fault.params}


def close(run: ImportRun, rows: Batches) -> None:
    """End a run: say where the file broke off, and see that every row is accounted for."""
    run.faults = [as_data(fault) for fault in rows.faults]
    run.ended_at = timezone.now()
    run.save(update_fields=["faults", "ended_at"])
    assert run.rows_read == rows.count == run.rows.count(), f"run {run.uuid}: rows without an outcome"
