"""What the last learning of the weights says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vigie.core.pairing.diagnosing import Diagnosis
from vigie.core.pairing.words import say_diagnosis
from vigie.counting.models import MatchRun


@dataclass(frozen=True)
class Learning:
    """A full run: when, and the diagnoses that allow or forbid its weights, in words, the grave ones first.

    Not over how much: that counts what others hold.
    """

    at: datetime
    is_trusted: bool
    grave: tuple[str, ...]
    further: tuple[str, ...]

    @classmethod
    def of(cls, run: MatchRun) -> Learning:
        told = [
            Diagnosis(each["code"], tuple(map(tuple, each["params"])), each["grave"])
            for each in run.diagnostics
        ]
        said = [(each.grave, say_diagnosis(each, _)) for each in told]
        grave, further = (
            tuple(words for is_grave, words in said if is_grave is kind) for kind in (True, False)
        )
        return cls(run.started_at, run.is_trusted, grave, further)
