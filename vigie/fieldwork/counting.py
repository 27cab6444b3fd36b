"""How the answers of a survey are told: by question, in the order of its form, small numbers kept back."""

from __future__ import annotations

from django.db.models import QuerySet

from vigie.core.withholding import LEAST, withheld
from vigie.fieldwork.faces import CountedAnswer
from vigie.fieldwork.wording import Wording


def listed(surveys: QuerySet) -> list[dict]:
    """Surveys with their numbers of answers; a number below the least is not told."""
    return [{**each, "answers": each["answers"] if each["answers"] >= LEAST else None} for each in surveys]


def distribution(counted: QuerySet, wording: Wording) -> list[CountedAnswer]:
    """Every answer to every question with how often it was given, zeros too."""
    questions: dict[str, dict[str, int]] = {}
    for row in counted:
        questions.setdefault(row["question"], {})[row["answer"]] = row["times"]
    found = []
    for code in sorted(questions, key=lambda each: (wording.place_of(each), each)):
        times = questions[code]
        every = {answer: times.get(answer, 0) for answer in (*wording.options(code), *times)}
        found += [
            CountedAnswer(wording.question(code), wording.answer(code, answer), told, code, answer)
            for answer, told in withheld(every).items()
        ]
    return found
