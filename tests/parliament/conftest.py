"""One room with three committees for the tests of a file; what each test does in it is undone."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.parliament.room import Room, furnished


@pytest.fixture(scope="module")
def standing_room(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnished()
        transaction.set_rollback(True)


@pytest.fixture
def room(standing_room, db) -> Room:
    return standing_room
