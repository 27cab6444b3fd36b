"""Lists that people may follow: a room above says which, and the list's own page offers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Followed:
    """The code of the search that a person may keep of a list, and whether they may open that list at all."""

    code: str
    open_to: Callable[[object], bool]


FOLLOWED: dict[str, Followed] = {}  # by the name of the list's page
