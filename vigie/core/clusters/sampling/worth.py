"""What a person's answer about a pair is worth: how much it would move the published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.sampling.tally import Draws


@dataclass(frozen=True)
class Worth:
    """By pair asked about, float32. `probability`: that the two are one incident, given everything.

    `effect`: how many incidents fewer there are if they are than if they are not. `change`: by how much the
    count is expected to move if somebody answers, against what stands now. `share`: the same as a share of the
    smallest published figure that it moves, so that one incident of three weighs more than one of four
    hundred. `narrowing`: by how much an answer is expected to lessen the variance of the count.
    """

    probability: np.ndarray
    effect: np.ndarray
    change: np.ndarray
    share: np.ndarray
    narrowing: np.ndarray

    def order(self) -> np.ndarray:
        """The pairs, most worth asking first; of equals the one given first."""
        return np.argsort(-self.share, kind="stable")


def worth(
    drawn: Draws,
    asked: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    labels: np.ndarray,
    strata: Mapping[str, np.ndarray] | None = None,
) -> Worth:
    """What an answer on each edge in `asked` is worth. `drawn` comes of `sample_clusterings(..., asked=asked)`.

    `labels` is the grouping that stands; an answer moves figures as far as it contradicts it. `strata` are
    those published, as they were given to `sample_clusterings`.
    """
    asked = np.asarray(asked)
    if len(drawn.effect) != len(asked):
        raise ValueError(
            f"worth: {len(asked)} pairs asked about, but the draws were made for {len(drawn.effect)}."
        )
    here, there = np.asarray(one)[asked], np.asarray(other)[asked]
    probability = drawn.together[asked]
    stands = labels[here] == labels[there]
    change = np.where(stands, 1 - probability, probability) * drawn.effect
    smallest = np.full(len(asked), drawn.counts.mean())
    for name, codes in (strata or {}).items():
        figures = drawn.by[name].mean(axis=0)
        for rows in (here, there):
            smallest = np.minimum(smallest, figures[np.asarray(codes)[rows]])
    return Worth(
        probability=probability,
        effect=drawn.effect,
        change=change.astype(np.float32),
        share=(change / np.maximum(smallest, 1)).astype(np.float32),
        narrowing=(probability * (1 - probability) * drawn.effect**2).astype(np.float32),
    )
