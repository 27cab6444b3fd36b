"""Estimating: how many incidents nobody reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import timezone

from vigie import access
from vigie.counting.models import Estimate, EstimateRun
from vigie.ledger.act import Refused, act
from vigie.ledger.models import Node

if TYPE_CHECKING:
    from vigie.counting.estimating import Reckoning

Tell = Callable[[int, int], None]
CLUSTERINGS, CLUSTERINGS_OF_A_PART = 20, 5


def _silent(done: int, of_all: int) -> None:
    pass


def estimate_unreported(
    actor,
    node: Node,
    *,
    clusterings: int = CLUSTERINGS,
    of_a_part: int = CLUSTERINGS_OF_A_PART,
    seed: int = 1,
    tell: Tell = _silent,
) -> EstimateRun:
    """Reckon anew from the register as it stands, and keep it beside what was reckoned before.

    The whole is reckoned over `clusterings`, each part over the first `of_a_part` of them: the whole carries the
    doubt of the matching in full, and there are many parts. With 0 the register is taken as it stands.

    Reckoning takes minutes in a large register and writes nothing; only the keeping is a transaction.
    """
    from vigie.counting.estimating import Reckoning  # compiled: not loaded before somebody estimates

    if not access.may(actor, "estimate", node):
        raise Refused(f"estimate_unreported {node.pk}")
    reckoning = Reckoning.of_register(clusterings, min(of_a_part, clusterings), seed)
    reckoning.reckon(tell)
    return keep_estimates(actor, node, reckoning=reckoning)


@act("estimate")
def keep_estimates(actor, node: Node, *, reckoning: Reckoning) -> EstimateRun:
    """Write down a run and its strata."""
    run = reckoning.run
    run.ended_at = timezone.now()
    run.save()
    Estimate.objects.bulk_create(reckoning.rows.values())
    for row, answer in reckoning.answers:
        row.answered_by = answer
    Estimate.objects.bulk_update([row for row, _answer in reckoning.answers], ["answered_by"])
    node.ledger_detail = {"run": run.pk, "strata": len(reckoning.rows)}
    return run
