"""Small counts kept back, so that a table points to nobody."""

from __future__ import annotations

LEAST = 5


def withheld(counts: dict[str, int], least: int = LEAST) -> dict[str, int | None]:
    """The counts with small ones as None, and as many more as it takes to hide them.

    One blank beside a published total is no secret: subtraction gives it back. So there are at least two, and
    together they count at least `least`. Zeros stay: that nobody said it is itself a finding.
    """
    hidden = {key for key, count in counts.items() if 0 < count < least}
    if hidden:
        others = sorted((count, key) for key, count in counts.items() if count >= least)
        while others and (len(hidden) < 2 or sum(counts[key] for key in hidden) < least):
            hidden.add(others.pop(0)[1])
    return {key: None if key in hidden else count for key, count in counts.items()}
