"""What records became is taken out of every list and count while nobody knows who wrote them, and put back.

Plain functions for acts, like those of `filing`: who calls them has asked the law and opened the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from vigie.directory.models import Organisation
from vigie.fieldwork.filing import SURVEYS, seal_of
from vigie.fieldwork.models import Question, SurveyAnswer, Visit

AT_ONCE = 1000  # seals in one query


def take_out(organisation: Organisation, series: str, keys: Sequence[str]) -> None:
    """Mark the visits of these records as held, and remove their survey answers.

    An answer has no mark that could be set: marked rows would be those of one person. They are found by their
    seals, and stand again once the record, which keeps them, is filed again.
    """
    _visits(organisation, series, keys).update(is_held=True)
    asked = Question.objects.filter(series__startswith=SURVEYS)
    codes = list(asked.order_by().values_list("code", flat=True).distinct())
    seals = (seal_of(series, key, code) for key in keys for code in codes)
    while some := list(islice(seals, AT_ONCE)):
        SurveyAnswer.objects.filter(seal__in=some).delete()


def put_back(organisation: Organisation, series: str, key: str) -> None:
    """Let the visit of a record count again. Its survey answers come back with its filing."""
    _visits(organisation, series, [key]).update(is_held=False)


def _visits(organisation: Organisation, series: str, keys: Iterable[str]):
    return Visit.objects.filter(organisation=organisation, series=series, key__in=list(keys))
