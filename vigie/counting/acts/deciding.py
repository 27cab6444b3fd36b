"""A person's answer about a pair, what it changes at once, and taking it back."""

from __future__ import annotations

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.counting.acts.proposing import take_back
from vigie.counting.models import Decision, Pair
from vigie.counting.rereading import ask_second, forget_second
from vigie.counting.rules import DECISIONS
from vigie.counting.weighing import weigh_around
from vigie.directory.models import Account
from vigie.ledger.act import act
from vigie.monitoring import gathering, merging
from vigie.monitoring.models import Incident, Link, Merger, Report


class CannotUndo(Exception):
    """The answer was built on since; the message says by what and what to do."""


@act("decide")
def answer(actor: Account, pair: Pair, *, answer: str, because: str = "") -> Decision:
    """Record "same", "different" or "unsure", and merge or divide incidents accordingly."""
    decision = Decision.objects.create(pair=pair, answer=answer, account=actor, because=because)
    decision.effect = {"same": _unite, "different": _divide, "unsure": _leave}[answer](actor, pair)
    decision.save(update_fields=["effect"])
    ask_second(decision)
    _weigh_around(pair)
    pair.ledger_detail = {"answer": answer, **decision.effect}
    return decision


@act("decide")
def set_apart(actor: Account, pair: Pair) -> None:
    """Ask nobody again about a pair whose reports must stay in incidents of their own."""
    pair.standing = "rejected"
    pair.save(update_fields=["standing"])


@act("decide")
def undo(actor: Account, pair: Pair) -> Decision:
    """Take back one's own last answer about this pair, and what it changed. Raises `CannotUndo`."""
    decision = pair.decisions.latest_of(actor).select_for_update().first()
    if decision is None:
        raise CannotUndo(_("You have not answered about this pair, or your answer is undone already."))
    # Undone first: what is put back must no longer be held apart or together by this answer.
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_at"])
    forget_second(decision)
    if "merger" in decision.effect:
        _separate_again(actor, decision)
    if "parted" in decision.effect:
        _rejoin(actor, decision)
    if "proposal" in decision.effect:
        take_back(actor, decision)
    _weigh_around(pair)
    pair.ledger_detail = {"undone": decision.pk}
    return decision


def _weigh_around(pair: Pair) -> None:
    """What hangs on the other pairs of these incidents has changed with them."""
    incidents = Link.objects.filter(report__in=[pair.left_id, pair.right_id]).values("incident")
    weigh_around(Link.objects.filter(incident__in=incidents).values_list("report", flat=True))


def _incidents(pair: Pair) -> tuple[Incident | None, Incident | None]:
    def of(report: Report) -> Incident | None:
        return Incident.objects.filter(links__report=report).select_for_update().first()

    return of(pair.left), of(pair.right)


def _leave(actor: Account, pair: Pair) -> dict:
    return {}


def _unite(actor: Account, pair: Pair) -> dict:
    left, right = _incidents(pair)
    if left is None or right is None or left == right:
        return {}
    older, younger = sorted((left, right), key=lambda each: each.pk)
    merger = merging.absorb(
        younger, into=older, by=actor, because=_("Pair %(pair)s: the same") % {"pair": pair.pk}
    )
    return {"merger": merger.pk}


def _divide(actor: Account, pair: Pair) -> dict:
    left, right = _incidents(pair)
    if left is None or left != right:
        return {}
    reports = {link.report_id: link.report for link in left.links.select_related("report__organisation")}
    clusters = _regroup(reports)
    # The reference stays with the largest part; of equals with the one whose report came first.
    stays = max(clusters, key=lambda ids: (len(ids), -min(ids)))
    leaving = [[reports[key] for key in ids] for ids in clusters if ids != stays]
    gathering.part([report for part in leaving for report in part])
    return {"parted": [incident.pk for incident in gathering.found(leaving, by=actor)], "from": left.pk}


def _regroup(reports: dict[int, Report]) -> list[tuple[int, ...]]:
    """The keys of one incident's reports, grouped anew under the decisions that now stand."""
    from vigie.core.clusters import group  # compiled: not loaded before somebody divides an incident
    from vigie.counting.boards import constraints_on

    keys = np.array(sorted(reports), np.int64)
    pairs = np.array(Pair.objects.of_reports(keys.tolist()).values_list("left", "right", "bits")).reshape(
        -1, 3
    )
    one, other = (np.searchsorted(keys, side) for side in pairs.T[:2])
    told = [(reports[key].organisation_id, reports[key].audience_id) for key in keys.tolist()]
    source, audience = np.array(told, np.int64).T
    grouping = group(
        len(keys),
        source,
        one,
        other,
        pairs[:, 2],
        constraints=constraints_on(keys, audience),
        decisions=DECISIONS,
    )
    return [tuple(keys[rows].tolist()) for rows in grouping.clusters()]


def _separate_again(actor: Account, decision: Decision) -> None:
    merger = Merger.objects.filter(pk=decision.effect["merger"], undone_at=None).first()
    if merger is None:
        raise CannotUndo(_("The two incidents have been separated since by somebody else."))
    merging.release(merger)


def _rejoin(actor: Account, decision: Decision) -> None:
    origin = Incident.objects.get(pk=decision.effect["from"])
    parted = Incident.objects.live().filter(pk__in=decision.effect["parted"])
    if len(parted) != len(decision.effect["parted"]) or origin.merged_into_id:
        raise CannotUndo(_("One of the incidents has been merged since. Undo that first, on its page."))
    for incident in parted:
        merging.absorb(incident, origin, by=actor, because=_("Undone: two incidents"))
