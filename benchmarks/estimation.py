"""How often the estimates are right, how fast they are, and how they compare with other programs.

    .venv/bin/python -m benchmarks.estimation coverage --worlds 1000 [--seed N] [--kind NAME …] [--out FOLDER]
    .venv/bin/python -m benchmarks.estimation table --out FOLDER
    .venv/bin/python -m benchmarks.estimation speed
    .venv/bin/python -m benchmarks.estimation linkage --worlds 100

`coverage` writes one CSV line for each world as it goes, and takes up where it was interrupted; `table` judges what was
written, so that a change of the rule needs no new simulation. The rule was tuned on seed 1 and is scored on seed 2.
"""

from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np

from benchmarks.estimation_worlds import Kind, drawn
from vigie.core.estimation import BadOverlap, Overlap
from vigie.core.estimation.estimates import reckoned, signs_of
from vigie.core.estimation.posterior import mixed
from vigie.core.estimation.verdict import Signs

TUNED_ON, SCORED_ON = 1, 2
# What is kept of each posterior: enough to judge other levels than 95 % later.
KEPT = (0.005, 0.01, 0.025, 0.05, 0.5, 0.95, 0.975, 0.99, 0.995)
MODELS = ("mixture", "classes", "graphs", "loglinear")
SIGNS = [field.name for field in fields(Signs)]
HEADER = ["number", "truth", "observed", *SIGNS, *(f"{model} {share}" for model in MODELS for share in KEPT)]


def outcome(kind: Kind, seed: int, number: int) -> list[float]:
    """One world estimated: a row under HEADER, empty after the observed where the table is refused outright."""
    world = drawn(kind, seed, number)
    try:
        table = Overlap(tuple("ABCDEFGH"[: kind.lists]), world.seen)
    except BadOverlap:
        return [number, world.total, int(world.seen.sum())]
    found = reckoned(table, np.random.default_rng([seed, number]))
    mixture = mixed(list(found.posteriors.values()))
    posteriors = {"mixture": mixture, **found.posteriors}
    ends = [round(posteriors[model].quantile(share), 1) for model in MODELS for share in KEPT]
    return [
        number,
        world.total,
        table.observed,
        *astuple(signs_of([table], [found], found.posteriors, mixture)),
        *ends,
    ]


def simulate(kind: Kind, seed: int, worlds: int, out: Path, pool: ProcessPoolExecutor) -> None:
    """Write the outcomes of one kind, those already written left as they are."""
    path = out / f"{kind.name.replace(' ', '_').replace('%', 'percent')}.{seed}.csv"
    done = len(path.read_text().splitlines()) - 1 if path.exists() else -1
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if done < 0:
            writer.writerow(HEADER)
        todo = range(max(done, 0), worlds)
        for row in pool.map(outcome, [kind.name] * len(todo), [seed] * len(todo), todo, chunksize=10):
            writer.writerow(row)
            file.flush()
