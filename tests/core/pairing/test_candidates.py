import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.accounts import account
from tests.core.world import World
from vigie.core import dates
from vigie.core.pairing import Index, match
from vigie.core.pairing.candidates import candidate_pairs
from vigie.core.pairing.traits import traits_of
from vigie.core.pairing.weights import standing_weights
from vigie.core.pairing.windows import within
from vigie.core.statement import Spot

WINDOWS = replace(standing_weights().windows, at_most=10_000)
PRECISIONS = ("exact", "near", "adm3", "adm2", "adm1", "country", "unknown", "cross_border")


def drawn(seed, number=250):
    """Accounts of every precision of place and date, some without a point, some with two spots."""
    draw = random.Random(seed)

    def spot():
        row, column = draw.randrange(3), draw.randrange(3)
        located = draw.random() < 0.8
        codes = ((1, f"BF{row:02d}"), (2, f"BF{row:02d}{column:02d}"))[: draw.randrange(3)]
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
        account(number, on=when(), spots=tuple(spot() for _ in range(draw.choice((0, 1, 1, 2)))))
        for number in range(number)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_index_finds_exactly_what_lies_in_the_windows(seed):
    prepared = [traits_of(told) for told in drawn(seed)]
    found = {frozenset((a.account.id, b.account.id)) for a, b, _ in candidate_pairs(prepared, Index(WINDOWS))}
    inside = {
        frozenset((a.account.id, b.account.id))
        for i, a in enumerate(prepared)
        for b in prepared[:i]
        if within(a, b, WINDOWS)
    }
    assert inside  # or the test says nothing
    assert found == inside


def test_asking_before_and_after_adding_gives_the_same():
    told = drawn(9)
    index = Index(WINDOWS)
    for one in told[:-1]:
        index.add(one)
    before = index.candidates(told[-1])
    index.add(told[-1])
    assert index.candidates(told[-1]) == before
    assert told[-1].id not in before.ids


def test_an_id_twice_is_refused():
    index = Index()
    index.add(account(1))
    with pytest.raises(ValueError, match="in the index already"):
        index.add(account(1))


def test_none_one_and_placeless_reports():
    assert match([]).pairs == []
    assert match([account(1)]).pairs == []
    matched = match([account(1, spots=()), account(2, spots=(Spot(),)), account(3)])
    assert matched.pairs == []
    assert matched.placeless == (1, 2)


def test_a_crowd_is_bounded_says_so_and_keeps_the_likeliest():
    crowd = [account(number, source=f"s{number % 3}", kind="cattle-raiding") for number in range(400)]
    twin = account(1000, source="z", kind="ambush")
    index = Index()
    for one in [*crowd[:200], twin, *crowd[200:]]:
        index.add(one)
    found = index.candidates(account(1001, source="y", kind="ambush"))
    assert len(found.ids) == standing_weights().windows.at_most
    assert found.left_out == 401 - len(found.ids)
    assert 1000 in found.ids


def test_a_crowd_is_reported_by_match():
    matched = match([account(number, source=f"s{number}") for number in range(60)])
    most = standing_weights().windows.at_most
    assert sorted(matched.crowded.values()) == list(range(1, 60 - most))
    assert matched.compared == sum(min(number, most) for number in range(60))


def test_input_order_changes_nothing():
    accounts = World(7, 120, 20).accounts
    shuffled = random.Random(1).sample(accounts, len(accounts))
    assert match(accounts) == match(shuffled)
