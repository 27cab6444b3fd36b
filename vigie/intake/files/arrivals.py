"""What a run brought is compared with what is there already."""

from __future__ import annotations

from django.db import transaction

from vigie.access import NodeActor
from vigie.counting.accounts import never_compared
from vigie.counting.acts import match_arrivals
from vigie.intake.models import ImportRun
from vigie.ledger.models import Node
from vigie.monitoring.models import Report


def match_arrivals_of(run: ImportRun) -> None:
    """Match the reports of a run that belong to no incident yet, and new versions of those that do.

    The installation does it, whoever brought the file. Those that an interrupted run left unmatched are among
    them when the file is brought again.
    """
    with transaction.atomic():
        # One matching at a time: two files that end together would otherwise both place the same report.
        here = Node.objects.select_for_update().get(pk=Node.here().pk)
        loose = never_compared(Report.objects.filter(pk__in=run.rows.values("report")))
        if loose.exists():
            match_arrivals(NodeActor(), here, reports=loose)
