"""Learning the weights without labels: expectation and maximisation with negative controls.

Textbook EM takes "the same conflict" for "the same incident" as density grows. Here what chance does is read
off pairs that are almost never one incident: of one place 8 to 14 days apart, and inside one organisation.
The number of true pairs is what neighbours of two organisations show in excess of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing import unpack
from vigie.core.pairing.tasks import Counted
from vigie.core.pairing.weights import LEARNT_FIELDS, Weights, log_ratio, logit

# How many true pairs the standing m counts for, times the root of a field's number of levels: 500 for types, 1,800
# for places. Where 3,000 true pairs are learnt from, EM alone takes its own guesses for findings and is too sure.
PRIOR_STRENGTH = 200.0
# A file that tells a field in another way than those on which the standing m was counted (regions instead of points,
# say) is its own authority: beyond so many nats between the two, the standing m counts for a few pairs only.
FOREIGN_NATS, FOREIGN_STRENGTH = 0.45, 8.0
ROUNDS, STILL = 200, 1e-4


@dataclass(frozen=True)
class Tallied:
    """A histogram of patterns: `levels` int64[fields, patterns], `counts`, and which pairs they come from."""

    levels: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, counted: Counted) -> Tallied:
        return cls(unpack(counted.patterns), counted.counts.astype(float))

    @property
    def control(self) -> np.ndarray:
        return self.levels[l.WHEN_FIELD] == l.CONTROL

    @property
    def inside(self) -> np.ndarray:
        """Whether the pairs of a pattern are of one organisation."""
        return self.levels[l.SOURCE_FIELD] == 1

    def by_level(self, name: str, among: np.ndarray) -> np.ndarray:
        row = l.FIELDS.index(name)
        return np.bincount(self.levels[row], self.counts * among, len(l.LEVELS[name]))


@dataclass(frozen=True)
class Controls:
    """How many pairs there are of each kind, and what they say chance alone would bring."""

    near: float  # of two organisations, near in time: true pairs and chance
    far: float  # of two organisations, of one place but days apart: chance alone
    near_inside: float  # the same inside one organisation
    far_inside: float

    @property
    def chance(self) -> float:
        """Near pairs that chance alone would bring: far ones, scaled as inside organisations."""
        return self.far * self.near_inside / max(self.far_inside, 1.0)

    @property
    def share(self) -> float:
        """Share of one incident among near pairs of two organisations."""
        return float(np.clip(1 - self.chance / max(self.near, 1.0), 0.002, 0.95))


def controls_of(tallied: Tallied) -> Controls:
    control, inside, counts = tallied.control, tallied.inside, tallied.counts
    return Controls(
        *(
            float(counts[part].sum())
            for part in (~control & ~inside, control & ~inside, ~control & inside, control & inside)
        )
    )


def chance_of(tallied: Tallied) -> dict[str, np.ndarray]:
    """u by field: what far pairs show, corrected by how near pairs inside organisations differ from far ones."""
    control, inside = tallied.control, tallied.inside
    found = {}
    for name in LEARNT_FIELDS:
        near_inside = tallied.by_level(name, ~control & inside)
        if name == "when":
            u = near_inside + 0.1 * (near_inside.sum() > 0)
            u[l.CONTROL] = 0.0
        else:
            far = tallied.by_level(name, control & ~inside)
            far_inside = tallied.by_level(name, control & inside)
            least = 20 / max(far_inside.sum(), 1.0)
            near_share = near_inside / max(near_inside.sum(), 1.0) + least
            u = (far + 0.5) * near_share / (far_inside / max(far_inside.sum(), 1.0) + least)
        found[name] = u / u.sum()
    return found


def learn_unlabelled(tallied: Tallied, start: Weights) -> Weights:
    """Learn weights from a histogram of patterns. `start` gives the first m, its windows and what is added."""
    controls = controls_of(tallied)
    u = chance_of(tallied)
    present = [name for name in LEARNT_FIELDS if (tallied.levels[l.FIELDS.index(name)] > 0).any()]
    if not present:  # no two reports met: there is nothing to learn from
        return start
    apart = ~tallied.control & ~tallied.inside
    levels, counts = tallied.levels[:, apart], tallied.counts[apart]
    m = _maximised(levels, counts, u, start, controls.share, present)
    for name in LEARNT_FIELDS:
        if name not in present:
            m[name], u[name] = start.m[name], start.u[name]
    share_inside = _share_inside(tallied, m, u, present, controls.share)
    added = {**start.added, "source": {"same": logit(share_inside) - logit(controls.share)}}
    return Weights(
        version=start.version, origin="learnt", share=controls.share, windows=start.windows, m=m, u=u,
        added=added, pairs=int(counts.sum()),
    )  # fmt: skip


def _maximised(levels, counts, u, start: Weights, share: float, present: list[str]) -> dict[str, np.ndarray]:
    """m by EM, with u and the share held where the controls put them."""
    rows = np.array([l.FIELDS.index(name) for name in present])
    own = np.ascontiguousarray(levels[rows].T.astype(np.int16))
    first = np.zeros((len(present), l.MOST_LEVELS))
    for row, name in enumerate(present):
        first[row, : len(start.m[name])] = start.m[name] + 1e-6
        first[row, l.CONTROL if name == "when" else -1] *= name != "when"
    first /= first.sum(axis=1, keepdims=True)
    sizes = np.array([len(l.LEVELS[name]) for name in present])
    few = np.full(len(present), FOREIGN_STRENGTH)
    alone = _climbed(own, counts, u, first, share, present, few * sizes**0.5)
    foreign = _nats(alone, first) > FOREIGN_NATS
    strength = np.where(foreign, FOREIGN_STRENGTH, PRIOR_STRENGTH)
    m = _climbed(own, counts, u, first, share, present, strength * sizes**0.5)
    return {name: m[row, : sizes[row]] for row, name in enumerate(present)}


def _nats(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Kullback-Leibler divergence of each row of `one` from that of `other`."""
    return np.where(one > 0, one * np.log(np.maximum(one, 1e-300) / np.maximum(other, 1e-12)), 0.0).sum(
        axis=1
    )


