"""Whoever is near enough to be compared stands on a shelf that is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.core.pairing import standing_weights
from vigie.counting.shelves import DAYS, KM, KM_PER_DEGREE, Standing, around


@pytest.fixture(scope="module")
def some() -> Standing:
    """Reports of every width in a box of 7 × 10 degrees and thirteen months; one in ten says no place."""
    rng, n = np.random.default_rng(1), 3_000
    lat, lon = rng.uniform(10, 17, n), rng.uniform(-5, 5, n)
    lat[::10] = lon[::10] = np.nan
    first = rng.integers(19_000, 19_400, n)
    span = rng.choice([0, 6, 30, 91, 365, 900], n)
    return Standing(lat, lon, rng.choice([1.0, 5.0, 25.0, 50.0, 150.0, 600.0], n), first, first + span)


def near(some: Standing, row: int) -> np.ndarray:
    """Those whose imprecision, with the window, touches that of a row; and those of unknown place."""
    cosine = np.cos(np.radians((some.lat + some.lat[row]) / 2))
    km = KM_PER_DEGREE * np.hypot(some.lat - some.lat[row], (some.lon - some.lon[row]) * cosine)
    meets = np.isnan(km) | (km <= KM + some.radius + some.radius[row])
    return meets & (some.first - DAYS <= some.last[row]) & (some.last + DAYS >= some.first[row])


def one(some: Standing, row: int) -> Standing:
    return Standing(*(each[row : row + 1] for each in vars(some).values()))


def test_they_reach_as_far_as_the_engine_compares():
    windows = standing_weights().windows
    assert windows.km <= KM and windows.days <= DAYS


def test_nobody_near_is_missed(some):
    cells, blocks = some.cells(), some.blocks()
    for row in range(1, 500, 2):
        shelves = around(one(some, row))
        met = np.isin(cells, list(shelves.cells)) | np.isin(blocks, list(shelves.blocks))
        assert not np.any(near(some, row) & ~met), row


def test_a_month_and_a_province_ask_for_few_shelves(some):
    wide = (some.last - some.first == 30) & (some.radius == 150) & ~np.isnan(some.lat)
    for row in np.flatnonzero(wide)[:40].tolist():
        shelves = around(one(some, row))
        assert len(shelves.cells) + len(shelves.blocks) <= 2_000  # boards.SHELVES


def test_a_sharp_report_meets_few(some):
    narrow = np.flatnonzero((some.radius < 6) & (some.last - some.first < 7) & ~np.isnan(some.lat))
    cells, blocks = some.cells(), some.blocks()
    for row in narrow[:20].tolist():
        shelves = around(one(some, row))
        sharp = np.isin(np.arange(len(cells)), narrow)
        met = sharp & (np.isin(cells, list(shelves.cells)) | np.isin(blocks, list(shelves.blocks)))
        assert met.sum() < 0.1 * sharp.sum()


def test_shelves_keep_to_63_bits_and_apart():
    corners = Standing(
        np.array([-89.0, 89.0, 0.0]), np.array([-179.0, 179.0, 0.0]), np.array([1.0, 20_000.0, 1.0]),
        np.array([-200_000, 400_000, 0]), np.array([-200_000, 500_000, 0]),
    )  # fmt: skip
    for shelves in (corners.cells(), corners.blocks()):
        assert len(set(shelves.tolist())) == 3 and shelves.min() > 0
