"""Matching: new reports find their incident, found a new one, or wait for a person."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from vigie.counting.accounts import never_compared
from vigie.counting.acts.reading import draw_if_due
from vigie.counting.models import MatchRun, Pair
from vigie.counting.weighing import weigh, weigh_around
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.monitoring.models import Report

Tell = Callable[[int, int], None]


def _silent(done: int, of_all: int) -> None:
    pass


@act("match")
def match(actor, node: Node, *, tell: Tell = _silent) -> MatchRun:
    """Learn the weights anew from all current reports, place those that stand nowhere, and propose the rest.

    What stands, and what people decided, is not moved: where the new weights would have it otherwise, that is
    stored as a proposal.
    """
    from vigie.counting import running  # the engine is compiled: not loaded before somebody matches

    run = _begun(node, is_full=True)
    running.everything(run, tell)
    weigh(Pair.objects.to_review())
    draw_if_due()
    return _ended(run, node)


@act("match")
def match_arrivals(actor, node: Node, *, reports: QuerySet[Report]) -> MatchRun:
    """Place these reports as they arrive; those that are a new version of one that stands are compared anew."""
    from vigie.counting import running

    run = _begun(node, organisation_id=_teller(reports))
    if keys := sorted(never_compared(reports).values_list("pk", flat=True)):
        running.arrivals(run, keys)
        weigh_around(keys)
    return _ended(run, node)


def _teller(reports: QuerySet[Report]) -> int | None:
    """Whose reports these are, where they are all of one organisation."""
    tellers = list(reports.order_by().values_list("organisation", flat=True).distinct()[:2])
    return tellers[0] if len(tellers) == 1 else None


def _begun(node: Node, **what) -> MatchRun:
    # One matching at a time: two that place the same report would collide.
    Node.objects.select_for_update().filter(pk=node.pk).first()
    return MatchRun.objects.create(**what)


def _ended(run: MatchRun, node: Node) -> MatchRun:
    run.to_review = Pair.objects.to_review().count()
    run.ended_at = timezone.now()
    run.save()
    node.ledger_detail = {"run": run.pk, "reports": run.reports, "incidents": run.incidents}
    return run
