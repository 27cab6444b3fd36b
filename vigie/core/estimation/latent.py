"""Latent classes of incidents, some seen by many lists and some by few (model L).

Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72: a
stick-breaking mixture of classes inside which lists are independent. His sampler draws the class of every incident;
here these are summed out, and classes are moved by `langevin` and by the label moves of Papaspiliopoulos & Roberts
(2008), Biometrika 95. `benchmarks/estimation_gibbs.py` is his sampler, to hold this one against.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.estimation.langevin import room_for, wander
from vigie.core.estimation.mixture import CLASSES, Table, add_up, exchange, standing, start, unseen
from vigie.core.estimation.overlap import Overlap
from vigie.core.estimation.posterior import Posterior, of_draws

CHAINS = 2
# The first stretch is thrown away; each stretch after it is twice as long, until the chains agree.
FIRST, STRETCHES, AGREE = 100, 5, 1.1
# Between two draws so many groups of classes move, and so many pairs of labels.
MOVES, EXCHANGES = 10, 4


@dataclass(frozen=True, eq=False)
class Classed:
    """What the latent classes say. `chains` are (chains, draws); R̂ and the sample size are of log N."""

    posterior: Posterior
    chains: np.ndarray
    rhat: float
    ess: float


def classed(
    overlap: Overlap, rng: np.random.Generator, first: int = FIRST, stretches: int = STRETCHES
) -> Classed:
    """Sample the number of incidents under latent classes, prior 1/N, until R̂ is low or the stretches are used up.

    Only the last stretch is kept: it is longer than all before it.
    """
    table = Table.of(overlap)
    chains = [_Chain(each, table) for each in rng.spawn(CHAINS)]
    with ThreadPoolExecutor(CHAINS) as threads:
        list(threads.map(lambda chain: chain.run(first), chains))
        for stretch in range(1, stretches):
            draws = np.stack(list(threads.map(lambda chain, long=first << stretch: chain.run(long), chains)))
            logs = np.log(draws)
            if rhat(logs) < AGREE:
                break
    return Classed(of_draws(draws.ravel()), draws, rhat(logs), sum(ess(chain) for chain in logs))


class _Chain:
    """One chain, which can be run on from where it stands."""

    def __init__(self, rng: np.random.Generator, table: Table):
        self.rng, self.table = rng, table
        self.classes, self.room = standing(table), room_for(table)
        start(rng, table, self.classes)

    def run(self, long: int) -> np.ndarray:
        """The next draws of the number of incidents."""
        draws = np.empty(long)
        _run(self.rng, self.table, self.classes, self.room, draws)
        return draws


def rhat(chains: np.ndarray) -> float:
    """Split R̂ of (chains, draws); 1 where they agree (Gelman et al. 2013, Bayesian Data Analysis, 11.4)."""
    half = chains.shape[1] // 2
    parts = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean()
    between = parts.mean(axis=1).var(ddof=1)
    return float(np.sqrt((within * (half - 1) / half + between) / within)) if within > 0 else 1.0


def ess(chain: np.ndarray) -> float:
    """How many independent draws one chain is worth (Geyer 1992, Statistical Science 7, initial positive sequence)."""
    centred = chain - chain.mean()
    length = len(centred)
    spectrum = np.fft.rfft(centred, 2 * length)
    correlation = np.fft.irfft(spectrum * spectrum.conj())[:length]
    if correlation[0] <= 0:
        return float(length)
    correlation = (correlation / correlation[0])[1 : 1 + 2 * ((length - 1) // 2)]
    pairs = correlation[::2] + correlation[1::2]
    ends = np.flatnonzero(pairs < 0)
    return float(length / (1 + 2 * pairs[: ends[0] if len(ends) else len(pairs)].sum()))


@compiled
def _run(rng, table, classes, room, draws):
    """Fill `draws` with numbers of incidents."""
    for step in range(len(draws)):
        add_up(classes)
        wander(rng, table, classes, room, MOVES)
        for turn in range(EXCHANGES):
            one = rng.integers(0, CLASSES)
            # Half of them neighbours on the stick, which change places more often.
            apart = rng.integers(1, CLASSES) if turn % 2 else 1
            exchange(rng, classes, one, (one + apart) % CLASSES)
        draws[step] = table.observed + unseen(rng, table, classes)
