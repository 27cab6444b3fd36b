"""What speaks for and against two accounts telling of one incident, in bits that add up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One reason for or against, in bits: +3 makes "the same" eight times likelier.

    `reason` is a code in `words.SENTENCES`; `params` are its blanks, as (name, value), so that a reason can
    be stored, and said in either language later.
    """

    reason: str
    params: tuple[tuple[str, str | int], ...]
    bits: float


@dataclass(frozen=True)
class Judgement:
    """All evidence on one pair. The first is the prior: what a pair of neighbours is worth before reading."""

    evidence: tuple[Evidence, ...]

    @property
    def bits(self) -> float:
        return sum(piece.bits for piece in self.evidence)

    @property
    def probability(self) -> float:
        return probability(self.bits)


def probability(bits: float) -> float:
    """Probability of "the same" from log2 odds."""
    if bits < -60:
        return 0.0
    return 1 / (1 + 2.0**-bits)
