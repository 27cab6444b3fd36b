"""Whether the weights can be trusted: what was too little, too odd or left out, as codes with their blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vigie.core.pairing import levels as l
from vigie.core.pairing.weights import LEARNT_FIELDS, Weights

if TYPE_CHECKING:
    from vigie.core.pairing.learning import Controls

# Fewer than this, and the weights are not learnt at all: pairs of two organisations that may be one incident;
# pairs days apart of two organisations; pairs inside one, near and days apart.
LEAST_TRUE, LEAST_FAR, LEAST_INSIDE = 60.0, 200.0, 60.0
FEW_INSIDE = 1_000.0  # below which the share rests on few pairs
SURE_EXCESS = 3.0  # standard errors by which the excess over controls should pass 0
SHARES_APART = 1.5  # factor between the two estimates of the share of true pairs
FLAT, STEEP = 0.5, 1.1  # stretch of the bits outside which findings are oddly dependent
DRIFT_BITS = 3.0  # change of a common finding's worth since the weights before

# Findings of which the first must never be worth less than the second.
IN_ORDER = (
    ("when", "apart_0", "apart_3"), ("type", "same", "other"), ("type", "same", "broad"),
    ("initiators", "kind", "different"), ("targets", "kind", "different"), ("killed", "equal", "far"),
    ("killed", "close", "none_against_some"), ("where", "d3.same", "far.other"), ("area", "same", "other"),
)  # fmt: skip


@dataclass(frozen=True)
class Diagnosis:
    """Something a reader must know; `grave` where the weights or the result should not be relied on."""

    code: str
    params: tuple[tuple[str, str | int | float], ...] = ()
    grave: bool = False


def why_not_learnt(controls: Controls, sources: int) -> Diagnosis | None:
    """Why there is too little to learn from; None where there is enough."""
    if sources < 2:
        return Diagnosis("one_source", grave=True)
    true = controls.share * controls.near
    if (
        true < LEAST_TRUE
        or controls.far < LEAST_FAR
        or min(controls.near_inside, controls.far_inside) < LEAST_INSIDE
    ):
        params = (
            ("near", int(controls.near)),
            ("far", int(controls.far)),
            ("inside", int(controls.near_inside)),
        )
        return Diagnosis("few_pairs", params, grave=True)
    return None


def of_controls(controls: Controls, share: float) -> list[Diagnosis]:
    """What the controls themselves leave in doubt; `share` is the share that calibration found."""
    found = []
    if min(controls.near_inside, controls.far_inside) < FEW_INSIDE:
        found.append(Diagnosis("few_controls", (("inside", int(controls.near_inside)),)))
    # Counts of pairs scatter more than Poisson, since one report is in many pairs: twice its variance.
    spread = controls.chance * np.sqrt(
        2 * (1 / controls.far + 1 / controls.near_inside + 1 / controls.far_inside)
    )
    excess = controls.near - controls.chance
    if excess < SURE_EXCESS * spread:
        found.append(
            Diagnosis("small_excess", (("percent", round(100 * excess / controls.near)),), grave=True)
        )
    low, high = sorted((share, controls.share))
    if high > SHARES_APART * max(low, 1e-6):
        params = (("one", round(100 * controls.share, 1)), ("other", round(100 * share, 1)))
        found.append(Diagnosis("shares_differ", params, grave=high > 2 * SHARES_APART * low))
    return found


def of_weights(weights: Weights, before: Weights | None) -> list[Diagnosis]:
    """What is odd about learnt weights by themselves, and against those before."""
    found = []
    for name, more, less in IN_ORDER:
        if weights.of(name, more) < weights.of(name, less) and _common(weights, name, more, less):
            found.append(
                Diagnosis("order_reversed", (("field", name), ("more", more), ("less", less)), grave=True)
            )
    if not FLAT <= weights.slope <= STEEP:
        found.append(Diagnosis("odd_stretch", (("percent", round(100 * weights.slope)),)))
    if before is not None and before.origin != "standing":
        for name in LEARNT_FIELDS:
            usual = (weights.m[name] > 0.02) & (weights.u[name] > 0.02)
            moved = np.abs(weights.bits(name) - before.bits(name))[usual].max(initial=0.0)
            if moved > DRIFT_BITS:
                found.append(Diagnosis("drift", (("field", name), ("bits", round(float(moved), 1)))))
    return found


def _common(weights: Weights, name: str, *levels: str) -> bool:
    """Whether both findings are met often enough for their order to mean something."""
    return all(
        max(weights.m[name][l.level(name, level)], weights.u[name][l.level(name, level)]) > 0.005
        for level in levels
    )


def of_reports(placeless: int, left_out: int, at_most: int) -> list[Diagnosis]:
    """What the comparison had to leave out."""
    found = []
    if placeless:
        found.append(Diagnosis("some_placeless", (("reports", placeless),)))
    if left_out:
        found.append(Diagnosis("crowd", (("left_out", left_out), ("at_most", at_most))))
    return found
