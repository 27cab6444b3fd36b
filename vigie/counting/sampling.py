"""Clusterings of the register's reports, drawn as likely as the matching holds them."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.counting.captures import Held


def sampled_clusters(held: Held, draws: int, seed: int) -> Iterator[list[tuple[int, ...]]]:
    """`draws` clusterings of the reports in `held`."""
    for _draw in range(draws):
        yield held.clusters()
