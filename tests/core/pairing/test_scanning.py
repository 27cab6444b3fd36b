import random
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.worlds import generate
from tests.core.accounts import account
from vigie.core import dates
from vigie.core.pairing import Reports, encode, standing_weights
from vigie.core.pairing.comparing import sheet_of
from vigie.core.pairing.matching import counting, keeping, window_of
from vigie.core.pairing.patterns import patterns_of
from vigie.core.pairing.shelving import shelve
from vigie.core.pairing.sweeping import scan, scan_between
from vigie.core.pairing.tasks import bits_of
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


def columns_of(world, killed):
    """Reports that say what the records hold and no more."""
    given = world.columns
    return Reports.of_columns(
        given["source"], given["date"], date_precision=given["date_precision"], lat=given["lat"], lon=given["lon"],
        geo_precision=given["geo_precision"], place=given["place"], area=given["area"],
        event_type=[given[f"event_type_{depth}"] for depth in (1, 2, 3)], actor_group=given["actor_group"],
        target=given["target"], killed=killed,
    )  # fmt: skip


def told(kind):
    """Reports that a look at their kinds tells all of; with more kinds than are numbered; with more than kinds."""
    if kind == "more than kinds":
        return encode(drawn(1))
    world = generate(1_500, 3)
    killed = world.columns["killed"].filled(0)
    return columns_of(world, killed + (np.arange(len(killed)) % 400 if kind == "many kinds" else 0))


@pytest.mark.parametrize("kind", ["kinds", "many kinds", "more than kinds"])
@pytest.mark.parametrize("floor", [-3.0, 2.0])
def test_what_is_turned_away_early_would_not_have_been_kept(kind, floor):
    reports = told(kind)
    shelves = shelve(reports.records, reports.names["sound"], WEIGHTS.windows.km)
    window = window_of(WEIGHTS.windows, reports)
    sheet = sheet_of(reports, shelves.records)
    every, likely = (scan(sheet, shelves, window, keeping(WEIGHTS, least)) for least in (-np.inf, floor))
    task = keeping(WEIGHTS, floor)
    packed = patterns_of(sheet, shelves.records, every.one, every.other, window)
    bits = [bits_of(each, task.bits, task.together, task.fields, task.prior) for each in packed]
    assert np.allclose(bits, every.bits, atol=1e-4)
    expected = {pair for pair, worth in zip(scanned(every), every.bits, strict=True) if worth >= floor}
    assert 0 < len(expected) < len(every.one)
    assert set(scanned(likely)) == expected
    assert likely.compared == every.compared == len(every.one)


@pytest.mark.parametrize("kind", ["kinds", "many kinds", "more than kinds"])
def test_counted_patterns_are_those_of_the_pairs(kind):
    reports = told(kind)
    shelves = shelve(reports.records, reports.names["sound"], WEIGHTS.windows.km)
    window = window_of(WEIGHTS.windows, reports, control=True)
    sheet = sheet_of(reports, shelves.records)
    counted = scan(sheet, shelves, window, counting(1))
    pairs = scan(sheet, shelves, window, keeping(WEIGHTS, -np.inf))
    found = np.unique(patterns_of(sheet, shelves.records, pairs.one, pairs.other, window), return_counts=True)
    assert (counted.patterns == found[0]).all()
    assert (counted.counts == found[1]).all()
