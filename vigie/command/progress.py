"""How long work shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Tell = Callable[[int, int], None]


@contextmanager
def progress(label: str) -> Iterator[Tell]:
    """A bar that is told (done, of all). Silent steps cost nothing; a pipe sees only the label."""
    with click.progressbar(length=1000, label=label, width=30) as bar:
        shown = 0

        def tell(done: int, of_all: int) -> None:
            nonlocal shown
            now = min(1000, done * 1000 // max(of_all, 1))
            if now > shown:
                bar.update(now - shown)
                shown = now

        yield tell
        bar.update(1000 - shown)
