"""How long something lasted, told from how little is known of its day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from vigie.core import dates
from vigie.core.dates import When
from vigie.core.pairing import Account, encode
from vigie.core.pairing.episodes import episodes, held_apart
from vigie.core.statement import Spot

DORI = (Spot("Dori", ("BF",), 14.03, -0.03, "near"),)


def lasting(first: int, last: int) -> When:
    return When(date(2026, 3, first), date(2026, 3, last), "day")


def encoded(*whens: When):
    return encode([Account(n, f"o{n}", when, DORI, "attack-civilians") for n, when in enumerate(whens)])


@pytest.mark.parametrize(("when", "is_one"), [
    (lasting(1, 21), True),
    (lasting(1, 7), True),
    (lasting(1, 6), False),
    (dates.day(date(2026, 3, 12)), False),
    (dates.month(2026, 3), False),  # one day of March, nobody knows which
    (dates.year(2026), False),
    (dates.around(date(2026, 3, 12), 7), False),
])  # fmt: skip
def test_what_lasted_is_an_episode_and_what_is_vague_is_not(when, is_one):
    assert episodes(encoded(when))[0] == is_one


@pytest.mark.parametrize(("one", "other", "apart"), [
    (lasting(1, 21), dates.day(date(2026, 3, 10)), True),
    (lasting(1, 21), dates.month(2026, 3), True),
    (lasting(1, 21), lasting(3, 25), False),
    (lasting(1, 21), lasting(10, 21), True),
    (lasting(1, 15), lasting(1, 25), True),
    (dates.day(date(2026, 3, 10)), dates.month(2026, 3), False),
])  # fmt: skip
def test_an_event_is_never_an_episode_by_itself_and_episodes_meet_by_their_ends(one, other, apart):
    pair = held_apart(encoded(one, other), np.array([0]), np.array([1]))
    assert bool(pair[0]) == apart
