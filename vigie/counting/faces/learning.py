"""What the last learning of the weights says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vigie.counting.models import MatchRun


@dataclass(frozen=True)
class Learning:
    """A full run: when, and the diagnostics that allow or forbid its weights. Not over how much: that counts
    what others hold.
    """

    at: datetime
    is_trusted: bool
    diagnostics: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, run: MatchRun) -> Learning:
        told = tuple((str(name), str(value)) for name, value in run.diagnostics.items())
        return cls(run.started_at, run.is_trusted, told)
