"""What became new or changed: told by the ledger, in which every act stands, and by terms that open of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from vigie import access
from vigie.access import NodeActor
from vigie.alerts.kinds import MOST

# What binds others binds the mail too: an own draft or an own embargo is not for the open line.
NOT_OPEN = "TLP:AMBER+STRICT"


@dataclass(frozen=True)
class Window:
    """The time that is told of: after `since`, and until `until`."""

    since: datetime
    until: datetime

    def of(self, column: str) -> Q:
        return Q(**{f"{column}__gt": self.since, f"{column}__lte": self.until})

    def holds(self, at: datetime | None) -> bool:
        return at is not None and self.since < at <= self.until


def acted_on(label: str, acts: Iterable[str], window: Window) -> dict[int, datetime]:
    """Keys of the rows of `label` to which one of these acts was done in this time, and when it last was.

    The installation asks its own ledger; whoever is told still sees only rows that the law opens to them. Acts are
    named one by one, so that nobody is told of one that only its own side may know of (a draft, a copy made).
    """
    lines = access.rows(NodeActor(), "see", "ledger.Entry").filter(window.of("at"), label=label, act__in=acts)
    newest = lines.order_by().values_list("object_id").annotate(last=Max("at"))
    return {int(key): at for key, at in newest}


def opened(window: Window) -> Q:
    """Rows whose terms began in this time: an embargo that ended, a publication."""
    return window.of("terms__embargo_until") | window.of("terms__published_at")


def news_of(
    found: QuerySet, window: Window, *, label: str, acts: Iterable[str], dated: Iterable[str] = ()
) -> list[tuple[object, datetime]]:
    """The newest `MOST` of `found` (rows on terms that the reader sees) with something new, and when that was.

    `dated` are columns of the row itself that are the moment of something new.
    """
    at = acted_on(label, acts, window)
    changed = Q(pk__in=at) | opened(window)
    for column in dated:
        changed |= window.of(column)
    rows = found.filter(changed).select_related("terms")[:MOST]
    return [(row, _latest(row, at.get(row.pk), window, dated)) for row in rows]


def _latest(row, acted: datetime | None, window: Window, dated: Iterable[str]) -> datetime:
    moments = (
        acted,
        row.terms.embargo_until,
        row.terms.published_at,
        *(getattr(row, name) for name in dated),
    )
    return max(at for at in moments if window.holds(at))


def mark_of(terms, now: datetime) -> str:
    """The mark by which something may be told in the open. What is not in force for others is its own side's."""
    begun = terms.embargo_until is None or terms.embargo_until <= now
    lasting = terms.expires_at is None or terms.expires_at > now
    if terms.tlp == "TLP:RED" or (begun and lasting and terms.withdrawn_at is None):
        return terms.tlp
    return NOT_OPEN
