"""Nobody learns of an incident that they may not read by taking what they may read from what is counted."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.drawn import table
from vigie.counting.sight import LEAST, Count, withheld

# Parts of a whole as seen+hidden; what lies in no part is the rest. Which parts are not told.
DRAWN = table("""
case                         a     b     c     d     rest  out
all_may_be_read              9+0   4+0   1+0   0+0   0+0   -
enough_hidden_everywhere     9+5   0+7   1+6   2+9   0+0   -
one_small_takes_another      9+3   4+8   1+6   2+9   0+0   a,c
two_small_hide_each_other    9+3   4+2   1+6   2+9   0+0   a,b
a_small_and_a_large_rest     9+3   4+8   1+6   2+9   0+6   a
a_small_rest_takes_a_part    9+6   4+8   1+7   2+9   0+2   a
parts_without_hidden_stay    9+0   4+1   1+6   2+0   0+0   b,c
too_few_in_the_whole         9+2   4+1   1+0   2+0   0+0   a,b,c,d
""")


def counted(text: str) -> Count:
    seen, hidden = map(int, text.split("+"))
    return Count(seen, hidden)


@pytest.mark.parametrize("case", DRAWN)
def test_what_is_not_told(case):
    drawn = dict(DRAWN[case])
    out, rest = drawn.pop("out"), counted(drawn.pop("rest"))
    parts = {name: counted(text) for name, text in drawn.items()}
    whole = sum(parts.values(), rest)
    assert withheld(parts, whole) == set(out.split(",")) - {"-"}


@pytest.mark.parametrize("seed", range(60))
def test_nothing_that_can_be_reckoned_is_small(seed):
    """Each told part, and the whole less all told parts, hides nothing or at least `LEAST`."""
    chance = random.Random(seed)
    parts = {n: Count(chance.randrange(9), chance.choice((0, 0, 1, 2, 4, 5, 8))) for n in range(7)}
    whole = sum(parts.values(), Count(0, chance.choice((0, 0, 1, 6))))
    if not whole.may_be_told:
        assert withheld(parts, whole) == set(parts)
        return
    told = set(parts) - withheld(parts, whole)
    assert all(not 0 < parts[name].hidden < LEAST for name in told)
    assert not 0 < whole.hidden - sum(parts[name].hidden for name in told) < LEAST


def test_a_count_adds_up():
    assert Count(2, 3) + Count(1, 0) == Count(3, 3)
    assert [Count(4, hidden).may_be_told for hidden in (0, 1, LEAST - 1, LEAST)] == [True, False, False, True]
    assert list(itertools.accumulate([Count(1, 1), Count(1, 2)]))[-1].all == 5
