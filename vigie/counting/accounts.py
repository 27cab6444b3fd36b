"""Reports as the core compares them, and what people decided about them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from vigie.core.pairing.account import Account, account_of
from vigie.core.written import from_data
from vigie.counting.models import Decision, Fingerprint
from vigie.directory.audiences import Reaches
from vigie.monitoring.models import Report

NEEDED = ("pk", "statement", "organisation__slug")
PAIR = ("pair__left", "pair__right")


def accounts_of(reports: QuerySet[Report]) -> Iterator[Account]:
    """Each report as an account whose id is the report's key and whose source is its organisation."""
    for report in (
        reports.select_related("organisation").only(*NEEDED).order_by("pk").iterator(chunk_size=2000)
    ):
        yield account_of(from_data(report.statement), id=report.pk, source=report.organisation.slug)


class Readable:
    """Whether two reports may be joined: each side's organisation must be allowed to read the other.

    There are few audiences, so all pairs of them are asked about at once.
    """

    def __init__(self, reports: QuerySet[Report]) -> None:
        self._audience_of = dict(reports.values_list("pk", "audience_id"))
        self._companions = Reaches.of(set(self._audience_of.values())).companions()

    def __call__(self, one: int, other: int) -> bool:
        return self._audience_of[other] in self._companions[self._audience_of[one]]


def decided() -> tuple[frozenset, frozenset]:
    """What people hold to be the same and to be different, as pairs of keys of current reports.

    A decision about a report that a newer version has superseded is about that newer version.
    """
    answers: dict[tuple[int, int], str] = {}
    needed = [
        f"{side}__{name}" for side in PAIR for name in ("organisation_id", "dataset", "key", "is_current")
    ]
    for decision in Decision.objects.standing().select_related(*PAIR).only("answer", *needed):
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


def never_compared(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The current ones among these that stand in no incident, or came as a new version of one that does."""
    revised = Q(supersedes__isnull=False) & ~Exists(Fingerprint.objects.filter(pk=OuterRef("pk")))
    return reports.filter(Q(link=None) | revised, is_current=True)
