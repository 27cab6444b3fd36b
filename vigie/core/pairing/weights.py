"""The weights of the comparison as data: how likely each finding is in one incident, and by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log2

import numpy as np

from vigie.core.pairing import levels as l
from vigie.core.standards import read

LEARNT_FIELDS = tuple(name for name in l.FIELDS if name not in l.ADDED)


class BadWeights(ValueError):
    """The weights contradict themselves. The message says where and what to change."""


@dataclass(frozen=True)
class Windows:
    """How far apart two reports may be and still be compared, before their own imprecision is added.

    `control_days` apart, two reports of one place are held to tell of two incidents: controls. A report is
    compared with at most `at_most` others of each cell or area around.
    """

    km: float = 50.0
    days: int = 4
    control_days: tuple[int, int] = (8, 14)
    at_most: int = 500


@dataclass(frozen=True)
class Together:
    """What two findings are worth beyond their own bits, when they come together: bits[level, level]."""

    one: str
    other: str
    bits: np.ndarray


@dataclass(frozen=True, eq=False)
class Weights:
    """`m[field][level]`, `u[field][level]`: how often pairs of one incident, and of two, show the finding.

    `share` is that of one incident among all pairs of neighbours of two organisations. Bits are log2(m/u)
    times `slope`: below 1, findings repeat one another. `shift` (bits) moves all sums alike. `added` are
    findings in bits that most pairs don't show. `origin` is "learnt", "taught" (with people's decisions) or
    "standing".
    """

    version: str
    origin: str
    share: float
    windows: Windows
    m: Mapping[str, np.ndarray]
    u: Mapping[str, np.ndarray]
    added: Mapping[str, Mapping[str, float]]
    slope: float = 1.0
    shift: float = 0.0
    together: tuple[Together, ...] = ()
    taught: Mapping[str, np.ndarray] = field(default_factory=dict)  # bits that people's decisions added
    pairs: int = 0  # from which they were learnt

    @property
    def prior(self) -> float:
        """Bits of a pair of neighbours before anything is read."""
        return self.slope * logit(self.share) + self.shift

    def of(self, name: str, level: str) -> float:
        """Bits of one finding."""
        return float(self.bits(name)[l.level(name, level)])

    def bits(self, name: str) -> np.ndarray:
        """Bits by level of a field. What is missing is worth nothing."""
        return self._bits[name].copy()

    @cached_property
    def _bits(self) -> dict[str, np.ndarray]:
        return {name: self._reckoned(name) for name in l.FIELDS}

    def _reckoned(self, name: str) -> np.ndarray:
        if name in self.added:
            return np.array([self.added[name].get(level, 0.0) for level in l.LEVELS[name]])
        return self.slope * log_ratio(name, self.m[name], self.u[name]) + self.taught.get(name, 0.0)

    def table(self) -> np.ndarray:
        """Bits of all fields: float32[fields, levels]."""
        table = np.zeros((len(l.FIELDS), l.MOST_LEVELS), np.float32)
        for row, name in enumerate(l.FIELDS):
            table[row, : len(l.LEVELS[name])] = self.bits(name)
        return table

    def to_data(self) -> dict:
        """The weights as plain data, which JSON and YAML can hold."""
        return {
            "version": self.version, "origin": self.origin, "share": self.share, "slope": self.slope,
            "shift": self.shift, "pairs": self.pairs,
            "windows": {"km": self.windows.km, "days": self.windows.days,
                        "control_days": list(self.windows.control_days), "at_most": self.windows.at_most},
            "fields": {
                name: {level: [float(m), float(u)] for level, m, u in
                       zip(l.LEVELS[name], self.m[name], self.u[name], strict=True) if m > 0 and u > 0}
                for name in LEARNT_FIELDS
            },
            "added": {name: dict(table) for name, table in self.added.items()},
            "taught": {name: np.round(bits, 5).tolist() for name, bits in self.taught.items()},
            "together": [[each.one, each.other, np.round(each.bits, 5).tolist()] for each in self.together],
        }  # fmt: skip


def logit(share: float) -> float:
    """Log2 odds of a share."""
    return log2(share / (1 - share))


def log_ratio(name: str, m: np.ndarray, u: np.ndarray) -> np.ndarray:
    """log2(m/u) by level, among pairs where the field is known on both sides; 0 where it is not.

    A place whose name is missing counts as its row does on the whole.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        if name == "where":
            cells = [each[1:].reshape(len(l.ROWS), len(l.NAMES)) for each in (m, u)]
            sums = [each.sum(axis=1, keepdims=True) for each in cells]
            named = [each[:, 1:].sum(axis=1, keepdims=True) for each in cells]
            # The name's bits among pairs of that row that have one, on top of the row's own.
            row = np.log2(sums[0] / sums[1])
            name_bits = np.log2((cells[0] / named[0]) / (cells[1] / named[1]))
            name_bits[:, 0] = 0.0
            return np.concatenate(
                [[0.0], np.nan_to_num(row + name_bits, nan=0.0, posinf=0.0, neginf=0.0).ravel()]
            )
        found = np.log2((m / (1 - m[0])) / (u / (1 - u[0])))
    found[0] = 0.0
    return np.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0)


@cache
def standing_weights() -> Weights:
    """The weights in `standards/matching_weights.yaml`. Raises `BadWeights`."""
    return weights_from(read("matching_weights"))


def weights_from(raw: Mapping) -> Weights:
    """Read weights from plain data, as `to_data` writes it. Raises `BadWeights`."""
    m, u = {}, {}
    for name in LEARNT_FIELDS:
        if name not in raw["fields"]:
            raise BadWeights(f"matching_weights: the field “{name}” is missing under fields.")
        m[name], u[name] = _table(name, raw["fields"][name])
    windows = dict(raw["windows"])
    windows["control_days"] = tuple(windows["control_days"])
    return Weights(
        version=str(raw["version"]), origin=raw.get("origin", "standing"), share=float(raw["share"]),
        windows=Windows(**windows), m=m, u=u, added=raw["added"], slope=float(raw.get("slope", 1.0)),
        shift=float(raw.get("shift", 0.0)), pairs=int(raw.get("pairs", 0)),
        taught={name: np.array(bits) for name, bits in raw.get("taught", {}).items()},
        together=tuple(Together(a, b, np.array(bits)) for a, b, bits in raw.get("together", ())),
    )  # fmt: skip


def _table(name: str, table: Mapping[str, list[float]]) -> tuple[np.ndarray, np.ndarray]:
    found = np.zeros((2, len(l.LEVELS[name])))
    for level, pair in table.items():
        if level not in l.LEVELS[name]:
            raise BadWeights(f"matching_weights: “{name}” has no level “{level}”.")
        if not all(0 < value <= 1 for value in pair):
            raise BadWeights(f"matching_weights: “{name}”, “{level}”: m and u lie between 0 and 1, not 0.")
        found[:, l.level(name, level)] = pair
    for side, total in zip("mu", found.sum(axis=1), strict=True):
        if abs(total - 1) > 0.011:
            raise BadWeights(f"matching_weights: {side} of “{name}” adds up to {total:.3f}; it must be 1.")
    return found[0], found[1]
