import random
from datetime import date, timedelta

import numpy as np
import pytest

from tests.core.accounts import account
from vigie.core import dates
from vigie.core.pairing import encode, standing_weights
from vigie.core.pairing.comparing import sheet_of
from vigie.core.pairing.matching import counting, keeping, window_of
from vigie.core.pairing.patterns import patterns_of
from vigie.core.pairing.shelving import shelve
from vigie.core.pairing.sweeping import scan, scan_between
from vigie.core.statement import Spot

PRECISIONS = ("exact", "near", "adm3", "adm2", "adm1", "country", "unknown", "cross_border")
WEIGHTS = standing_weights()


def drawn(seed, number=150):
    """Accounts of every precision of place and date, some without a point, some with two spots."""
    draw = random.Random(seed)

    def spot():
        row, column = draw.randrange(3), draw.randrange(3)
        located = draw.random() < 0.8
        codes = ((1, f"BF{row:02d}"), (2, f"BF{row:02d}{column:02d}"))[: draw.randrange(3)]
        if draw.random() < 0.1:
            codes = ((2, "Séno"),)
        return Spot(
            draw.choice(("Dori", "Dory", "Djibo", "Gorom", "")),
            draw.choice((("BF",), ("NE",), ())),
            draw.uniform(10, 20) if located else None,
            draw.uniform(-8, 8) if located else None,
            draw.choice(PRECISIONS),
            draw.choice((None, None, 0.1, 90.0, 900.0)),
            codes,
        )

    def when():
        day = date(2026, 1, 1) + timedelta(draw.randrange(200))
        loose = (dates.week(day), dates.month(2026, day.month), dates.around(day), dates.year(2026))
        return draw.choice(
            (dates.day(day), *loose, dates.quarter(2026, 1), dates.When(day, day + timedelta(40)))
        )

    return [
        account(
            number,
            on=when(),
            source=f"s{number % 3}",
            spots=tuple(spot() for _ in range(draw.choice((0, 1, 1, 2)))),
        )
        for number in range(number)
    ]


def by_hand(reports, records, window, others=None):
    """All pairs of positions that the comparison itself takes, all compared with all."""
    n = len(records)
    if others is None:
        one, other = np.triu_indices(n, 1)
        both = records
    else:
        one, other = (side.ravel() for side in np.indices((n, len(others))))
        both, other = np.concatenate([records, others]), other + n
    packed = patterns_of(sheet_of(reports), both, one, other, window)
    shift = 0 if others is None else n
    return {
        (i, j) for i, j in zip(one[packed >= 0].tolist(), (other[packed >= 0] - shift).tolist(), strict=True)
    }


def scanned(kept):
    pairs = list(zip(kept.one.tolist(), kept.other.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    return pairs


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("control", [False, True])
def test_the_shelves_find_exactly_the_pairs_inside_the_windows(seed, control):
    reports = encode(drawn(seed))
    shelves = shelve(reports.records, reports.names["sound"], WEIGHTS.windows.km)
    window = window_of(WEIGHTS.windows, reports, control)._replace(at_most=10_000)
    kept = scan(sheet_of(reports, shelves.records), shelves, window, keeping(WEIGHTS, -np.inf))
    found = [tuple(sorted(pair)) for pair in scanned(kept)]
    inside = by_hand(reports, shelves.records, window)
    assert inside  # or the test says nothing
    assert sorted(found) == sorted(inside)
    counted = scan(sheet_of(reports, shelves.records), shelves, window, counting(1))
    assert counted.counts.sum() == len(found) == counted.compared
    assert counted.left_out == 0


@pytest.mark.parametrize("seed", range(3))
def test_two_shelves_meet_in_exactly_the_pairs_inside_the_windows(seed):
    reports = encode(drawn(seed))
    window = window_of(WEIGHTS.windows, reports)._replace(at_most=10_000)
    sound = reports.names["sound"]
    new, old = (
        shelve(part, sound, 40.0, alone=False) for part in (reports.records[:40], reports.records[40:])
    )
    kept = scan_between(sheet_of(reports), new, old, window, keeping(WEIGHTS, -np.inf))
    assert sorted(scanned(kept)) == sorted(by_hand(reports, new.records, window, old.records))
