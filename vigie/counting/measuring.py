"""How sure a full run is: of each report's place, of each incident, and of how many incidents there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db import connection

from vigie.access import OPEN_TLP
from vigie.core.clusters import Constraints, Grouping
from vigie.core.clusters.calibration import TAUGHT, Calibration, calibrate
from vigie.core.clusters.sampling import Draws, interval, sample_clusterings
from vigie.core.pairing import Matched
from vigie.counting.boards import Board
from vigie.counting.models import Certainty, MatchRun
from vigie.counting.rules import DECISIONS
from vigie.directory.models import Audience
from vigie.monitoring.models import Link, Report

BATCH = 5_000
DRAWS = 200
LEAST_LABELS = 30  # answered pairs from which the map to probabilities is learnt from them
MOVED = 0.005  # a probability that moves by less keeps its stored value


def calibration_from(board: Board, matched: Matched, *, behind: float) -> Calibration:
    """The map from bits to probabilities, learnt from what people answered about reports that all members may
    read (see `boards.shared_board`); without enough answers, what is believed of weights that so many pairs of
    one incident are `behind`.
    """
    shared = np.isin(board.audience, Audience.objects.filter(tlp__in=OPEN_TLP).values_list("pk", flat=True))
    same, different = set(board.constraints.same), set(board.constraints.different)
    asked = np.flatnonzero(np.isin(matched.one, [row for pair in same | different for row in pair]))
    pairs = [(int(matched.one[edge]), int(matched.other[edge])) for edge in asked.tolist()]
    known = [
        (edge, pair in same)
        for edge, pair in zip(asked.tolist(), pairs, strict=True)
        if pair in same | different and shared[list(pair)].all()
    ]
    if len(known) < LEAST_LABELS:
        return calibrate(behind=behind)
    edges, answers = zip(*known, strict=True)
    return calibrate(matched.bits[list(edges)], np.array(answers), behind=behind, news=TAUGHT)


def measure(
    run: MatchRun, board: Board, matched: Matched, placed: Grouping, calibration: Calibration,
    constraints: Constraints,
) -> None:  # fmt: skip
    """Sample groupings under the constraints that the register's obeys, and store what they say of the run, its
    incidents and the places of reports.
    """
    run.count = placed.number
    if not placed.number:
        run.count_low = run.count_high = 0
        return
    strata = _strata(board)
    draws = sample_clusterings(
        len(board), board.reports.source, matched.one, matched.other, matched.bits, constraints=constraints,
        decisions=DECISIONS, calibration=calibration, labels=placed.labels, strata={"stratum": strata.codes},
        draws=DRAWS, seed=run.pk,
    )  # fmt: skip
    run.count_low, run.count_high = draws.interval()
    run.intervals = _intervals(strata, placed, draws)
    incidents = dict(Link.objects.values_list("report", "incident"))
    _store_certainty(run, board, placed, draws, incidents)
    _store_membership(board, draws)


@dataclass(frozen=True)
class Strata:
    """Country and month of each report, as a code into `names`."""

    codes: np.ndarray
    names: list[tuple[str, str]]


def _strata(board: Board) -> Strata:
    """The country is where the report lies by the maps; the month that in which its span begins."""
    lying = dict(Report.objects.filter(is_current=True).values_list("pk", "extent__countries"))
    countries = np.array([lying.get(key) or "" for key in board.keys.tolist()], dtype=str)
    first = board.reports.records["first"][: len(board)].astype("datetime64[D]")
    told = np.char.add(np.char.add(countries, "|"), np.datetime_as_string(first, unit="M"))
    names, codes = np.unique(told, return_inverse=True)
    return Strata(codes, [tuple(name.split("|")) for name in names.tolist()])


def _intervals(strata: Strata, placed: Grouping, draws: Draws) -> list[dict]:
    """Count and bounds for each country and month. An incident counts where most of its reports lie."""
    counts = np.zeros(len(strata.names), int)
    for rows in placed.clusters():
        votes = np.bincount(strata.codes[rows])
        counts[int(votes.argmax())] += 1
    bounds = [interval(column) for column in draws.by["stratum"].T]
    return [
        {"country": country, "month": month, "count": int(count), "low": low, "high": high}
        for (country, month), count, (low, high) in zip(strata.names, counts, bounds, strict=True)
    ]


def _store_certainty(run: MatchRun, board: Board, placed: Grouping, draws: Draws, incidents: dict) -> None:
    first = np.zeros(placed.number, np.int64)
    first[placed.labels[::-1]] = board.keys[::-1]
    held = (incidents[key] for key in first.tolist())
    Certainty.objects.all().delete()
    Certainty.objects.bulk_create(
        (Certainty(incident_id=incident, run=run, probability=sure)
         for incident, sure in zip(held, draws.certainty.tolist(), strict=True)),
        batch_size=BATCH,
    )  # fmt: skip


def _store_membership(board: Board, draws: Draws) -> None:
    """How sure the engine is now that each report stands where it does; what a person joined stays certain."""
    stored = dict(Link.objects.filter(by=None).values_list("report", "probability"))
    told = zip(board.keys.tolist(), draws.membership.tolist(), strict=True)
    moved = [(sure, key) for key, sure in told if key in stored and abs(stored[key] - sure) > MOVED]
    table = connection.ops.quote_name(Link._meta.db_table)
    with connection.cursor() as cursor:
        # One prepared statement: an object for each of a million rows would cost minutes.
        cursor.executemany(f"UPDATE {table} SET probability = %s WHERE report_id = %s", moved)  # noqa: S608
