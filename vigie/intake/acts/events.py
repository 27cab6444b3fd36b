"""Bringing a file of events: each row becomes a report, and a break leaves what can be gone on with."""

from __future__ import annotations

from pathlib import Path

from django.db import DataError, transaction

from vigie import access
from vigie.core.statement import Statement
from vigie.directory.models import Organisation
from vigie.intake.files.arrivals import match_arrivals_of
from vigie.intake.files.reading import Batches, about_rows
from vigie.intake.files.runs import Tell, account_for, close, new_run, place_as_data, row_of, silent
from vigie.intake.models import ImportRow, ImportRun
from vigie.intake.readers import read
from vigie.intake.readers.mapping_file import plan_from
from vigie.intake.readers.outcome import Row, UnreadableFile
from vigie.ledger.act import Refused, write
from vigie.monitoring.filing import Filed, Filing
from vigie.places.extents import Placed, extents_for

LONGEST_SERIES = 40


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
    run = _begun(actor, organisation, path, source=source, about=about, file_name=file_name)
    rows = Batches(lambda: read(source, path, mapping=mapping))
    length = about_rows(path)
    for batch in rows:
        with transaction.atomic():
            account_for(run, _kept(run, batch))
        progress(rows.last, max(length, rows.last))
    close(run, rows)
    match_arrivals_of(run)
    return run


def _begun(actor, organisation: Organisation, path: Path, **about) -> ImportRun:
    """A run with its ledger line: no row comes in without one."""
    if not access.may(actor, "import_into", organisation):
        raise Refused(f"bring {organisation._meta.label} {organisation.pk}")
    with transaction.atomic():
        run = new_run(actor, path, organisation=organisation, **about)
        organisation.ledger_detail = {"run": str(run.uuid), "source": run.source}
        write(actor, "bring", organisation)
    return run


def _named_in(mapping: dict | Path | None) -> str:
    """The name that a mapping gives to the list it reads; what is wrong with a mapping, `read` says."""
    try:
        return plan_from(mapping).name if mapping is not None else ""
    except UnreadableFile:
        return ""


def _kept(run: ImportRun, batch: list[Row]) -> list[ImportRow]:
    """File the statements of a batch, and say of each row what became of it."""
    statements = [row.statement for row in batch if row.statement]
    placed = extents_for([(statement.spots, statement.when.first) for statement in statements])
    kept = iter(zip(_filed_in_any_case(run, statements), placed, strict=True))
    return [_outcome(run, row, *next(kept)) if row.statement else row_of(run, row, None) for row in batch]


def _outcome(run: ImportRun, row: Row, filed: Filed, placed: Placed) -> ImportRow:
    found = row_of(run, row, filed.outcome, why=filed.why, report=filed.report)
    found.remarks += [place_as_data(remark) for remark in placed.remarks]
    return found


def _filed_in_any_case(run: ImportRun, statements: list[Statement]) -> list[Filed]:
    """One row that the database can't hold must not take its neighbours along: then each is filed alone."""
    try:
        with transaction.atomic():
            return _filed(run, statements)
    except DataError:
        return [_filed_alone(run, statement) for statement in statements]


def _filed_alone(run: ImportRun, statement: Statement) -> Filed:
    try:
        with transaction.atomic():
            return _filed(run, [statement])[0]
    except DataError as error:
        return Filed("refused", statement, None, str(error).partition("\n")[0])


def _filed(run: ImportRun, statements: list[Statement]) -> list[Filed]:
    return list(Filing(run.organisation, dataset_of(run), run.filed_by).file(statements))


def dataset_of(run: ImportRun) -> str:
    """The series that a run's reports belong to; identifiers are unique within an organisation's series."""
    return ":".join(filter(None, (run.source, run.about["series"])))
