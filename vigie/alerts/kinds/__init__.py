"""The lists that a person may follow. Each asks the law for the person who is told, at the moment of telling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from vigie.alerts.faces import Told

# Of one list and one telling; who has more to read reads it there.
MOST = 200


@dataclass(frozen=True)
class Kind:
    """One list: its name, the name of its page, and how to ask it what is new.

    `open_to(actor)` tells whether they may open the list at all. `in_words(actor, query)` gives the filter as a
    person would say it, and raises `ValidationError` for one that cannot be understood. `news(actor, query, since,
    until)` gives at most `MOST` things that became so for this actor after `since` and not after `until`.
    """

    code: str
    name: str
    page: str
    open_to: Callable[[object], bool]
    in_words: Callable[[object, QueryDict], str]
    news: Callable[[object, QueryDict, datetime, datetime], list[Told]]


KINDS: dict[str, Kind] = {}
# Functions of (actor, first, last) that give what lies between two moments to come: sittings, deadlines.
REMINDERS: list[Callable[[object, datetime, datetime], list[Told]]] = []


def offer(kind: Kind) -> None:
    """Let people follow one more list."""
    KINDS[kind.code] = kind


def open_kinds(actor) -> list[Kind]:
    """The lists that this actor may open, in the order in which they were offered."""
    return [kind for kind in KINDS.values() if kind.open_to(actor)]
