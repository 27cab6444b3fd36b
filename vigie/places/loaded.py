"""What loading a list of places did with each of its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

OUTCOMES = ("created", "updated", "unchanged", "refused")


@dataclass
class Loaded:
    """The outcome of each row by its code, one of `OUTCOMES`, and why those refused were refused.

    `made` counts areas that no row gave and that others name as the area above them.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def refuse(self, code: str, why: str) -> None:
        self.outcomes[code] = "refused"
        self.refusals[code] = why

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(self.outcomes.values())
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def created(self) -> int:
        return self.counts["created"]

    @property
    def updated(self) -> int:
        return self.counts["updated"]

    @property
    def unchanged(self) -> int:
        return self.counts["unchanged"]

    @property
    def changed(self) -> bool:
        return bool(self.made or self.created or self.updated)
