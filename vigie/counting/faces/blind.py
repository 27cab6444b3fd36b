"""What a reader is shown who must not learn what the machine or others made of two reports."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.written import from_data
from vigie.counting.faces.pair import Fact, Side, facts_of, side_of
from vigie.counting.models import ANSWERS, Question


@dataclass(frozen=True)
class BlindPair:
    """Two accounts, and nothing else: no incident, no reckoning, nobody's answer, no reason for asking."""

    key: int
    left: Side
    right: Side
    facts: tuple[Fact, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.left, self.right

    @classmethod
    def of(cls, question: Question) -> BlindPair:
        return cls(**_shown(question))


@dataclass(frozen=True)
class DisputedPair(BlindPair):
    """The same for the third person, with the answers that differ: by order, not by name."""

    answers: tuple[tuple[str, str], ...] = ()  # answer, and why

    @classmethod
    def of(cls, question: Question) -> DisputedPair:
        given = [question.first] if question.first_id else []
        given += [each for each in question.readings.all() if not each.settles]
        named = dict(ANSWERS)
        return cls(**_shown(question), answers=tuple((named[each.answer], each.because) for each in given))


def _shown(question: Question) -> dict:
    left, right = question.left, question.right
    said = from_data(left.statement), from_data(right.statement)
    facts = facts_of(*said, left.organisation.name, right.organisation.name)
    nothing = frozenset()  # which words are shared and rare is the machine's finding
    return {
        "key": question.pk, "left": side_of(left, nothing), "right": side_of(right, nothing), "facts": facts,
    }  # fmt: skip
