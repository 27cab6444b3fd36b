"""What a person is told by mail or feed: asked of the law for that person now, and only what may travel open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from vigie.alerts.faces import Marked, Part, Told
from vigie.alerts.kinds import KINDS, REMINDERS
from vigie.core.marks import may_be_announced_by_mail, may_be_quoted_in_mail

SHOWN = 20  # of one search in one mail
# How far ahead a digest looks: to the next one and a little beyond, so that nothing comes unannounced.
AHEAD = {"daily": timedelta(days=3), "weekly": timedelta(days=10)}


def part_of(search, since: datetime, until: datetime) -> Part | None:
    """What one saved search has to tell its owner; None where they may no longer open the list."""
    kind, account = KINDS.get(search.kind), search.account
    if kind is None or not kind.open_to(account):
        return None
    query = QueryDict(search.query)
    found = kind.news(account, query, since, until)
    address = reverse(kind.page) + (f"?{search.query}" if search.query else "")
    return gathered(search.name, str(kind.name), address, found)


def coming(account, rhythm: str, now: datetime) -> Part | None:
    """Sittings and deadlines until a little after the next digest."""
    found = [told for tell in REMINDERS for told in tell(account, now, now + AHEAD[rhythm])]
    found.sort(key=lambda told: told.at)
    return gathered(_("Coming soon"), "", reverse("home"), found) if found else None


def gathered(name: str, kind: str, address: str, found: Iterable[Told]) -> Part:
    """What may be said, cut to length; of the rest a number by mark, and of TLP:RED not even that."""
    said, marks = [], Counter()
    for told in found:
        if may_be_quoted_in_mail(told.tlp):
            said.append(told)
        elif may_be_announced_by_mail(told.tlp):
            marks[told.tlp] += 1
    marked = tuple(Marked(tlp, count) for tlp, count in sorted(marks.items()))
    return Part(name, kind, address, tuple(said[:SHOWN]), marked, max(len(said) - SHOWN, 0))
