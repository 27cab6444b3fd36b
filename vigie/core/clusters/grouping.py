"""All reports at once, from the edges between them alone: which tell of one incident, which pairs to look at."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.constraints import Conflict, Constraints, Obedience, Pair
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.edges import Edges, edges_of, probability_of
from vigie.core.clusters.joining import Nodes, fixed, join
from vigie.core.compiled import compiled

THREADS = 2
REJECTED, TO_REVIEW, ACCEPTED, UNREADABLE = range(4)


@dataclass(frozen=True)
class Proposal:
    """Two standing incidents that now look like one. Only a person may merge them.

    `one` < `other` are their codes in `standing`. `because` is the likeliest pair of rows between them;
    `bits` is the mean over all their cross pairs, counting the reports that joined them now. `decided`: a
    person called a pair across them the same.
    """

    one: int
    other: int
    because: Pair
    bits: float
    decided: bool = False


@dataclass(frozen=True)
class Grouping:
    """Reports by incident. All arrays are by row of the reports, but for `classes`, by edge.

    `labels` numbers the incidents in the order of their first rows; `probability` is the mean probability of
    a report's pairs with the others of its incident (1 where it is alone or a person said so); `standing` is
    the standing incident that each incident continues, or -1.
    """

    labels: np.ndarray  # int32[n]
    probability: np.ndarray  # float32[n]
    classes: np.ndarray  # uint8[edges]: REJECTED, TO_REVIEW, ACCEPTED, UNREADABLE (to be shown to nobody)
    standing: np.ndarray  # int32[incidents]
    conflicts: tuple[Conflict, ...]
    proposals: tuple[Proposal, ...]

    @property
    def number(self) -> int:
        """The number of incidents."""
        return len(self.standing)

    def clusters(self) -> list[np.ndarray]:
        """The rows of each incident, none where there are no reports."""
        if not self.number:
            return []
        order = np.argsort(self.labels, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.labels, minlength=self.number))[:-1])


def group(
    n: int,
    source: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    bits: np.ndarray,
    *,
    constraints: Constraints | None = None,
    standing: np.ndarray | None = None,
    decisions: Decisions | None = None,
    threads: int = THREADS,
) -> Grouping:
    """Group n reports into incidents.

    `source[n]` codes the organisation of each report; `one`, `other`, `bits` are the compared pairs of rows,
    each once, with their log2 posterior odds; a pair not among them counts `decisions.absent_bits`.
    `standing[n]` gives the standing incident of each report, -1 for a new one: what stands does not move, and
    two standing incidents never become one here, which is only proposed. Ties go to the lower rows, so with
    rows in the order of ids the order of the input changes nothing. Raises `ValueError` on bad arrays.
    """
    decisions = decisions or Decisions()
    constraints = constraints or Constraints()
    edges = edges_of(n, source, one, other, bits, constraints, decisions)
    start = starting(n, standing, constraints, edges)
    node, nodes = _nodes(n, start)
    joined, held = join(
        nodes, node[edges.one], node[edges.other], edges.weight(start, decisions),
        least=int(fixed(decisions.join_bits)), absent=int(fixed(decisions.absent_bits)), threads=threads,
    )  # fmt: skip
    labels, number = _label(joined[node])
    incidents = np.full(number, -1, np.int32)
    np.maximum.at(incidents, labels, start.standing)
    classes, probability = _judged(labels, number, edges, start, decisions, threads)
    return Grouping(
        labels=labels,
        probability=probability,
        classes=classes[: edges.given],
        standing=incidents,
        conflicts=tuple(start.conflicts),
        proposals=_proposals(held, start, labels, incidents, edges, decisions),
    )


def starting(n: int, standing: np.ndarray | None, constraints: Constraints, edges: Edges) -> Obedience:
    """The groups that exist before any evidence is read: standing ones, and what people called the same."""
    standing = np.full(n, -1, np.int32) if standing is None else np.array(standing, np.int32)
    if standing.shape != (n,):
        raise ValueError(
            f"standing: {len(standing)} values for {n} reports; give one for each, -1 for a new one."
        )
    start = Obedience(*constraints.access(n), constraints.pairs("different", n), standing)
    rows = np.flatnonzero(standing >= 0)
    rows = rows[np.argsort(standing[rows], kind="stable")]
    for members in np.split(rows, np.flatnonzero(np.diff(standing[rows])) + 1):
        if len(members) > 1:
            start.start(members.tolist())
    for one, other in edges.same:
        start.unite(one, other)
    return start


def _nodes(n: int, start: Obedience) -> tuple[np.ndarray, Nodes]:
    """The node of each report (its group's lowest row) and the nodes."""
    node = np.arange(n, dtype=np.int32)
    if not start.root:
        starts = np.arange(n + 1)
        return node, Nodes(np.ones(n, np.int32), start.standing, start.codes, starts, start.compatible)
    node[list(start.root)] = list(start.root.values())
    audiences = len(start.compatible)
    pairs = np.unique(node.astype(np.int64) * audiences + start.codes)
    starts = np.concatenate(([0], np.cumsum(np.bincount(pairs // audiences, minlength=n))))
    size = np.bincount(node, minlength=n).astype(np.int32)
    return node, Nodes(size, start.standing, (pairs % audiences).astype(np.int32), starts, start.compatible)


@compiled
def _label(root):
    """Number groups in the order of their lowest rows: int32[n] and the number of groups."""
    labels = np.empty(len(root), np.int32)
    number = 0
    for i in range(len(root)):
        if root[i] == i:
            labels[i] = number
            number += 1
        else:
            labels[i] = labels[root[i]]
    return labels, number


def _judged(
    labels: np.ndarray, number: int, edges: Edges, start: Obedience, decisions: Decisions, threads: int
) -> tuple[np.ndarray, np.ndarray]:
    """The class of each edge, and the mean probability of each report's pairs inside its group."""
    classes = np.full(len(edges.one), REJECTED, np.uint8)
    guarded = not start.compatible.all()

    def work(half: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        return _judge(
            *half, labels, edges.one, edges.other, edges.bits, edges.decided, start.codes, start.compatible,
            guarded, decisions.accept, decisions.review, classes,
        )  # fmt: skip

    # Always two halves: sums of floats must not depend on the number of threads.
    middle = len(edges.one) // 2
    with ThreadPoolExecutor(threads) as pool:
        (total, compared), (more, others) = pool.map(work, [(0, middle), (middle, len(edges.one))])
    return classes, _means(
        labels, number, total + more, compared + others, probability_of(decisions.absent_bits)
    )


@compiled
def _judge(
    low, high, labels, one, other, bits, decided, codes, compatible, guarded, accept, review, classes
):  # fmt: skip
    """Class the edges `low`..`high` - 1 and add up the probabilities of pairs that stand together.

    What a person decided is certain, and not asked again.
    """
    total, compared = np.zeros(len(labels), np.float32), np.zeros(len(labels), np.int32)
    for e in range(low, high):
        i, j = one[e], other[e]
        together = labels[i] == labels[j]
        p = 1 / (1 + 2.0 ** -min(max(bits[e], -100.0), 100.0))
        if decided[e] != 0:
            p = 1.0 if decided[e] > 0 else 0.0
        if guarded and not compatible[codes[i], codes[j]]:
            classes[e] = UNREADABLE
        elif decided[e] > 0 or (decided[e] == 0 and together and p >= accept):
            classes[e] = ACCEPTED
        elif decided[e] == 0 and (together or p >= review):
            classes[e] = TO_REVIEW
        if together:
            total[i] += p
            total[j] += p
            compared[i] += 1
            compared[j] += 1
    return total, compared


@compiled
def _means(labels, number, total, compared, absent):
    """The mean probability of each report's pairs inside its group; 1 for a report that is alone."""
    size = np.zeros(number, np.int32)
    for label in labels:
        size[label] += 1
    mean = np.ones(len(labels), np.float32)
    for i in range(len(labels)):
        others = size[labels[i]] - 1
        if others:
            mean[i] = (total[i] + (others - compared[i]) * absent) / others
    return mean


def _proposals(
    held: list[Pair],
    start: Obedience,
    labels: np.ndarray,
    incidents: np.ndarray,
    edges: Edges,
    decisions: Decisions,
) -> tuple[Proposal, ...]:
    """Pairs of standing incidents whose joining was held back, as they are in the end."""
    decided = {_ordered(labels[one], labels[other]) for one, other in start.held}
    wanted = decided | {_ordered(labels[one], labels[other]) for one, other in held}
    if not wanted:
        return ()
    touched = np.zeros(len(incidents), np.bool_)
    touched[[label for pair in wanted for label in pair]] = True
    across = touched[labels[edges.one]] & touched[labels[edges.other]]
    found = defaultdict(list)
    for e in np.flatnonzero(across & (labels[edges.one] != labels[edges.other])):
        found[_ordered(labels[edges.one[e]], labels[edges.other[e]])].append(int(e))
    sizes = np.bincount(labels)
    proposals = []
    for a, b in wanted:
        links = found[a, b]
        best = max(links, key=lambda e: (edges.bits[e], -edges.one[e], -edges.other[e]))
        pairs = int(sizes[a] * sizes[b])
        mean = (float(edges.bits[links].sum()) + (pairs - len(links)) * decisions.absent_bits) / pairs
        because = _ordered(edges.one[best], edges.other[best])
        codes = _ordered(incidents[a], incidents[b])
        proposals.append(Proposal(*codes, because, mean, (a, b) in decided))
    return tuple(sorted(proposals, key=lambda each: (-each.bits, each.one, each.other)))


def _ordered(one: int, other: int) -> Pair:
    return (int(one), int(other)) if one <= other else (int(other), int(one))
