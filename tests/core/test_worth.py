"""What an answer is worth, in small worlds that can be reckoned by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.worth import Figures, Held, Step, if_different, if_same, size, worth

MARCH, APRIL = ("2026-03", 7, "attack"), ("2026-04", 7, "attack")
FIGURES = Figures({MARCH: 9, APRIL: 1}, {MARCH: 16})


@pytest.mark.parametrize(("one", "other", "change"), [
    # One ambush counted twice: 7 and 9 dead become 8, one incident fewer.
    (Held(MARCH, 7, 1), Held(MARCH, 9, 1), {MARCH: Step(-1, -8)}),
    # The one with more reports says in which month it counts.
    (Held(MARCH, 4, 1), Held(APRIL, 4, 3), {APRIL: Step(0, 0), MARCH: Step(-1, -4)}),
    (Held(MARCH, 4, 3), Held(APRIL, 4, 1), {MARCH: Step(0, 0), APRIL: Step(-1, -4)}),
    # Nobody knows the dead of the second: those of the first stay.
    (Held(MARCH, 5, 1), Held(MARCH, None, 1), {MARCH: Step(-1, 0)}),
    (Held(MARCH, None, 2), Held(APRIL, 3, 1), {MARCH: Step(0, 3), APRIL: Step(-1, -3)}),
    (Held(MARCH, None, 1), Held(MARCH, None, 1), {MARCH: Step(-1, 0)}),
])  # fmt: skip
def test_becoming_one(one, other, change):
    assert if_same(one, other) == change


def test_parting_adds_one_with_the_dead_that_it_tells_of():
    assert if_different(Held(MARCH, 9, 3), Held(APRIL, 2, 1)) == {APRIL: Step(1, 2)}


def test_a_change_is_measured_against_the_figure_s_own_wobble():
    assert size({MARCH: Step(-1, 0)}, FIGURES) == pytest.approx(1 / 3)
    assert size({MARCH: Step(-1, -8)}, FIGURES) == pytest.approx(1 / 3 + 8 / 4)
    assert size({APRIL: Step(-1, 0)}, FIGURES) == 1
    assert size({("2020", None, "x"): Step(1, 2)}, FIGURES) == 3


def test_only_the_answer_that_gainsays_the_register_counts():
    change = {APRIL: Step(-1, 0)}
    assert worth(0.7, False, change, FIGURES) == pytest.approx(0.7)
    assert worth(0.7, True, change, FIGURES) == pytest.approx(0.3)
    assert worth(1.0, True, change, FIGURES) == 0


def test_a_double_counted_massacre_comes_before_many_doubtful_quarrels():
    quarrel = worth(0.5, False, if_same(Held(MARCH, 0, 1), Held(MARCH, 0, 1)), FIGURES)
    massacre = worth(0.2, False, if_same(Held(MARCH, 40, 1), Held(MARCH, 38, 1)), FIGURES)
    assert massacre > 5 * quarrel


held = st.builds(Held, st.sampled_from([MARCH, APRIL]), st.none() | st.integers(0, 500), st.integers(1, 9))


@given(held, held)
def test_joining_always_takes_one_incident_and_never_adds_to_the_larger_toll(one, other):
    change = if_same(one, other)
    assert sum(step.incidents for step in change.values()) == -1
    before = (one.dead or 0) + (other.dead or 0)
    after = before + sum(step.dead for step in change.values())
    assert (
        min((each.dead for each in (one, other) if each.dead is not None), default=0) - 1 <= after <= before
    )


@given(held, held, st.floats(0, 1), st.booleans())
def test_a_worth_is_never_negative_and_never_more_than_the_change(one, other, probability, together):
    change = if_same(one, other)
    assert 0 <= worth(probability, together, change, FIGURES) <= size(change, FIGURES)
