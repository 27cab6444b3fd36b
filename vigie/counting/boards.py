"""Reports side by side as the engine takes them, with what stands, who may read what, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db.models import QuerySet

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
READ = ("record", "more", "report__audience", "report__link__incident", "report__link__incident__state")
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
    found = _rows("pk", keys)
    found |= _standing(_rows("pk", [key for key in _near(keys) if key not in found]))
    touched = {incident for *_bytes, incident, _state in found.values() if incident}
    found |= _rows("report__link__incident", sorted(touched))
    return _board(found)


def board_of(keys: Sequence[int]) -> Board:
    """These reports alone."""
    return _board(_rows("pk", keys))


def whole_board() -> Board:
    """Every current report that stands in a live incident or in none."""
    return _board(_placed(Fingerprint.objects.all()))


def _near(keys: Sequence[int]) -> list[int]:
    """What may touch the arrivals: few are looked up on their shelves; many, or one of unknown place, by their time.

    Either way only what does touch is read in full: of a season's backlog that is little of the season.
    """
    arrivals = _stand(row for some in _some("pk", keys) for row in some.values_list(*PLACE_AND_TIME))
    if not len(arrivals.first):
        return []
    if len(arrivals.first) <= FEW and not np.isnan(arrivals.lat).any():
        shelves = around(arrivals)
        if len(shelves.cells) + len(shelves.blocks) <= SHELVES:
            return _touching(Fingerprint.objects.on(shelves), arrivals)
    first, last = int(arrivals.first.min()) - DAYS, int(arrivals.last.max()) + DAYS
    return _touching(Fingerprint.objects.during(first, last), arrivals)


def _touching(some: QuerySet[Fingerprint], arrivals: Standing) -> list[int]:
    rows = list(some.values_list("pk", *PLACE_AND_TIME))
    touching = _stand(row[1:] for row in rows).touching(arrivals)
    return [row[0] for row, touches in zip(rows, touching.tolist(), strict=True) if touches]


def _stand(rows: Iterable[tuple]) -> Standing:
    return Standing(*np.array(list(rows), float).reshape(-1, 5).T)


def shared_board() -> Board:
    """Of the whole board what every member organisation may read.

    What is learnt from it shows in the bits of everybody's pairs: from a report that an organisation keeps to
    itself nothing may be learnt, or its words and its neighbours could be read off there.
    """
    return _board(_placed(Fingerprint.objects.filter(report__audience__tlp__in=OPEN_TLP)))


def _placed(fingerprints: QuerySet[Fingerprint]) -> dict:
    """The rows of reports that stand in a live incident, or in none yet."""
    return {key: row for key, row in _read(fingerprints).items() if row[-1] is None or row[-1] in LIVE}


def _some(column: str, values: Sequence[int]) -> Iterator[QuerySet[Fingerprint]]:
    for start in range(0, len(values), BATCH):
        yield Fingerprint.objects.filter(**{f"{column}__in": values[start : start + BATCH]})


def _rows(column: str, values: Sequence[int]) -> dict[int, tuple]:
    # By keys, found before: joined in one query, a planner without statistics begins with all incidents.
    return {key: row for some in _some(column, values) for key, row in _read(some).items()}


def _read(fingerprints: QuerySet[Fingerprint]) -> dict[int, tuple]:
    """Report → record, what it has more of, audience, incident, the incident's state."""
    found = fingerprints.values_list("pk", *READ).iterator(chunk_size=10_000)
    return {key: (bytes(record), bytes(more), *rest) for key, record, more, *rest in found}


def _standing(rows: dict[int, tuple]) -> dict[int, tuple]:
    """Those whose incident stands in the register."""
    return {key: row for key, row in rows.items() if row[-1] in LIVE}


def _board(found: dict[int, tuple]) -> Board:
    keys = sorted(found)
    rows = [found[key] for key in keys]
    return Board(
        np.array(keys, np.int64),
        reports_of(keys, [row[:2] for row in rows]),
        np.array([-1 if incident is None else incident for *_some, incident, _state in rows], np.int64),
        np.array([audience for *_bytes, audience, _incident, _state in rows], np.int64),
    )
