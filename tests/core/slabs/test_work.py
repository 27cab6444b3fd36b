import numpy as np

from tests.core.slabs.worlds import reports
from vigie.core.pairing import standing_weights
from vigie.core.pairing.matching import window_of
from vigie.core.slabs import plan_slabs
from vigie.core.slabs.plan import part_of
from vigie.core.slabs.work import Patterns, count, summed

WINDOWS = standing_weights().windows


def test_the_histograms_of_slabs_add_up_to_that_of_all():
    window = window_of(WINDOWS, reports(), control=True)
    whole, cut = (
        summed(
            [
                count(part_of(reports(), slab), window, 1)
                for slab in plan_slabs(reports(), WINDOWS, most).slabs
            ]
        )
        for most in (10**9, 300)
    )
    assert (whole.patterns == cut.patterns).all()
    assert (whole.counts == cut.counts).all()


def test_what_sums_to_nothing_is_left_out():
    one = Patterns(np.array([3, 5]), np.array([2, 1]))
    total = summed([one, Patterns(np.array([5, 9]), np.array([-1, 4]))])
    assert (total.patterns.tolist(), total.counts.tolist()) == ([3, 9], [2, 4])
