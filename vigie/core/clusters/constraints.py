"""What people decided about pairs of reports, and who may read whom: obeyed whatever the weights say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

Pair = tuple[int, int]


@dataclass(frozen=True)
class Constraints:
    """Decisions as pairs of rows, and access by audience.

    `audience` is the code of each report's audience, int[n]; `compatible[a, b]` says whether reports of
    audience a and of audience b may both be read by either side's organisations. Reports whose audiences are
    not compatible never stand in one cluster, not even by way of a third. Without them everybody may read all.
    """

    same: Iterable[Pair] = ()
    different: Iterable[Pair] = ()
    audience: np.ndarray | None = None
    compatible: np.ndarray | None = None

    def pairs(self, name: str, n: int) -> list[Pair]:
        """The pairs called `name` ("same" or "different"), lower row first, each once, in order."""
        found = {(min(one, other), max(one, other)) for one, other in getattr(self, name)}
        for one, other in found:
            if one == other or one < 0 or other >= n:
                raise ValueError(f"{name}: the pair ({one}, {other}) does not name two of the {n} reports.")
        return sorted((int(one), int(other)) for one, other in found)

    def access(self, n: int) -> tuple[np.ndarray, np.ndarray]:
        """Audience codes int32[n] and the symmetric bool matrix of who may meet."""
        if self.audience is None or self.compatible is None:
            return np.zeros(n, np.int32), np.ones((1, 1), np.bool_)
        codes = np.asarray(self.audience, np.int32)
        matrix = np.asarray(self.compatible, np.bool_)
        if codes.shape != (n,):
            raise ValueError(f"audience: {len(codes)} codes for {n} reports; give one for each.")
        if n and not 0 <= codes.min() <= codes.max() < len(matrix):
            raise ValueError("audience: a code has no row in the matrix of compatible audiences.")
        return codes, matrix & matrix.T


@dataclass(frozen=True)
class Conflict:
    """A "same" that could not be obeyed, since it would put the pair `against` into one cluster.

    `because` is "cannot" (a person called that pair different) or "access" (it may not be read mutually)."""

    one: int
    other: int
    because: str
    against: Pair


@dataclass
class Obedience:
    """Groups that exist before any evidence is read: standing ones, and what people called the same."""

    codes: np.ndarray
    compatible: np.ndarray
    different: list[Pair]
    standing: np.ndarray  # int32[n], the standing incident of each report or -1
    members: dict[int, list[int]] = field(default_factory=dict)  # root → rows, for groups of two and more
    root: dict[int, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    held: list[Pair] = field(default_factory=list)  # a "same" across two standing incidents

    def __post_init__(self) -> None:
        self._forbidden = set(self.different)

    def start(self, rows: list[int]) -> None:
        """Set up one group whose members are joined already."""
        self.members[rows[0]] = rows
        self.root.update(dict.fromkeys(rows, rows[0]))

    def unite(self, one: int, other: int) -> None:
        """Join what a person called the same, or note what stands against it."""
        a, b = sorted((self.root.get(one, one), self.root.get(other, other)))
        if a == b:
            return
        here, there = self.members.get(a, [a]), self.members.get(b, [b])
        if against := self._obstacle(here, there):
            self.conflicts.append(Conflict(one, other, *against))
        elif self.standing[a] >= 0 and self.standing[b] >= 0:
            self.held.append((one, other))
        else:
            self.members.pop(b, None)
            self.start(sorted(here + there))
            # The group stands if one of the two did; its lowest row speaks for it.
            self.standing[a] = max(self.standing[a], self.standing[b])

    def _obstacle(self, here: list[int], there: list[int]) -> tuple[str, Pair] | None:
        for one in here:
            for other in there:
                pair = (min(one, other), max(one, other))
                if pair in self._forbidden:
                    return "cannot", pair
                if not self.compatible[self.codes[one], self.codes[other]]:
                    return "access", pair
        return None
