"""The pairs that a person may want to see, stored with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from vigie.core.clusters import ACCEPTED, TO_REVIEW, Grouping
from vigie.core.pairing import Explainer, Judgement, Matched, explain
from vigie.core.pairing.episodes import held_apart
from vigie.core.pairing.evidence import probability
from vigie.counting.boards import Board
from vigie.counting.models import Decision, Pair
from vigie.counting.rules import DECISIONS

BATCH = 500
WORTH_REWRITING = 0.25  # bits by which a pair must have changed for a run to store it again
STANDING = {ACCEPTED: "accepted", TO_REVIEW: "to_review"}


def keep(board: Board, matched: Matched, placed: Grouping, *, among: np.ndarray | None = None) -> int:
    """Store the pairs that were accepted or wait for a person; returns how many.

    `among` marks the rows whose pairs are meant (at least one side); by default all. What is no longer worth
    a look leaves the queue, unless somebody has answered about it.
    """
    edges = np.flatnonzero(np.isin(placed.classes, (ACCEPTED, TO_REVIEW)))
    if among is not None:
        edges = edges[among[matched.one[edges]] | among[matched.other[edges]]]
    edges = edges[_may_meet(board, matched, placed, edges)]
    held = _held(None if among is None else board.keys[among].tolist())
    found = {
        (int(board.keys[matched.one[e]]), int(board.keys[matched.other[e]])): int(e) for e in edges.tolist()
    }
    _leave(pair for pair in held if pair not in found)
    changed = [e for pair, e in found.items() if _differs(held.get(pair), matched, placed, e)]
    said = _rows(board, matched, placed, changed)
    while some := list(islice(said, BATCH)):
        _store(some)
    return len(found)


def pair_of(board: Board, matched: Matched, one: int, other: int) -> Pair:
    """The stored pair of two rows; one that nobody was to see is stored now, as rejected."""
    left, right = int(board.keys[one]), int(board.keys[other])
    known = Pair.objects.filter(left=left, right=right).first()
    if known:
        return known
    said = _said(explain(board.reports, one, other, matched.weights))
    return Pair.objects.create(left_id=left, right_id=right, standing="rejected", **said)


def _may_meet(board: Board, matched: Matched, placed: Grouping, edges: np.ndarray) -> np.ndarray:
    """Whether the two incidents of each edge could become one.

    Nobody is asked about a pair whose "same" could not be carried out because some report in one of the two
    incidents may not be read by the other's organisations.
    """
    codes, compatible = board.constraints.access(len(board))
    if compatible.all():
        return np.ones(len(edges), bool)
    member = np.zeros((placed.number, len(compatible)), bool)
    member[placed.labels, codes] = True
    here, there = placed.labels[matched.one[edges]], placed.labels[matched.other[edges]]
    # Audiences in the one incident that may not stand with some audience in the other.
    against = member @ ~compatible
    return ~(against[here] & member[there]).any(axis=1)


def _held(keys: list[int] | None) -> dict[tuple[int, int], tuple[float, str]]:
    pairs = Pair.objects.all() if keys is None else Pair.objects.touching(keys)
    rows = pairs.values_list("left", "right", "bits", "standing").iterator(chunk_size=10_000)
    return {(left, right): (bits, standing) for left, right, bits, standing in rows}


def _differs(held: tuple[float, str] | None, matched: Matched, placed: Grouping, edge: int) -> bool:
    if held is None:
        return True
    bits, standing = held
    return (
        standing != STANDING[int(placed.classes[edge])] or abs(bits - matched.bits[edge]) >= WORTH_REWRITING
    )


def _leave(pairs: Iterable[tuple[int, int]]) -> None:
    """Take pairs out of the queue, unless somebody has answered."""
    answered = Decision.objects.filter(undone_at=None).values("pair")
    lefts: dict[int, list[int]] = {}
    for left, right in pairs:
        lefts.setdefault(left, []).append(right)
    for left, rights in lefts.items():
        Pair.objects.to_review().filter(left=left, right__in=rights).exclude(pk__in=answered).update(
            standing="rejected"
        )


def _store(pairs: list[Pair]) -> None:
    Pair.objects.bulk_create(
        pairs, update_conflicts=True, unique_fields=["left", "right"],
        update_fields=["bits", "probability", "evidence", "standing"],
    )  # fmt: skip


def _rows(board: Board, matched: Matched, placed: Grouping, edges: list[int]) -> Iterator[Pair]:
    explained = Explainer(board.reports, matched.weights)
    apart = held_apart(board.reports, matched.one[edges], matched.other[edges]).tolist()
    for edge, is_apart in zip(edges, apart, strict=True):
        one, other = int(matched.one[edge]), int(matched.other[edge])
        said = _said(explained(one, other))
        if is_apart:
            said["evidence"].append({"reason": "episode", "params": (), "bits": 0.0})
        said |= {"bits": float(matched.bits[edge]), "probability": float(matched.probability[edge])}
        standing = STANDING[int(placed.classes[edge])]
        yield Pair(left_id=int(board.keys[one]), right_id=int(board.keys[other]), standing=standing, **said)


def _said(judged: Judgement | None) -> dict:
    """What is stored of a judgement; of two reports too far apart to be compared, that alone."""
    if judged is None:
        absent = DECISIONS.absent_bits
        return {"bits": absent, "probability": probability(absent), "evidence": []}
    evidence = [{"reason": e.reason, "params": e.params, "bits": round(e.bits, 3)} for e in judged.evidence]
    return {"bits": judged.bits, "probability": judged.probability, "evidence": evidence}
