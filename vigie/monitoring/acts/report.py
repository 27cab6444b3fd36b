"""What people do with reports: file them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction

from vigie import access
from vigie.core.statement import Statement
from vigie.directory.models import Account, Organisation
from vigie.ledger.act import Refused, act, write
from vigie.monitoring.acts.who import person
from vigie.monitoring.filing import Filed, Filing
from vigie.monitoring.unfit import Unfit


@act("import_into")
def file_report(
    actor,
    organisation: Organisation,
    *,
    statement: Statement,
    dataset: str,
    filed_by: Account | None = None,
    tlp: str | None = None,
) -> Filed:
    """File one statement of an organisation. Raises `Unfit` where it cannot be kept."""
    (filed,) = Filing(organisation, dataset, filed_by or person(actor), tlp).file([statement])
    if filed.outcome == "refused":
        raise Unfit(filed.why)
    organisation.ledger_detail = {"outcome": filed.outcome, "report": str(filed.report.uuid)}
    return filed


def file_reports(
    actor,
    organisation: Organisation,
    *,
    statements: Iterable[Statement],
    dataset: str,
    filed_by: Account | None = None,
    tlp: str | None = None,
    because: str = "",
) -> Iterator[Filed]:
    """File many statements as one act: one transaction and one ledger line, however many there are.

    Outcomes come in the order of the statements, while they are read. The run counts once the last one was
    taken; a reader that stops before leaves nothing written. Raises `Refused` at once.
    """
    if not access.may(actor, "import_into", organisation):
        raise Refused(f"file_reports {organisation._meta.label} {organisation.pk}")
    return _filing(actor, organisation, statements, dataset, filed_by or person(actor), tlp, because)


def _filing(actor, organisation, statements, dataset, filed_by, tlp, because) -> Iterator[Filed]:
    outcomes = Counter()
    with transaction.atomic():
        for filed in Filing(organisation, dataset, filed_by, tlp).file(statements):
            outcomes[filed.outcome] += 1
            yield filed
        organisation.ledger_detail = {"dataset": dataset, **outcomes}
        write(actor, "file_reports", organisation, because)
