"""Reports side by side as the engine takes them, with what stands, who may read what, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db.models import Q, QuerySet

from vigie.access import OPEN_TLP
from vigie.core.clusters import Constraints
from vigie.core.pairing import Reports
from vigie.counting.accounts import decided
from vigie.counting.fingerprints import reports_of
from vigie.counting.models import Fingerprint
from vigie.counting.shelves import DAYS, Standing, around
from vigie.directory.audiences import Reaches
from vigie.monitoring.models import LIVE

FEW = 20  # arrivals looked up one by one
BATCH = 5_000
PLACE_AND_TIME = ("lat", "lon", "radius_km", "first", "last")
SHELVES = 2_000  # more are not asked for: a scan of the days costs less


@dataclass(frozen=True)
class Board:
    """`keys` are the reports' own, ascending: row i of `reports` is report `keys[i]`.

    `incident` is the key of the live incident that each stands in, -1 for those that wait to be placed.
    """

    keys: np.ndarray
    reports: Reports
    incident: np.ndarray
    audience: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def standing(self) -> np.ndarray:
        """The code of each report's incident (its place in `incidents`), -1 for none: int32[n]."""
        codes = np.searchsorted(self.incidents, self.incident)
        return np.where(self.incident < 0, -1, codes).astype(np.int32)

    @cached_property
    def incidents(self) -> np.ndarray:
        """Keys of the standing incidents, ascending."""
        return np.unique(self.incident[self.incident >= 0])

    @cached_property
    def constraints(self) -> Constraints:
        return constraints_on(self.keys, self.audience)


def constraints_on(keys: np.ndarray, audience: np.ndarray) -> Constraints:
    """What people decided about these reports (keys, ascending), as pairs of rows, and which audiences may meet."""
    present, codes = np.unique(audience, return_inverse=True)
    present = present.tolist()
    companions = Reaches.of(present).companions()
    meet = np.array([[other in companions[one] for other in present] for one in present], bool)
    same, different = (_rows_of(keys, pairs) for pairs in decided())
    return Constraints(same, different, codes.astype(np.int32), meet.reshape(len(present), len(present)))


def _rows_of(keys: np.ndarray, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of keys as pairs of rows; those with a report that is not here are left out."""
    pairs = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    if not len(keys):
        return []
    rows = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
    return [tuple(pair) for pair in rows[(keys[rows] == pairs).all(axis=1)].tolist()]


def board_near(keys: Sequence[int]) -> Board:
    """These reports, all that lie near them in place and time, and the rest of the incidents they stand in."""
    found: dict[int, tuple] = {}
    for arrivals in _some("pk", keys):
        found |= _rows(arrivals)
    found |= _rows(_near(found).filter(report__link__incident__state__in=LIVE))
    touched = {incident for *_bytes, incident in found.values() if incident}
    for members in _some("report__link__incident", sorted(touched)):
        found |= _rows(members)
    return _board(found)


def board_of(keys: Sequence[int]) -> Board:
    """These reports alone."""
    return _board({key: row for some in _some("pk", keys) for key, row in _rows(some).items()})


def whole_board() -> Board:
    """Every current report that stands in a live incident or in none."""
    placed = Q(report__link=None) | Q(report__link__incident__state__in=LIVE)
    return _board(_rows(Fingerprint.objects.filter(placed)))


def shared_board() -> Board:
    """Of the whole board what every member organisation may read.

    What is learnt from it shows in the bits of everybody's pairs: from a report that an organisation keeps to
    itself nothing may be learnt, or its words and its neighbours could be read off there.
    """
    placed = Q(report__link=None) | Q(report__link__incident__state__in=LIVE)
    return _board(_rows(Fingerprint.objects.filter(placed, report__audience__tlp__in=OPEN_TLP)))


def _some(column: str, values: Sequence[int]) -> Iterator[QuerySet[Fingerprint]]:
    for start in range(0, len(values), BATCH):
        yield Fingerprint.objects.filter(**{f"{column}__in": values[start : start + BATCH]})


def _near(keys: Iterable[int]) -> QuerySet[Fingerprint]:
    """Few arrivals are looked up on their shelves. For many, or one of unknown place, time alone decides."""
    arrivals = [row for some in _some("pk", list(keys)) for row in some.values_list(*PLACE_AND_TIME)]
    stand = Standing(*np.array(arrivals, float).reshape(-1, 5).T)
    if not arrivals:
        return Fingerprint.objects.none()
    if len(arrivals) <= FEW and not np.isnan(stand.lat).any():
        shelves = around(stand)
        if len(shelves.cells) + len(shelves.blocks) <= SHELVES:
            return Fingerprint.objects.on(shelves)
    return Fingerprint.objects.during(int(stand.first.min()) - DAYS, int(stand.last.max()) + DAYS)


def _rows(fingerprints: QuerySet[Fingerprint]) -> dict[int, tuple]:
    """Report → record, what it has more of, audience, incident."""
    found = fingerprints.values_list("pk", "record", "more", "report__audience", "report__link__incident")
    return {key: (bytes(record), bytes(more), *rest) for key, record, more, *rest in found.iterator(10_000)}


def _board(found: dict[int, tuple]) -> Board:
    keys = sorted(found)
    rows = [found[key] for key in keys]
    return Board(
        np.array(keys, np.int64),
        reports_of(keys, [(record, more) for record, more, _audience, _incident in rows]),
        np.array([-1 if incident is None else incident for *_more, incident in rows], np.int64),
        np.array([audience for *_bytes, audience, _incident in rows], np.int64),
    )
