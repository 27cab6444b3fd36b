"""Where a fresh grouping differs from what stands: stored for a person, never carried out by the machine."""

from __future__ import annotations

import numpy as np

from vigie.core.clusters import Change, Grouping, changes, group
from vigie.core.pairing import Matched
from vigie.counting.boards import Board
from vigie.counting.keeping import pair_of
from vigie.counting.models import MatchRun, Proposal
from vigie.counting.rules import DECISIONS

WORTH_ASKING = 1.0  # bits by which the evidence must prefer a change to what stands


def of_everything(run: MatchRun, board: Board, matched: Matched, placed: Grouping) -> int:
    """Propose what the run would do otherwise; what it no longer would, lapses. Returns how many are open."""
    kept = [_propose(run, board, matched, change) for change in _differences(board, matched, placed)]
    Proposal.objects.open().exclude(pk__in=[each.pk for each in kept]).update(state="lapsed")
    return len(kept)


def of_arrivals(run: MatchRun, board: Board, matched: Matched, placed: Grouping, among: np.ndarray) -> int:
    """Propose what these reports would change, by what they say or by standing between two incidents."""
    concerned = set(placed.labels[among].tolist())
    wanted = [
        change for change in _differences(board, matched, placed)
        if concerned & set(placed.labels[list(change.rows)].tolist()) or _reaches(change, concerned, placed)
    ]  # fmt: skip
    return len([_propose(run, board, matched, change) for change in wanted])


def _reaches(change: Change, concerned: set[int], placed: Grouping) -> bool:
    return change.because is not None and bool(concerned & set(placed.labels[list(change.because)].tolist()))


def _differences(board: Board, matched: Matched, placed: Grouping) -> list[Change]:
    """The changes worth a person's while. One that would part what a person called the same is none."""
    fresh = group(
        len(board), board.reports.source, matched.one, matched.other, matched.bits,
        constraints=board.constraints, decisions=DECISIONS,
    )  # fmt: skip
    # What was placed just now stands as well; what was founded just now has nothing to change yet.
    stands = placed.standing[placed.labels]
    found = changes(
        fresh.labels, stands, matched.one, matched.other, matched.bits, same=board.constraints.same,
        decisions=DECISIONS,
    )  # fmt: skip
    return [each for each in found if each.because and not each.against and _prefers(each) >= WORTH_ASKING]


def _prefers(change: Change) -> float:
    """How much the evidence prefers a change, in bits: where the reports fit against what they leave."""
    if change.kind == "join":
        return change.fits - DECISIONS.join_bits
    return (change.fits or 0.0) - (change.leaves or 0.0)


def _propose(run: MatchRun, board: Board, matched: Matched, change: Change) -> Proposal:
    """Store a change, or renew the open proposal of it."""
    origin = int(board.incidents[change.origin])
    target = int(board.incidents[change.target]) if change.target >= 0 else None
    pair = pair_of(board, matched, *change.because)
    ends = (target, origin) if change.kind == "join" else (origin, target)
    known = Proposal.objects.open().filter(kind=change.kind, pair=pair).first() or Proposal(
        kind=change.kind, pair=pair
    )
    known.run, known.bits = run, _prefers(change)
    known.incident_id, known.other_id = ends
    known.save()
    known.leaving.set([] if change.kind == "join" else board.keys[list(change.rows)].tolist())
    return known
