"""What a sender says of an item on entry: what it is, and on what terms it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Given:
    """A file as it comes in: its name, and its content piece by piece."""

    name: str
    pieces: Iterable[bytes]


@dataclass(frozen=True)
class Said:
    """Everything that is stated on entry. Codes are those of `sharing.models`; times are aware.

    `national` is "not_classified" or "declassified" (then with `declassified_by`, the reference of the decision).
    Either `expires_at` or `review_on` is stated. `circles` are rows; none means nobody but the originator.
    """

    title: str
    kind: str
    theme: str
    tlp: str
    national: str
    legal_basis: str
    purpose: str = ""
    text: str = ""
    language: str = "fr"
    country: str = ""
    declassified_by: str = ""
    may_be_cited: bool = False
    circles: tuple = ()
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
    published_at: datetime | None = None
    review_on: date | None = None
    files: tuple[Given, ...] = ()
