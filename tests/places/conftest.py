"""The invented land, loaded."""

from __future__ import annotations

import pytest

from tests.places import land
from vigie.places.models import Area


@pytest.fixture
def drawn(db):
    land.load_all()


@pytest.fixture
def area(drawn):
    """`area("BF11")` is the area of that code, `area("BF", "after")` that of a generation."""

    def find(pcode: str, generation: str | None = None) -> Area:
        found = Area.objects.filter(pcode=pcode)
        return found.get(generation__name=generation) if generation else found.get()

    return find
