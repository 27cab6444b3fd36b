"""Codes of questions and answers in the reader's language, as their form words them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

from vigie.fieldwork.models import Question


@dataclass(frozen=True)
class Wording:
    """The words of some series' questions. What has none is shown as its code."""

    questions: dict[str, Question] = field(default_factory=dict)

    def question(self, code: str) -> str:
        found = self.questions.get(code)
        return _in_language(found.words) or code if found else code

    def answer(self, question: str, code: str) -> str:
        """One answer; several, as a select of many gives them, with commas between."""
        found = self.questions.get(question)
        if found is None:
            return code
        if code in found.options:
            return _in_language(found.options[code]) or code
        parts = code.split()
        if parts and all(part in found.options for part in parts):
            return ", ".join(_in_language(found.options[part]) or part for part in parts)
        return code

    def place_of(self, code: str) -> int:
        found = self.questions.get(code)
        return found.position if found else len(self.questions)

    def options(self, code: str) -> list[str]:
        found = self.questions.get(code)
        return list(found.options) if found else []


def wording_of(series: Iterable[str]) -> Wording:
    """The words of these series; where two word a code, the later of the names wins."""
    found = Question.objects.filter(series__in=set(series)).order_by("series", "position")
    return Wording({each.code: each for each in found})


def _in_language(words: dict[str, str]) -> str:
    wanted = (get_language() or "fr")[:2]
    return words.get(wanted) or words.get("fr") or next(iter(words.values()), "")
