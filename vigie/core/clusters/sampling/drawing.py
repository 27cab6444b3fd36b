"""Clusterings as they may be: how many incidents there are, how sure each one is, how sure each pair."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from vigie.core.clusters.calibration import Calibration
from vigie.core.clusters.constraints import Constraints
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.edges import edges_of
from vigie.core.clusters.grouping import THREADS
from vigie.core.clusters.sampling.chains import Chains
from vigie.core.clusters.sampling.missed import Missed
from vigie.core.clusters.sampling.tally import Draws, Tally

SETTLE = 10  # sweeps before the first draw
APART = 3  # sweeps between draws
MAPS = 25  # maps drawn from a calibration


def sample_clusterings(
    n: int,
    source: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    bits: np.ndarray,
    *,
    constraints: Constraints | None = None,
    decisions: Decisions | None = None,
    calibration: Calibration | None = None,
    labels: np.ndarray | None = None,
    strata: Mapping[str, np.ndarray] | None = None,
    asked: np.ndarray | None = None,
    draws: int = 200,
    keep: int = 0,
    seed: int = 0,
    threads: int = THREADS,
) -> Draws:
    """Draw clusterings of n reports from the posterior that the pairs' bits and people's decisions leave.

    `bits` are calibrated, or made so by `calibration`; then its uncertainty widens the draws, and they hold as
    many joinings more as the comparison is believed to miss. `labels` is
    the grouping asked about (default: that of `group`); `strata` gives codes int[n] ≥ 0 by which incidents
    are counted apart, an incident counting where most of its reports lie; `asked` are edges whose effect on
    the count is wanted. The same arrays and seed give the same draws, in whatever order the edges come.
    """
    decisions = decisions or Decisions()
    constraints = constraints or Constraints()
    edges = edges_of(n, source, one, other, bits, constraints, decisions)
    chains = Chains(n, edges, constraints, decisions, seed)
    tally = Tally(n, edges, chains.usual if labels is None else labels, strata or {}, asked, draws, keep)
    rng = np.random.default_rng(seed)
    maps = calibration.draws(min(MAPS, draws), rng) if calibration else [None]
    missed = Missed(n, source, tally.strata.values(), chains.ordered, chains.access, seed)
    priors = []
    with ThreadPoolExecutor(threads) as pool:
        for number, drawn in enumerate(maps):
            chains.weigh(edges.bits if drawn is None else calibration.mapped(edges.bits, drawn))
            priors.append(chains.find_prior(pool))
            chains.sweep(pool, SETTLE)
            share = missed.share(chains.labels(), rng) if calibration else 0.0
            for _ in range(number * draws // len(maps), (number + 1) * draws // len(maps)):
                chains.sweep(pool, APART)
                drawn_labels = chains.labels()
                tally.take(missed.joined(drawn_labels, share) if share else drawn_labels)
    return tally.draws(float(np.mean(priors)))
