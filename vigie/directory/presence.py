"""Which bodies sit, asked of the rows of the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vigie.core.partial_dates import within_on
from vigie.core.presence import Presence
from vigie.directory.models import Organisation, Standing


def presences(bodies: Iterable[Organisation]) -> dict[int, Presence]:
    """The presence of each body by its key, in two queries however many they are.

    A body without a standing of its own has that of the nearest body it is part of.
    """
    lives = {
        row["pk"]: row
        for row in Organisation.objects.values("pk", "parent", "founding_date", "dissolution_date")
    }
    standings = defaultdict(list)
    for body, start, end in Standing.objects.values_list("organisation", "start_date", "end_date"):
        standings[body].append((start, end))
    return {body.pk: _presence(body.pk, lives, standings) for body in bodies}


def _presence(key: int, lives: Mapping, standings: Mapping) -> Presence:
    line = list(_upwards(key, lives))
    told = next((standings[each] for each in line if each in standings), ())
    existed = ((lives[each]["founding_date"], lives[each]["dissolution_date"]) for each in line)
    return Presence(tuple(existed), tuple(told))


def _upwards(key: int | None, lives: Mapping) -> Iterator[int]:
    """A body and those that it is part of, nearest first; a circle ends where it closes."""
    seen = set()
    while key is not None and key not in seen:
        seen.add(key)
        yield key
        key = lives[key]["parent"]


def sits(body: Organisation, day: date) -> str:
    """Whether a body sits on a day: "sits", "absent", or "unknown" where no standing is written down."""
    return presences([body])[body.pk].on(day)


def standing_on(body: Organisation, day: date) -> Standing | None:
    """What the body was on a day, by its own standing or that of the nearest body it is part of."""
    seen = set()
    while body is not None and body.pk not in seen:
        seen.add(body.pk)
        told = list(body.standings.order_by("-start_date", "-pk"))
        if told:
            return next(
                (each for each in told if within_on(day, each.start_date, each.end_date) != "no"), None
            )
        body = body.parent
    return None


def kinds_on(body: Organisation, day: date) -> tuple[str, ...]:
    """The kinds by which rules speak of a body on a day, the most telling first: ("consultative", "parliament")."""
    standing = standing_on(body, day)
    return (standing.kind, body.classification) if standing else (body.classification,)
