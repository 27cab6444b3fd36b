"""The weights of the comparison as data: how likely each finding is in one incident, and by chance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2

from vigie.core.standards import read

FIELDS = ("where", "when", "type", "initiators", "targets", "killed", "harmed", "words")
NAME_LEVELS = ("same", "alike", "other")


class BadWeights(ValueError):
    """The weights contradict themselves. The message says where and what to change."""


@dataclass(frozen=True)
class Windows:
    """How far apart two reports may be and still be compared, before their own imprecision is added."""

    km: float
    days: int
    # Where both areas are known and differ, a centroid's radius counts only up to this.
    other_area_km: float
    # So many reports at most are compared with one, the likeliest ones.
    at_most: int


@dataclass(frozen=True)
class Decisions:
    """Where a probability is enough to accept, and where it is too small to bother a person."""

    accept: float
    review: float
    join_bits: float  # mean bits over all cross pairs from which two groups become one
    absent_bits: float  # of a pair that was too far apart to be compared
    repeat_bits: float  # paid for each pair of reports of one organisation in one group


@dataclass(frozen=True)
class Weights:
    """`bits[field][level]` is log2(m/u); `prior` is in bits too."""

    version: str
    prior: float
    windows: Windows
    decisions: Decisions
    bits: dict[str, dict[str, float]]

    def of(self, field: str, level: str) -> float:
        return self.bits[field][level]


@cache
def standing_weights() -> Weights:
    """The weights in `standards/matching_weights.yaml`. Raises `BadWeights`."""
    return weights_from(read("matching_weights"))


def weights_from(raw: dict) -> Weights:
    """Read weights from plain data, as the YAML has them. Raises `BadWeights`."""
    bits = {}
    for field in FIELDS:
        if field not in raw["fields"]:
            raise BadWeights(f"matching_weights: the field “{field}” is missing under fields.")
        table = raw["fields"][field]
        bits[field] = _where_bits(table) if field == "where" else _bits(field, table)
    bits |= {name: dict(table) for name, table in raw["added"].items()}
    return Weights(
        version=str(raw["version"]),
        prior=log2(raw["prior"] / (1 - raw["prior"])),
        windows=Windows(**raw["windows"]),
        decisions=Decisions(**raw["decisions"]),
        bits=bits,
    )


def _bits(field: str, table: dict[str, list[float]]) -> dict[str, float]:
    for side, name in enumerate("mu"):
        total = sum(pair[side] for pair in table.values())
        if abs(total - 1) > 0.011:
            raise BadWeights(f"matching_weights: {name} of “{field}” adds up to {total:.3f}; it must be 1.")
    for level, (m, u) in table.items():
        if not (0 < m <= 1 and 0 < u <= 1):
            raise BadWeights(f"matching_weights: “{field}”, “{level}”: m and u lie between 0 and 1, not 0.")
    return {level: log2(m / u) for level, (m, u) in table.items()}


def _where_bits(table: dict[str, dict[str, list[float]]]) -> dict[str, float]:
    """Distance and name together. Where a name is missing, the distance alone counts: the row's sums."""
    flat = {
        f"{row}.{name}": pair
        for row, cells in table.items()
        for name, pair in zip(NAME_LEVELS, cells, strict=True)
    }
    bits = _bits("where", flat)
    for row, cells in table.items():
        bits[f"{row}.missing"] = log2(sum(m for m, _ in cells) / sum(u for _, u in cells))
    return bits
