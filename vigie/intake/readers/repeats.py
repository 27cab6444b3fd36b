"""Which keys have stood in a file already, in little memory however long the file is."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import blake2b

# 16 MB of cache; what does not fit goes to a nameless temporary file, which holds digests only.
_CACHE_KIB = 16_384


@dataclass(frozen=True)
class First:
    """The row in which a key stood first, and whether it said the same."""

    number: int
    same: bool


class Repeats:
    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._seen.execute(
            "CREATE TABLE seen (key BLOB PRIMARY KEY, content BLOB, number INTEGER) WITHOUT ROWID"
        )
        self._seen.execute("BEGIN")

    def first(self, key: str, content: bytes, number: int) -> First | None:
        """Where this key stood before; None, and remembered, where it is new."""
        digest = blake2b(key.encode(), digest_size=16).digest()
        added = self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (digest, content, number))
        if added.rowcount:
            return None
        before = self._seen.execute("SELECT number, content FROM seen WHERE key = ?", (digest,)).fetchone()
        return First(before[0], before[1] == content)
