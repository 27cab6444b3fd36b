"""A small world and a clock for the tests of blind overlap."""

from __future__ import annotations

import pytest

from tests.counting.overlaps.world import Clock
from tests.monitoring.world import World


@pytest.fixture
def world(db):
    return World.made()


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)
