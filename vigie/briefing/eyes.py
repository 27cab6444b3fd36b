"""With whose eyes a copy is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from vigie import access
from vigie.directory.models import Account
from vigie.parliament.models import Sitting


@dataclass(frozen=True)
class Eyes:
    """What the reader of a copy may see, and of that no more than who makes it may see.

    A clerk holds in hand what they make for a member: what is for that member alone stays out of it.
    """

    reader: Account
    maker: Account

    def rows(self, label: str, verb: str = "see") -> QuerySet:
        """The rows of `label` that both see (or "count")."""
        seen = access.rows(self.reader, verb, label)
        if self.maker.pk == self.reader.pk:
            return seen
        return seen.filter(pk__in=access.rows(self.maker, verb, label).values("pk"))


@dataclass(frozen=True)
class Asked:
    """What each section is asked: for whom, before which sitting, and since when.

    `last` is the sitting before, where one of this committee was held; `since` is its end, or else a while ago.
    """

    eyes: Eyes
    sitting: Sitting
    since: datetime
    now: datetime
    last: Sitting | None = None