def _climbed(own, counts, u, first, share: float, present: list[str], strength: np.ndarray) -> np.ndarray:
    """EM from `first`, which counts for `strength` pairs in each field: float[fields, levels]."""
    m = first
    for _ in range(ROUNDS):
        ratio = np.zeros_like(m)
        for row, name in enumerate(present):
            size = len(l.LEVELS[name])
            ratio[row, :size] = np.log(2) * log_ratio(name, m[row, :size], u[name])
        weight = np.log(share / (1 - share)) + _summed(own, ratio)
        expected = counts * _held(weight, counts, share)
        new = _counted(own, expected, m.shape[1]) + strength[:, None] * first
        new /= new.sum(axis=1, keepdims=True)
        moved, m = np.abs(new - m).max(), new
        if moved < STILL:
            break
    return m


@compiled
def _summed(levels, table):
    found = np.zeros(len(levels))
    for p in range(len(levels)):
        for field in range(levels.shape[1]):
            found[p] += table[field, levels[p, field]]
    return found


@compiled
def _counted(levels, weight, size):
    found = np.zeros((levels.shape[1], size))
    for p in range(len(levels)):
        for field in range(levels.shape[1]):
            found[field, levels[p, field]] += weight[p]
    return found


def _held(weight: np.ndarray, counts: np.ndarray, share: float) -> np.ndarray:
    """Probabilities from log odds, all shifted alike so that they add up to the share."""
    low, high = -30.0, 30.0
    for _ in range(40):
        middle = (low + high) / 2
        found = 1 / (1 + np.exp(-(weight + middle)))
        if (found * counts).sum() > share * counts.sum():
            high = middle
        else:
            low = middle
        if high - low < 1e-3:
            break
    return found


def _share_inside(tallied: Tallied, m, u, present, share: float) -> float:
    """Share of one incident among near pairs inside an organisation: the likeliest, m and u being known."""
    among = ~tallied.control & tallied.inside
    counts = tallied.counts[among]
    if counts.sum() < 1:
        return share * 0.1
    rows = [l.FIELDS.index(name) for name in present]
    ratio = np.zeros(among.sum())
    for name, row in zip(present, rows, strict=True):
        ratio += np.log(2) * log_ratio(name, m[name], u[name])[tallied.levels[row, among]]
    ratio = np.exp(np.clip(ratio, -40, 40))
    inside = 0.02
    for _ in range(100):
        inside = float((counts * inside * ratio / (inside * ratio + 1 - inside)).sum() / counts.sum())
        inside = min(max(inside, 1e-4), 0.5)
    return inside
