"""What a sample is drawn from: every kind of pair, each with its true number, and nothing nobody may read."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.counting import frame, running
from vigie.counting.acts import answer
from vigie.counting.frame import Candidate, draw
from vigie.counting.models import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


def drawn(seed: int = 1) -> dict[str, frame.Drawn]:
    return {each.name: each for each in draw(seed)}


def test_joined_pairs_by_how_sure_the_machine_was(world):
    one, two, three = (world.report(world.a, str(n)) for n in range(3))
    world.incident(one, two, three)
    pair_of(one, two, 8.0)
    Pair.objects.update(probability=0.99)
    pair_of(one, three)
    found = drawn()
    assert found["joined_sure"].pairs == [Candidate(one.pk, two.pk, 0.99)]
    assert {each.probability for each in found["joined_unsure"].pairs} == {0.5, None}, "one never compared"
    assert (found["joined_sure"].size, found["joined_unsure"].size) == (1, 2)
    assert found["joined_sure"].together and not found["waiting"].together


def test_what_people_decided_or_joined_is_not_the_machine_s(world):
    one, other = world.report(world.a), world.report(world.b)
    world.incident(one)
    world.incident(other)
    answer(world.analyst, pair_of(one, other), answer="same")
    found = drawn()
    assert not any(each.pairs for each in found.values())


def test_controls_are_held_possible_or_not(world, monkeypatch):
    """Neighbours in time and place that stand apart, by whether the machine gives them a probability at all."""
    anchor = world.report(world.a)
    near = world.report(world.b, event_type="air-strike", text="Autre chose.", when=day(date(2026, 3, 14)))
    late = world.report(world.b, "2", when=day(date(2026, 3, 12) + timedelta(13)), text="Plus tard.")
    far = world.report(world.b, "3", spots=(Spot("Gao", ("ML",), 16.27, -0.04, "near"),))
    for report in (anchor, near, late, far):
        world.incident(report)
    pair = anchor.pk, near.pk
    monkeypatch.setattr(running, "compared", lambda keys: {pair: 0.04} if set(pair) <= set(keys) else {})
    found = drawn()
    low = {(each.left, each.right) for each in found["low"].pairs}
    outside = {(each.left, each.right) for each in found["outside"].pairs}
    assert low == {pair}
    assert (anchor.pk, late.pk) in outside
    assert not any(far.pk in pair for pair in low | outside)
    assert all(each.probability is None for each in found["outside"].pairs)
    assert found["low"].size == len(low) and found["low"].error == 0, "so few that all were looked at"


def test_nothing_is_drawn_that_nobody_may_read_both_sides_of(world):
    world.incident(world.report(world.a, tlp="TLP:AMBER+STRICT"))
    world.incident(world.report(world.b, tlp="TLP:AMBER+STRICT"))
    assert not any(each.pairs for each in drawn().values())


def test_a_waiting_pair_is_no_control(world):
    one, other = world.report(world.a), world.report(world.b)
    world.incident(one)
    world.incident(other)
    pair_of(one, other)
    found = drawn()
    assert [len(found[name].pairs) for name in ("waiting", "low", "outside")] == [1, 0, 0]


def test_the_same_seed_draws_the_same(world):
    for number in range(12):
        world.incident(world.report(world.a, f"{number}"), world.report(world.b, f"{number}"))
    assert drawn(5) == drawn(5)


def test_each_pair_has_the_same_chance(world, monkeypatch):
    monkeypatch.setitem(frame.WANTED, "waiting", 3)
    candidates = [Candidate(n, n + 1, None) for n in range(1, 13)]
    times = dict.fromkeys(candidates, 0)
    for seed in range(2000):
        for each in frame._drawn("waiting", candidates, Random(seed)).pairs:
            times[each] += 1
    assert all(400 < number < 600 for number in times.values()), times


def test_the_number_of_controls_is_estimated_with_its_error(world, monkeypatch):
    """From a few reports only: near the truth, by about the error that is stated."""
    monkeypatch.setattr(running, "compared", lambda keys: {})
    for number in range(24):
        where = Spot("Dori", ("BF",), 14.03 + 0.5 * (number % 5), -0.03, "near")
        world.incident(world.report(world.a, f"{number}", spots=(where,)))
    truth = drawn()["outside"].size
    monkeypatch.setattr(frame, "ANCHORS", 10)
    tries = [drawn(seed)["outside"] for seed in range(12)]
    assert all(each.error > 0 for each in tries)
    assert sum(each.size for each in tries) / len(tries) == pytest.approx(truth, rel=0.2)
    assert sum(abs(each.size - truth) <= 2.5 * each.error for each in tries) >= 10
