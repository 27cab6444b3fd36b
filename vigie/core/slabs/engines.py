"""What slabs are worked on: this process, or workers that share nothing with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Engine(Protocol):
    """Runs a function over slabs. Results stay where they were made until they are fetched."""

    def send(self, values: Sequence[Any]) -> list[Any]:
        """Hand values to workers; returns what stands for each."""

    def map(self, function: Callable, *columns: Sequence[Any], **settings: Any) -> list[Any]:
        """Run a function on each row of columns; returns what stands for each result."""

    def fetch(self, results: Sequence[Any]) -> list[Any]:
        """Bring results here."""


class Here:
    """This process, one slab after another: for machines whose memory holds a slab but not all of them."""

    def send(self, values):
        return list(values)

    def map(self, function, *columns, **settings):
        return [function(*row, **settings) for row in zip(*columns, strict=True)]

    def fetch(self, results):
        return list(results)


class _Dask:
    def __init__(self, client) -> None:
        self.client = client

    def send(self, values):
        # One at a time and round the workers, so that no worker needs to hold more than its share.
        return [self.client.scatter(value, hash=False) for value in values]

    def map(self, function, *columns, **settings):
        return self.client.map(function, *columns, pure=False, **settings)

    def fetch(self, results):
        return self.client.gather(list(results))


def dask_engine(client) -> Engine:
    """Dask's workers. `client` is a `dask.distributed.Client`; installed with the extra "scale"."""
    return _Dask(client)
