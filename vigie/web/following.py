"""Lists that people may follow: a room above says which, and the list's own page offers it."""

from __future__ import annotations

# Name of a list's page → code of the search that a person may keep of it.
FOLLOWED: dict[str, str] = {}
