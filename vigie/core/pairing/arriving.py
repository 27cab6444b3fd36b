"""New reports against all that are stored, in time that depends on the neighbourhood only."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vigie.core.pairing.comparing import sheet_of
from vigie.core.pairing.matching import keeping, probability_of, window_of
from vigie.core.pairing.recoding import Labels, Stack
from vigie.core.pairing.records import BadReports
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.shelving import Shelves, nowhere, shelve
from vigie.core.pairing.sweeping import scan_between
from vigie.core.pairing.weights import Weights, standing_weights

PARTS = ("actors", "targets", "harmed", "origins", "cites", "words")


@dataclass(frozen=True, eq=False)
class Arrived:
    """Pairs of a new report (`new`, its row among those asked about) and a stored one (`row`)."""

    new: np.ndarray  # int32
    row: np.ndarray  # int32
    bits: np.ndarray  # float32
    probability: np.ndarray  # float32
    compared: int = 0
    left_out: int = 0


class Index:
    """Stored reports, ready for new ones.

    Adding few is quick: they stand on small shelves of their own, which are joined with others of their size as
    they grow. Which words are rare is as it was when the index was made.
    """

    def __init__(self, reports: Reports, weights: Weights | None = None, floor: float = -6.0) -> None:
        self.weights = weights or standing_weights()
        self.floor = floor
        self.ids = list(reports.ids)
        self._known = set(self.ids)
        self._labels = Labels(reports)
        self._parts = {part: Stack(getattr(reports, part)) for part in PARTS}
        self._reports = reports
        self._shelves: list[Shelves] = []
        self._anywhere = nowhere(reports.records)
        if len(reports.records):
            self._shelves.append(self._shelve(reports.records))

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, reports: Reports) -> None:
        """Store reports. Raises `BadReports` on an id that is there already."""
        for id in reports.ids:
            if id in self._known:
                raise BadReports(f"The report {id!r} is in the index already: ids are unique.")
        records, parts = self._labels.recoded(reports)
        records["row"] += len(self)
        for part, stack in self._parts.items():
            stack.lay(parts[part], len(self))
        self.ids.extend(reports.ids)
        self._known.update(reports.ids)
        self._anywhere &= nowhere(records)
        shelves = self._shelve(records)
        while self._shelves and len(self._shelves[-1].records) < 2 * len(shelves.records):
            shelves = self._shelve(np.concatenate([self._shelves.pop().records, shelves.records]))
        self._shelves.append(shelves)

    def against(self, reports: Reports) -> Arrived:
        """Compare reports with all that are stored, likeliest first; those themselves stored are left out."""
        records, parts = self._labels.recoded(reports)
        stored = {id: row for row, id in enumerate(self.ids)} if self._known & set(reports.ids) else {}
        records["row"] += len(self)
        for part, stack in self._parts.items():
            stack.lay(parts[part], len(self))
        new = self._shelve(records)
        laid = self._laid(records)
        sheet = sheet_of(laid)
        window = window_of(self.weights.windows, laid)._replace(anywhere=self._anywhere and nowhere(records))
        found = [
            (scan_between(sheet, new, old, window, keeping(self.weights, self.floor)), old)
            for old in self._shelves
        ]
        one = np.concatenate([new.records["row"][kept.one] for kept, _ in found] or [[]]).astype(
            np.int32
        ) - len(self)
        other = np.concatenate([old.records["row"][kept.other] for kept, old in found] or [[]]).astype(
            np.int32
        )
        bits = np.concatenate([kept.bits for kept, _ in found] or [[]]).astype(np.float32)
        own = np.array([stored.get(id, -1) for id in reports.ids], np.int32)[one]
        order = np.lexsort((other, one, -bits))
        order = order[(own != other)[order]]
        one, other, bits = one[order], other[order], bits[order]
        first = np.sort(np.unique(one.astype(np.int64) * max(1, len(self)) + other, return_index=True)[1])
        return Arrived(
            one[first], other[first], bits[first], probability_of(bits[first]),
            sum(kept.compared for kept, _ in found), sum(kept.left_out for kept, _ in found),
        )  # fmt: skip

    def _shelve(self, records: np.ndarray) -> Shelves:
        return shelve(records, self._labels.names["sound"], self.weights.windows.km, alone=False)

    def _laid(self, records: np.ndarray) -> Reports:
        """The new records with all that lies behind codes and rows, of stored and of new reports."""
        return replace(
            self._reports, records=records, names=self._labels.names, rarity=self._labels.rarity,
            may_be=self._labels.may_be, **{part: stack.all for part, stack in self._parts.items()},
        )  # fmt: skip
