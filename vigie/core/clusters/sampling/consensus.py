"""One grouping out of many draws: what stands together in most of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vigie.core.clusters.calibration import bits_of
from vigie.core.clusters.constraints import Constraints
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.grouping import THREADS, Grouping, group
from vigie.core.clusters.sampling.tally import Draws

JOIN_BITS, ABSENT_BITS = -0.5, -4.0
DOUBT = 0.005  # no share of some hundred draws is surer than this


def consensus(
    drawn: Draws,
    n: int,
    source: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    *,
    constraints: Constraints | None = None,
    decisions: Decisions | None = None,
    threads: int = THREADS,
) -> Grouping:
    """Group by how often pairs stood together in the draws, instead of by what each pair says alone.

    A pair's share of the draws has weighed its rivals, so this is the better grouping where there is time to
    draw: measured 0.006 to 0.008 of pairwise F1 on worlds of 25,000 reports. Otherwise as `group`.
    """
    decisions = replace(
        decisions or Decisions(), join_bits=JOIN_BITS, absent_bits=ABSENT_BITS, repeat_bits=0.0
    )
    bits = bits_of((drawn.together + DOUBT) / (1 + 2 * DOUBT)).astype(np.float32)
    return group(n, source, one, other, bits, constraints=constraints, decisions=decisions, threads=threads)
