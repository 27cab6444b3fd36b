"""The filer: what has come in from the field becomes reports a moment later, in the background.

One works for the whole node, however many processes serve: whoever holds the lock works until nothing waits. An
error never loses a submission: its row keeps the fault for a person to look at.
"""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import close_old_connections, connection, transaction

from vigie.intake.models import Submission
from vigie.intake.receiving import stored
from vigie.intake.receiving.committing import calm, pen

# A round has much the same cost for one record as for fifty; few enough that a phone which comes meanwhile, and on
# SQLite waits for its end, is answered soon.
BATCH = 100
# Another process may have taken the record: its own filer is woken, ours looks by itself.
LOOK_EVERY_SECONDS = 1.0
# A round of filing and matching costs much the same for one record as for thirty: let some come together. What
# was sent still stands in the register within a second.
GATHER_SECONDS = 0.4
CHORES_EVERY_SECONDS = 60.0
# Phones on a weak line go first: between two rounds the filer waits until none is sending, but not for ever.
PATIENCE_SECONDS = 3.0
GLANCE_SECONDS = 0.02
LOCK = 5_349_012_077  # an advisory lock of PostgreSQL: any number that nothing else uses

log = logging.getLogger(__name__)
_work = threading.Event()

File = Callable[[list[Submission]], object]


def wake() -> None:
    """Say that something waits to be filed."""
    _work.set()


class Filer:
    """Files what waits, in a thread of the serving process. `file` takes a list of submissions.

    `chores` are done every minute: what becomes due by time alone. `ready` is called once, before the first record
    is filed and while nothing is locked: what takes long then keeps nobody who writes waiting.
    """

    def __init__(
        self, file: File, chores: Sequence[Callable[[], object]] = (), ready: Callable[[], object] = bool
    ) -> None:
        self._file, self._chores, self._ready = file, chores, ready
        self._is_ready = False
        self._rested_until = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="filer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the present batch."""
        self._ended.set()
        wake()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        try:
            stored.sweep()
        except Exception:
            log.exception("What a crash left could not be cleared away")
        while not self._ended.is_set():
            if _work.wait(LOOK_EVERY_SECONDS):
                self._ended.wait(GATHER_SECONDS)
                self._let_phones_pass()
            _work.clear()
            try:
                with alone() as first:
                    if first:
                        self._do_chores()
                        self._get_ready()
                    while first and not self._ended.is_set() and file_waiting(self._file) == BATCH:
                        self._let_phones_pass()
            except Exception:
                log.exception("The filer stumbled and goes on")
                self._ended.wait(LOOK_EVERY_SECONDS)
            close_old_connections()

    def _let_phones_pass(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not calm() and time.monotonic() < until:
            self._ended.wait(GLANCE_SECONDS)

    def _get_ready(self) -> None:
        if self._is_ready or not Submission.objects.filter(state="waiting").exists():
            return
        self._is_ready = True  # where it fails, filing says why
        try:
            self._ready()
        except Exception:
            log.exception("What filing needs could not be made ready beforehand")

    def _do_chores(self) -> None:
        if time.monotonic() < self._rested_until:
            return
        self._rested_until = time.monotonic() + CHORES_EVERY_SECONDS
        for chore in self._chores:
            try:
                chore()
            except Exception:
                log.exception("A chore of the filer could not be done; it is tried again in a minute")


def file_waiting(file: File) -> int:
    """File one batch of what waits, oldest first, and give how many there were.

    Where a batch fails, each is filed alone, so that one bad record does not hold up its neighbours.
    """
    batch = list(Submission.objects.filter(state="waiting").order_by("id")[:BATCH])
    if not batch:
        return 0
    try:
        _file(batch, file)
    except Exception:
        log.exception("A batch could not be filed; each is tried alone")
        for each in batch:
            _file_alone(each, file)
    return len(batch)


def _file(batch: list[Submission], file: File) -> None:
    with pen(), transaction.atomic():
        file(batch)
        # What neither stands in the register now nor says why must not wait for ever at the head of the queue.
        left = Submission.objects.filter(pk__in=[each.pk for each in batch], state="waiting")
        left.update(state="faulty", faults=[_fault("unsaid")])


def _file_alone(submission: Submission, file: File) -> None:
    try:
        _file([submission], file)
    except Exception as error:
        log.error("Submission %s could not be filed: %s", submission.pk, type(error).__name__)
        faults = [_fault(type(error).__name__)]
        Submission.objects.filter(pk=submission.pk).update(state="faulty", faults=faults)


def _fault(why: str) -> dict:
    return {"code": "not-filed", "field": "", "value": "", "params": {"why": why}}


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process is the one that files now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            held = cursor.fetchone()[0]
            try:
                yield held
            finally:
                if held:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    with (settings.VAR / "filer.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
