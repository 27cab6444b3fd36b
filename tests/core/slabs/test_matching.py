import numpy as np
import pytest

from tests.core.slabs.worlds import reports
from vigie.core.clusters import group
from vigie.core.pairing import match
from vigie.core.slabs import Here, dask_engine, match_slabs, plan_slabs


@pytest.fixture(scope="module")
def one_machine():
    found = match(reports())
    grouping = group(len(reports()), reports().source, found.one, found.other, found.bits)
    return found, grouping


@pytest.mark.parametrize("most", [10**9, 700, 150])
def test_slabs_give_the_clusters_of_one_machine(one_machine, most):
    matched, grouping = one_machine
    plan = plan_slabs(reports(), matched.weights.windows, most)
    found = match_slabs(reports(), plan, Here())
    assert found.weights.to_data() == matched.weights.to_data()
    assert found.pairs == len(matched.one)
    assert (found.labels == grouping.labels).all()


def test_given_weights_are_not_learnt_again(one_machine):
    matched, grouping = one_machine
    plan = plan_slabs(reports(), matched.weights.windows, 700)
    found = match_slabs(reports(), plan, Here(), weights=matched.weights)
    assert found.weights is matched.weights
    assert (found.labels == grouping.labels).all()


def test_a_halo_that_is_left_out_is_noticed(one_machine):
    """The test above would not see a missing halo if no pair crossed a border: here they do."""
    matched, grouping = one_machine
    plan = plan_slabs(reports(), matched.weights.windows, 300)
    bare = type(plan)(tuple(type(slab)(slab.owned, slab.halo[:0]) for slab in plan.slabs), plan.windows)
    found = match_slabs(reports(), bare, Here(), weights=matched.weights)
    assert found.pairs < len(matched.one)
    assert len(np.unique(found.labels)) > grouping.number


def test_separate_worker_processes_give_the_clusters_of_one_machine(one_machine):
    distributed = pytest.importorskip("distributed", reason="the extra “scale” is not installed")
    matched, grouping = one_machine
    plan = plan_slabs(reports(), matched.weights.windows, 700)
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        assert len({info["pid"] for info in client.run(_process).values()}) == 2
        found = match_slabs(reports(), plan, dask_engine(client))
    assert (found.labels == grouping.labels).all()


def _process():
    import os

    return {"pid": os.getpid()}
