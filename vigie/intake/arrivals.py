"""What a run brought is compared with what is there already."""

from __future__ import annotations

from vigie.access import NodeActor
from vigie.intake.models import ImportRun
from vigie.ledger.models import Node
from vigie.monitoring.models import Report


def match_new(run: ImportRun) -> None:
    """Match the reports that a run created or updated. The installation does it, whoever brought the file."""
    from vigie.counting.acts import match_arrivals

    new = run.rows.filter(outcome__in=("created", "updated")).values("report")
    match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(pk__in=new))
