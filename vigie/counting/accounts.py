"""Reports as the core compares them, and what people decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import QuerySet

from vigie.core.clusters import Constraints
from vigie.core.pairing.account import Account, account_of
from vigie.core.written import from_data
from vigie.counting.models import Decision
from vigie.directory.audiences import Reaches
from vigie.monitoring.models import Report

# A report known to the year still meets one of a day inside that year; nearness in days beyond the stated
# span is the matching's own window, which this must not be tighter than.
SLACK = timedelta(days=31)

NEEDED = ("pk", "statement", "date_first", "date_last", "audience", "organisation__slug", "is_current")


def accounts_of(reports: QuerySet[Report]) -> Iterator[Account]:
    """Each report as an account whose id is the report's key and whose source is its organisation."""
    for report in reports.select_related("organisation").only(*NEEDED).iterator(chunk_size=2000):
        yield account_of(from_data(report.statement), id=report.pk, source=report.organisation.slug)


def neighbours_in_time(reports: QuerySet[Report], arrivals: Iterable[Account]) -> QuerySet[Report]:
    """The current reports whose dates may meet those of the arrivals."""
    spans = [account.when for account in arrivals]
    first, last = min(when.first for when in spans), max(when.last for when in spans)
    return reports.filter(date_first__lte=last + SLACK, date_last__gte=first - SLACK)


class Readable:
    """Whether two reports may be joined: each side's organisation must be allowed to read the other.

    There are few audiences, so all pairs of them are asked about at once.
    """

    def __init__(self, reports: QuerySet[Report]) -> None:
        self._audience_of = dict(reports.values_list("pk", "audience_id"))
        self._companions = Reaches.of(set(self._audience_of.values())).companions()

    def __call__(self, one: int, other: int) -> bool:
        return self._audience_of[other] in self._companions[self._audience_of[one]]


def decided(reports: QuerySet[Report] | None = None) -> tuple[frozenset, frozenset]:
    """What people hold to be the same and to be different, as pairs of keys of current reports.

    A decision about a report that a newer version has superseded is about that newer version.
    """
    answers: dict[tuple[int, int], str] = {}
    for decision in Decision.objects.standing().select_related("pair__left", "pair__right"):
        pair = _newest(decision.pair.left), _newest(decision.pair.right)
        answers[min(pair), max(pair)] = decision.answer
    same = frozenset(pair for pair, answer in answers.items() if answer == "same")
    return same, frozenset(answers) - same


def _newest(report: Report) -> int:
    if report.is_current:
        return report.pk
    return Report.objects.filter(
        organisation=report.organisation_id, dataset=report.dataset, key=report.key, is_current=True
    ).values_list("pk", flat=True).first() or report.pk  # fmt: skip


def constraints_on(reports: QuerySet[Report]) -> Constraints:
    same, different = decided()
    return Constraints(same, different, Readable(reports))
