"""A small world of three organisations for the tests of this room. Everybody and everything is invented."""

from __future__ import annotations

import pytest

from tests.monitoring.world import World


@pytest.fixture
def world(db) -> World:
    return World.made()
