"""The world of these tests, made once for the tests of a file and rolled back after the last."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.oversight.world import World
from tests.visits import browsers


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world):
    return browsers(world)


@pytest.fixture
def undone(world):
    """What a test does is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
