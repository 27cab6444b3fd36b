"""The filer: what has come in from the field becomes reports a moment later, in the background.

One works for the whole node, however many processes serve: it holds a lock that the others wait for. An error
never loses a submission: its row keeps the fault for a person to look at.
"""

from __future__ import annotations

import threading

_work = threading.Event()


def wake() -> None:
    """Say that something waits to be filed."""
    _work.set()
