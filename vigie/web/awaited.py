"""What waits for a person: each room says what of its own, and the first page tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Awaited:
    """Something that waits: how much, where, and why it matters. `late` of the `count` are past their day."""

    count: int
    title: str
    note: str
    address: str
    late: int = 0


# Functions of the actor, asked in the order in which the rooms registered them.
AWAITED: list[Callable[[object], list[Awaited]]] = []


def awaited(actor) -> list[Awaited]:
    """What waits for this actor; nothing of which there is none."""
    return [each for tell in AWAITED for each in tell(actor) if each.count]
