"""Finding the accounts worth comparing without looking at all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, floor, radians

import numpy as np

from vigie.core.pairing.account import Account
from vigie.core.pairing.traits import KM_PER_DEGREE, Place, Traits, traits_of
from vigie.core.pairing.weights import Windows, standing_weights
from vigie.core.pairing.windows import within

# Accounts fall into layers by how wide their place (km) and their date (days) are, each with cells as wide as
# its window. Two accounts meet in the layer of the wider one, so that one vague report does not make the
# cells of all sharp ones wide.
RADII_KM = (6.0, 25.0, 60.0, 200.0, 700.0, 21_000.0)
SPANS = (7, 31, 92, 366, 4_000_000)

NOBODY = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Found:
    """The accounts that one is to be compared with. `left_out` is how many more lay in the windows, or
    nearly so, and were not compared because `Windows.at_most` likelier ones were."""

    ids: tuple[int | str, ...]
    left_out: int = 0


class Index:
    """Accounts by place and time. Adding and asking take time for the neighbourhood only."""

    def __init__(self, windows: Windows | None = None) -> None:
        self.windows = windows or standing_weights().windows
        self.traits: dict[int | str, Traits] = {}
        self.placeless: list[int | str] = []  # say neither point, area nor name: nothing can be compared
        self._ids: list[int | str] = []
        self._row_of: dict[int | str, int] = {}
        self._shelves: dict[tuple, dict[tuple, array]] = {}
        self._layers: set[int] = set()
        self._spots = _Columns(4)  # account row, latitude, longitude, radius
        self._rows = _Columns(5)  # first day, last day, type, source, killed
        self._codes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, account: Account | Traits) -> Traits:
        """Take one account in. Raises `ValueError` where its id is there already."""
        traits = account if isinstance(account, Traits) else traits_of(account)
        account = traits.account
        if account.id in self.traits:
            raise ValueError(f"The account {account.id!r} is in the index already: ids are unique.")
        self.traits[account.id] = traits
        row = len(self._ids)
        self._ids.append(account.id)
        self._row_of[account.id] = row
        self._rows.append(traits.first, traits.last, *self._facts(traits))
        slots = _put_slots(traits.first, traits.last, self.windows)
        placed = False
        for place in traits.places:
            spot = self._spots.append(row, place.lat or 0.0, place.lon or 0.0, place.radius_km)
            for key in _put_keys(place, self.windows):
                placed = True
                shelf = self._shelves.setdefault(key, {})
                for slot in slots:
                    shelf.setdefault(slot, array("q")).append(spot)
            self._layers.add(_layer(place))
        if not placed:
            self.placeless.append(account.id)
        return traits

    def candidates(self, account: Account) -> Found:
        """The accounts in the index to compare with this one, which may but need not be in it."""
        return self.near(self.traits.get(account.id) or traits_of(account))

    def near(self, traits: Traits) -> Found:
        rows = self._gather(traits)
        left_out = 0
        if len(rows) > self.windows.at_most:
            left_out = len(rows) - self.windows.at_most
            rows = self._likeliest(traits, rows)
        met = (self._ids[row] for row in rows)
        ids = tuple(id for id in met if within(traits, self.traits[id], self.windows))
        return Found(ids, left_out)

    def _gather(self, traits: Traits) -> np.ndarray:
        """Rows of accounts in the buckets around, whose dates meet; without the account itself."""
        slots = _ask_slots(traits.first, traits.last, self.windows)
        found = []
        for place in traits.places:
            by_cell, by_name = array("q"), array("q")
            for key in _ask_keys(place, self.windows, self._layers):
                shelf = self._shelves.get(key)
                if shelf:
                    bucket = by_cell if key[0] in ("cell", "finer") else by_name
                    for slot in slots & shelf.keys():
                        bucket.extend(shelf[slot])
            found += [self._near(place, by_cell), self._spots.table[np.asarray(by_name), 0]]
        if not found:
            return NOBODY
        rows = np.unique(np.concatenate(found)).astype(np.int64)
        days = self._rows.table[rows]
        slack = self.windows.days
        rows = rows[(days[:, 0] <= traits.last + slack) & (days[:, 1] >= traits.first - slack)]
        return rows[rows != self._row_of.get(traits.account.id, -1)]

    def _near(self, place: Place, bucket: array) -> np.ndarray:
        """Account rows of those spots of the cells around that lie within the widest reach."""
        spots = self._spots.table[np.asarray(bucket)]
        if not len(spots):
            return spots[:, 0]
        north = KM_PER_DEGREE * (spots[:, 1] - place.lat)
        east = KM_PER_DEGREE * (spots[:, 2] - place.lon) * place.x
        reach = self.windows.km + place.radius_km + spots[:, 3]
        # 10 % more, since the cosine is taken at one end only; `within` decides.
        return spots[north * north + east * east <= (1.1 * reach + 1) ** 2, 0]

    def _likeliest(self, traits: Traits, rows: np.ndarray) -> np.ndarray:
        """The rows most like the account in date, type and toll, from another organisation first."""
        table = self._rows.table[rows]
        kind, source, killed = self._facts(traits)
        gap = np.maximum(np.maximum(table[:, 0] - traits.last, traits.first - table[:, 1]), 0)
        unlike = gap + 2.0 * (table[:, 2] != kind) + 3.0 * (table[:, 3] == source)
        if killed >= 0:
            unlike += np.where(table[:, 4] >= 0, np.minimum(np.abs(table[:, 4] - killed), 3.0), 1.0)
        best = np.argsort(unlike, kind="stable")[: self.windows.at_most]
        return np.sort(rows[best])

    def _facts(self, traits: Traits) -> tuple[int, int, int]:
        account = traits.account
        kind = traits.type_path[1] if len(traits.type_path) > 1 else "".join(traits.type_path)
        number = self._codes.setdefault
        return (
            number("type " + kind, len(self._codes)),
            number("source " + account.source, len(self._codes)),
            account.killed[1] if account.killed else -1,
        )


def candidate_pairs(prepared: list[Traits], index: Index) -> Iterator[tuple[Traits, Traits, int]]:
    """Each pair of accounts worth comparing, once, and how many were left out for the second of them.

    The accounts go into the empty index by date and id, so that their order in the list changes nothing.
    """
    for traits in sorted(prepared, key=lambda t: (t.first, t.last, order_of(t.account.id))):
        index.add(traits)
        found = index.near(traits)
        for id in found.ids:
            yield index.traits[id], traits, found.left_out


def order_of(id: int | str) -> tuple[bool, int | str]:
    """A key that sorts numbers and strings together."""
    return isinstance(id, str), id


class _Columns:
    """Rows of numbers that grow."""

    def __init__(self, width: int) -> None:
        self._used = 0
        self._all = np.zeros((1024, width))

    def append(self, *numbers: float) -> int:
        if self._used == len(self._all):
            self._all = np.concatenate([self._all, np.zeros_like(self._all)])
        self._all[self._used] = numbers
        self._used += 1
        return self._used - 1

    @property
    def table(self) -> np.ndarray:
        return self._all[: self._used]


def _layer(place: Place) -> int:
    return next(layer for layer, radius in enumerate(RADII_KM) if place.radius_km <= radius)


def _cell_km(layer: int, windows: Windows) -> float:
    return windows.km + 2 * RADII_KM[layer]


def _put_keys(place: Place, windows: Windows) -> list[tuple]:
    """The shelves that a place stands on."""
    keys: list[tuple] = []
    if place.located:
        own = _layer(place)
        keys.append(("cell", own, *_cell(place, own, windows)))
        keys.extend(
            ("finer", layer, *_cell(place, layer, windows)) for layer in range(own + 1, len(RADII_KM))
        )
    elif place.skeleton:
        keys.append(("lost", place.skeleton))
    if place.skeleton:
        keys.append(("name", place.skeleton))
    keys.extend(("within", *code) for code in place.codes)
    keys.extend(("area", *code) for code in place.area())
    return keys


def _ask_keys(place: Place, windows: Windows, layers: set[int]) -> Iterator[tuple]:
    """The shelves where those stand that a place may meet."""
    if place.located:
        own = _layer(place)
        for layer in layers:
            if layer >= own:
                yield from (("cell", layer, *cell) for cell in _cells_around(place, layer, windows))
        yield from (("finer", own, *cell) for cell in _cells_around(place, own, windows))
        if place.skeleton:
            yield "lost", place.skeleton
    elif place.skeleton:
        yield "name", place.skeleton
    yield from (("within", *code) for code in place.area())
    yield from (("area", *code) for code in place.codes)


def _cell(place: Place, layer: int, windows: Windows) -> tuple[int, int]:
    size = _cell_km(layer, windows)
    row = floor(place.lat * KM_PER_DEGREE / size)
    return row, floor(place.lon * KM_PER_DEGREE * _row_cosine(row, size) / size)


def _cells_around(place: Place, layer: int, windows: Windows) -> Iterator[tuple[int, int]]:
    """The cells within reach. The 180th meridian is not crossed: nobody watches both of its sides."""
    size = _cell_km(layer, windows)
    reach = windows.km + place.radius_km + RADII_KM[layer]
    south = floor((place.lat * KM_PER_DEGREE - reach) / size)
    north = floor((place.lat * KM_PER_DEGREE + reach) / size)
    for row in range(south, north + 1):
        cosine = _row_cosine(row, size)
        middle = place.lon * KM_PER_DEGREE * cosine
        # 10 % more than the reach: the row's cosine is not quite the place's.
        side = 1.1 * reach * max(cosine / place.x, 1.0)
        for column in range(floor((middle - side) / size), floor((middle + side) / size) + 1):
            yield row, column


def _row_cosine(row: int, size: float) -> float:
    return max(cos(radians(min(abs(row * size / KM_PER_DEGREE), 89.0))), 0.01)


def _put_slots(first: int, last: int, windows: Windows) -> list[tuple]:
    own = _span(first, last)
    slots = [("own", own, first // _width(own, windows))]
    slots += [("finer", span, first // _width(span, windows)) for span in range(own + 1, len(SPANS))]
    return slots


def _ask_slots(first: int, last: int, windows: Windows) -> set[tuple]:
    own = _span(first, last)
    slots = {
        ("own", span, slot) for span in range(own, len(SPANS)) for slot in _slots(first, last, span, windows)
    }
    return slots | {("finer", own, slot) for slot in _slots(first, last, own, windows)}


def _slots(first: int, last: int, span: int, windows: Windows) -> range:
    width = _width(span, windows)
    return range((first - windows.days - SPANS[span]) // width, (last + windows.days) // width + 1)


def _span(first: int, last: int) -> int:
    return next(span for span, days in enumerate(SPANS) if last - first <= days)


def _width(span: int, windows: Windows) -> int:
    return SPANS[span] + windows.days
