"""A survey as its readers see it: how often each answer was given, small numbers kept back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from vigie.web.tables import column


@dataclass(frozen=True)
class ListedSurvey:
    """One line of the list of surveys. `answers` counts answers, not people."""

    survey: str = column(gettext_noop("Survey"), "#meta+id")
    answers: int | None = column(gettext_noop("Answers"), "#indicator+num")
    first: str = column(gettext_noop("From"), "#date+start")
    last: str = column(gettext_noop("To"), "#date+end")

    @classmethod
    def of(cls, row: dict) -> ListedSurvey:
        return cls(row["survey"], row["answers"], _month(row["first"]), _month(row["last"]))


@dataclass(frozen=True)
class CountedAnswer:
    """How often one answer was given; None: too few to tell, so that it points to nobody."""

    question: str = column(gettext_noop("Question"), "#indicator+name")
    answer: str = column(gettext_noop("Answer"), "#indicator+value")
    times: int | None = column(gettext_noop("Times"), "#indicator+num")
    question_code: str = column(gettext_noop("Question code"), "#indicator+code")
    answer_code: str = column(gettext_noop("Answer code"), "#indicator+value+code")

    @classmethod
    def of(cls, counted: CountedAnswer) -> CountedAnswer:
        return counted


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
