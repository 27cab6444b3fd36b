import numpy as np

from tests.core.slabs.worlds import reports
from vigie.core.pairing import Windows, match, standing_weights
from vigie.core.slabs import plan_slabs
from vigie.core.slabs.plan import HALO_DAYS, HALO_KM, part_of, reach

WINDOWS = standing_weights().windows


def test_every_report_is_owned_once_and_no_slab_is_too_large():
    plan = plan_slabs(reports(), WINDOWS, 400)
    assert len(plan.slabs) > 6
    assert sorted(np.concatenate([slab.owned for slab in plan.slabs])) == list(range(len(reports())))
    assert max(len(slab.owned) for slab in plan.slabs) <= 400
    assert plan_slabs(reports(), WINDOWS, 10**9).overhead == 1


def test_a_halo_holds_later_slabs_only():
    plan = plan_slabs(reports(), WINDOWS, 400)
    owner = np.empty(len(reports()), int)
    for number, slab in enumerate(plan.slabs):
        owner[slab.owned] = number
    assert all((owner[slab.halo] > number).all() for number, slab in enumerate(plan.slabs))
    assert any(len(slab.halo) for slab in plan.slabs)


def test_every_compared_pair_lies_in_the_slab_that_owns_its_earlier_report():
    found = match(reports())
    plan = plan_slabs(reports(), WINDOWS, 400)
    owners = np.zeros(len(found.one), int)
    for slab in plan.slabs:
        owned, near = (
            np.isin([found.one, found.other], slab.owned),
            np.isin([found.one, found.other], slab.halo),
        )
        owners += (owned.any(axis=0)) & (owned | near).all(axis=0)
    assert (owners == 1).all()


def test_a_box_reaches_at_least_as_far_as_the_halo_must():
    low, high = reach(reports(), Windows(km=5.0, days=1, control_days=(2, 3), at_most=500))
    assert (high[:, 0] - low[:, 0]).min() >= HALO_DAYS
    assert ((high[:, 1] - low[:, 1]) * 111.2).min() >= HALO_KM


def test_a_part_carries_its_reports_unchanged():
    plan = plan_slabs(reports(), WINDOWS, 400)
    part = part_of(reports(), plan.slabs[-2])
    assert (part.rows[part.owned] == plan.slabs[-2].owned).all()
    assert (part.reports.source == reports().source[part.rows]).all()
    here, there = part.reports.records, reports().records[part.rows]
    assert (here["first"][: len(part.rows)] == there["first"]).all()
    assert (here["row"][: len(part.rows)] == np.arange(len(part.rows))).all()
