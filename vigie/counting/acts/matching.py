"""Matching: new reports find their incident, found a new one, or wait for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict

from django.db.models import QuerySet
from django.utils import timezone

from vigie.core.clusters import Arrivals, Constraints, arrive
from vigie.core.pairing import Account, Matcher
from vigie.core.pairing import Pair as ComparedPair
from vigie.core.pairing.weights import standing_weights
from vigie.counting.accounts import accounts_of, constraints_on, neighbours_in_time
from vigie.counting.acts.reading import draw_if_due
from vigie.counting.models import MatchRun, Pair
from vigie.counting.weighing import weigh_around
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.monitoring import gathering
from vigie.monitoring.models import LIVE, Incident, Link, Report

Tell = Callable[[int, int], None]
FLOOR_BITS = -6.0  # below this a pair is not even remembered while grouping


def _silent(done: int, of_all: int) -> None:
    pass


@act("match")
def match(actor, node: Node, *, tell: Tell = _silent) -> MatchRun:
    """Place every report that stands in no incident yet. What stands, and what people decided, is not moved."""
    run = _match(node, Report.objects.filter(is_current=True), tell)
    draw_if_due()
    return run


@act("match")
def match_arrivals(actor, node: Node, *, reports: QuerySet[Report], tell: Tell = _silent) -> MatchRun:
    """Place these reports as they arrive."""
    return _match(node, reports.filter(is_current=True), tell)


def _match(node: Node, reports: QuerySet[Report], tell: Tell) -> MatchRun:
    # One matching at a time: two that place the same report would collide.
    Node.objects.select_for_update().filter(pk=node.pk).first()
    run = MatchRun.objects.create(parameters=_parameters())
    arrivals = list(accounts_of(reports.filter(link=None)))
    if arrivals:
        _place(run, arrivals, tell)
    weigh_around(each.id for each in arrivals)
    run.reports = len(arrivals)
    run.to_review = Pair.objects.to_review().count()
    run.ended_at = timezone.now()
    run.save()
    node.ledger_detail = {"run": run.pk, "reports": run.reports, "incidents": run.incidents}
    return run


def _parameters() -> dict:
    weights = standing_weights()
    return {
        "version": weights.version,
        "windows": asdict(weights.windows),
        "decisions": asdict(weights.decisions),
    }


def _place(run: MatchRun, arrivals: list[Account], tell: Tell) -> None:
    linked = Report.objects.filter(is_current=True, link__incident__state__in=LIVE)
    beside = list(accounts_of(neighbours_in_time(linked, arrivals)))
    matcher, pairs = _compare(arrivals, beside, tell)
    known = Report.objects.filter(pk__in=[each.id for each in (*arrivals, *beside)])
    constraints = constraints_on(known)
    standing = _standing(beside)
    placed = arrive(
        [each.id for each in arrivals], standing, {each.id: each.source for each in (*arrivals, *beside)},
        [*pairs.values(), *_remembered(beside)], constraints,
    )  # fmt: skip
    run.incidents = _carry_out(placed, known)
    run.pairs = _keep_pairs(pairs, matcher, constraints)


def _compare(arrivals: list[Account], beside: list[Account], tell: Tell) -> tuple[Matcher, dict]:
    """Each arrival against all that is near it. Pairs by their two keys."""
    matcher = Matcher()
    for account in sorted((*beside, *arrivals), key=lambda each: each.id):
        matcher.add(account)
    pairs: dict[tuple[int, int], ComparedPair] = {}
    for done, account in enumerate(arrivals, start=1):
        for pair in matcher.against(account).pairs:
            if pair.bits >= FLOOR_BITS:
                pairs[pair.one, pair.other] = pair
        tell(done, len(arrivals))
    return matcher, pairs


def _standing(beside: list[Account]) -> dict[str, list[int]]:
    """The incidents that the neighbours stand in, whole, by reference."""
    incidents = Incident.objects.filter(links__report__in=[each.id for each in beside]).values("pk")
    standing = defaultdict(list)
    present = {each.id for each in beside}
    linked = Report.objects.filter(link__incident__in=incidents).values_list("link__incident__ref", "pk")
    for ref, key in linked:
        if key in present:
            standing[ref].append(key)
    return standing


def _remembered(beside: list[Account]) -> list[ComparedPair]:
    keys = [each.id for each in beside]
    return [ComparedPair(*row) for row in Pair.objects.of_reports(keys).values_list("left", "right", "bits")]


def _carry_out(placed: Arrivals, known: QuerySet[Report]) -> int:
    """Found and join as the core says; returns how many incidents are new."""
    reports = known.select_related("organisation", "audience").in_bulk()
    sure = {join.report: join.mean for join in placed.joins}
    sure |= {member.id: member.mean for cluster in placed.new for member in cluster.members}
    incidents = {
        each.ref: each for each in Incident.objects.filter(ref__in={join.cluster for join in placed.joins})
    }
    gathering.join(
        [(reports[join.report], incidents[join.cluster]) for join in placed.joins], probabilities=sure
    )
    made = gathering.found(
        [[reports[key] for key in cluster.ids] for cluster in placed.new], probabilities=sure
    )
    return len(made)


def _keep_pairs(pairs: dict, matcher: Matcher, constraints: Constraints) -> int:
    """Store the pairs that a person may want to see, with their reasons."""
    decisions = standing_weights().decisions
    stand = _Stand({key for pair in pairs for key in pair}, constraints)
    kept = []
    for (left, right), pair in pairs.items():
        standing = _standing_of(pair.probability, stand.together(left, right), decisions)
        if standing and stand.may_meet(left, right):
            kept.append(_row(pair, matcher, standing))
    Pair.objects.bulk_create(
        kept, batch_size=500, update_conflicts=True, unique_fields=["left", "right"],
        update_fields=["bits", "probability", "evidence", "standing"],
    )  # fmt: skip
    return len(kept)


class _Stand:
    """Which incident each report stands in, and whether two incidents could become one.

    Nobody is asked about a pair whose "same" could not be carried out because some report in one of the two
    incidents may not be read by the other's organisations.
    """

    def __init__(self, keys: set[int], constraints: Constraints) -> None:
        linked = Link.objects.filter(report__in=keys).values_list("report", "incident")
        self._incident_of = dict(linked)
        self._members = defaultdict(list)
        for report, incident in linked:
            self._members[incident].append(report)
        self._may_join = constraints.may_join

    def together(self, left: int, right: int) -> bool:
        return self._incident_of[left] == self._incident_of[right]

    def may_meet(self, left: int, right: int) -> bool:
        here, there = (self._members[self._incident_of[key]] for key in (left, right))
        return all(self._may_join(one, other) for one in here for other in there)


def _standing_of(probability: float, together: bool, decisions) -> str | None:
    if together and probability >= decisions.accept:
        return "accepted"
    return "to_review" if together or probability >= decisions.review else None


def _row(pair: ComparedPair, matcher: Matcher, standing: str) -> Pair:
    judged = matcher.judge(pair.one, pair.other)
    evidence = [{"reason": e.reason, "params": e.params, "bits": round(e.bits, 3)} for e in judged.evidence]
    return Pair(
        left_id=pair.one, right_id=pair.other, bits=pair.bits, probability=pair.probability, evidence=evidence,
        standing=standing,
    )  # fmt: skip
