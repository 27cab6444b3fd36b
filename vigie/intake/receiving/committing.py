"""Committing together: what several requests bring at once is made safe by one commit.

A commit waits for the disk some milliseconds, however much it holds. Whoever comes while another commit is on
its way waits for it to end; then one of those who wait commits for all of them, and each is answered only
after that. There is no thread to start or stop: alone, a request commits for itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from django.db import connection

What = TypeVar("What")
Came = TypeVar("Came")

MOST_TOGETHER = 64

CALM_SECONDS = 0.1

_came_at = 0.0  # when something was last brought, on the monotonic clock
_pen = threading.RLock()  # who holds it writes several things in one transaction


@contextmanager
def pen() -> Iterator[None]:
    """The turn to write, among the threads of this process, where the database has one writer.

    SQLite lets who finds it busy sleep and try again, up to a tenth of a second each time: phones would hardly
    get a turn beside the filer. PostgreSQL has many writers and needs no turns.
    """
    if connection.vendor == "sqlite":
        with _pen:
            yield
    else:
        yield


def calm() -> bool:
    """Whether nothing has been brought for a moment."""
    return time.monotonic() - _came_at > CALM_SECONDS


class _Turn(Generic[What, Came]):
    """One caller's piece, and what came of it."""

    def __init__(self, what: What) -> None:
        self.what = what
        self.came: Came | Exception | None = None
        self.is_done = False
        self.woken = threading.Event()


class Together(Generic[What, Came]):
    """Calls `store` with the pieces of several callers at a time; it gives one answer for each, in order.

    An answer that is an exception is raised to its own caller alone. What `store` itself raises, every caller
    of that commit gets.
    """

    def __init__(self, store: Callable[[list[What]], list[Came | Exception]]) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._waiting: list[_Turn] = []
        self._busy = False

    def put(self, what: What) -> Came:
        global _came_at
        _came_at = time.monotonic()
        turn = _Turn(what)
        with self._lock:
            self._waiting.append(turn)
            leads, self._busy = not self._busy, True
        if not leads:
            turn.woken.wait()  # either all is done, or it is this caller's turn to do it
        if not turn.is_done:
            self._lead()
        if isinstance(turn.came, Exception):
            raise turn.came
        return turn.came

    def _lead(self) -> None:
        with self._lock:
            turns, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
        try:
            for turn, came in zip(turns, self._store([each.what for each in turns]), strict=True):
                turn.came = came
        except Exception as error:
            for turn in turns:
                turn.came = error
        finally:
            self._hand_over()
            for turn in turns:
                turn.is_done = True
                turn.woken.set()

    def _hand_over(self) -> None:
        """The next who waits leads on; nobody has to commit for others after being done."""
        with self._lock:
            if self._waiting:
                self._waiting[0].woken.set()
            else:
                self._busy = False
