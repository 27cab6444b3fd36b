"""What one worker does with its slab: count patterns, keep the likely pairs, group what lies inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.clusters import Decisions, group
from vigie.core.clusters.components import roots
from vigie.core.clusters.joining import fixed
from vigie.core.pairing.comparing import Window, sheet_of
from vigie.core.pairing.matching import Settings, counting, match
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.shelving import nowhere, shelve
from vigie.core.pairing.sweeping import scan
from vigie.core.pairing.weights import Weights
from vigie.core.slabs.plan import Part, taken


@dataclass(frozen=True, eq=False)
class Patterns:
    """How often each pattern of findings came up."""

    patterns: np.ndarray  # int64, ascending
    counts: np.ndarray  # int64


@dataclass(frozen=True, eq=False)
class Links:
    """The likely pairs that belong to a slab, by rows of all reports, and what the halo holds of them."""

    one: np.ndarray  # int64
    other: np.ndarray  # int64
    bits: np.ndarray  # float32
    border: np.ndarray  # int64, rows of the halo with a joinable pair
    rows: np.ndarray  # int64, rows of the slab and its halo
    owned: np.ndarray  # bool


@dataclass(frozen=True, eq=False)
class Grouped:
    """Rows grouped inside a slab with the lowest row of each one's group, and the pairs left to others."""

    rows: np.ndarray
    root: np.ndarray
    one: np.ndarray
    other: np.ndarray
    bits: np.ndarray


def count(part: Part, window: Window, every: int) -> Patterns:
    """Count the patterns of the slab's pairs: all there are less those of the halo with itself."""
    whole = _counted(part.reports, window, every)
    inside = _counted(taken(part.reports, np.flatnonzero(~part.owned)), window, every)
    return summed([whole, Patterns(inside.patterns, -inside.counts)])


def _counted(reports: Reports, window: Window, every: int) -> Patterns:
    if not len(reports):
        return Patterns(np.zeros(0, np.int64), np.zeros(0, np.int64))
    shelves = shelve(reports.records, reports.names["sound"], window.km)
    found = scan(sheet_of(reports, shelves.records), shelves, window, counting(every))
    return Patterns(found.patterns, found.counts)


def summed(all_of: list[Patterns]) -> Patterns:
    """The sum of histograms; patterns that come to nothing are left out."""
    patterns, place = np.unique(np.concatenate([each.patterns for each in all_of]), return_inverse=True)
    counts = np.zeros(len(patterns), np.int64)
    np.add.at(counts, place, np.concatenate([each.counts for each in all_of]))
    return Patterns(patterns[counts != 0], counts[counts != 0])


def compare(part: Part, weights: Weights, settings: Settings, decisions: Decisions, placed: bool) -> Links:
    """Keep the likely pairs that belong to the slab. `placed`: some report of all says where."""
    if placed and nowhere(part.reports.records):
        one = other = np.zeros(0, np.int64)
        bits = np.zeros(0, np.float32)
    else:
        found = match(part.reports, weights=weights, settings=settings)
        mine = part.owned[found.one] | part.owned[found.other]
        one, other, bits = found.one[mine], found.other[mine], found.bits[mine]
    joinable = bits >= decisions.join_bits
    ends = np.unique(np.concatenate((one[joinable], other[joinable])))
    border = part.rows[ends[~part.owned[ends]]]
    return Links(part.rows[one], part.rows[other], bits, border, part.rows, part.owned)


def join(links: Links, border: np.ndarray, source: np.ndarray, decisions: Decisions) -> Grouped:
    """Group the slab's own reports where no pair leads out of it; hand back the pairs of all others.

    `border` are rows that a slab has in its halo with a joinable pair: what hangs together with one of them
    may go on elsewhere. `source` codes the organisation of each of `links.rows`.
    """
    one, other = np.searchsorted(links.rows, links.one), np.searchsorted(links.rows, links.other)
    least = int(fixed(decisions.join_bits))
    root = roots(len(links.rows), one.astype(np.int32), other.astype(np.int32), fixed(links.bits), least)
    leads_out = np.zeros(len(links.rows), np.bool_)
    leads_out[root[np.isin(links.rows, border) | ~links.owned]] = True
    out = leads_out[root]
    away = out[one] & out[other]
    inside = ~out[one] & ~out[other]
    rows = np.flatnonzero(~out)
    place = np.zeros(len(links.rows), np.int64)
    place[rows] = np.arange(len(rows))
    found = group(
        len(rows), source[rows], place[one[inside]], place[other[inside]], links.bits[inside],
        decisions=decisions, threads=1,
    )  # fmt: skip
    first = np.zeros(found.number, np.int64)
    first[found.labels[::-1]] = links.rows[rows[::-1]]
    return Grouped(
        links.rows[rows], first[found.labels], links.one[away], links.other[away], links.bits[away]
    )
