"""Where the evidence is enough: the bits at which groups join, the probabilities at which people are asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Decisions:
    """The rules of grouping. Bits are log2 posterior odds of "one incident"; 0 is even odds.

    `join_bits` lies below even odds because average link looks at all cross pairs at once: a true incident
    of four holds some pair that disagrees. `absent_bits` must lie below `join_bits`, or reports that were
    never compared would join.
    """

    accept: float = 0.95  # probability from which a pair in one group needs no person
    review: float = 0.15  # probability from which a pair across two groups is shown to a person
    join_bits: float = -1.2  # mean bits of all cross pairs from which two groups become one
    absent_bits: float = -5.0  # counted for a cross pair that is not among the edges
    repeat_bits: float = 0.0  # paid for each pair inside one organisation, beyond the pair's own evidence

    def __post_init__(self) -> None:
        if not self.absent_bits < self.join_bits:
            raise ValueError(
                f"decisions: absent_bits ({self.absent_bits}) must lie below join_bits ({self.join_bits})."
            )
