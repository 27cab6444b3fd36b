"""Estimates are reckoned from the register, kept with what they stand on, and refused where nothing bears them."""

from __future__ import annotations

import pytest

from tests.counting.register import drawn, organisations, told
from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.statement import Spot
from vigie.counting.acts import estimate_unreported, match
from vigie.counting.models import Estimate, EstimateRun
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db
MANY = 180


def estimated(**more) -> EstimateRun:
    return estimate_unreported(NodeActor(), Node.here(), clusterings=0, **more)


def whole(run: EstimateRun) -> Estimate:
    return run.estimates.get(kind="whole")


def test_four_that_watch_apart_tell_how_many_there_were():
    world = World.made()
    incidents = drawn(240, seed=7)
    told(world, organisations(world), incidents)
    found = whole(estimated())
    assert (found.observed, found.verdict, found.reasons) == (len(incidents), "interval", [])
    assert found.observed < found.low <= 240 <= found.high < 300
    assert {each["code"] for each in found.by_model} == {
        "graphs",
        "classes",
        "loglinear",
        "mixture",
        "strata",
    }
    assert sum(found.patterns) == found.observed and found.patterns[0] == 0


def test_three_tell_only_how_many_at_least():
    world = World.made()
    tellers = organisations(world)
    del tellers["d"]
    told(world, tellers, [each for each in drawn(MANY, rates=(0.6, 0.5, 0.5, 0)) if each["by"]])
    found = whole(estimated())
    assert found.verdict == "at_least" and "three_lists" in [each["code"] for each in found.reasons]
    assert found.observed < found.low <= MANY and found.best is found.high is None


@pytest.mark.parametrize(("by", "code"), [
    (["a"] * 4, "one_list"), (["ab"] * 40, "too_few_lists"), (["a", "b", "c", "d"] * 4, "no_overlap"),
    (["ab", "bc", "cd", "ad"] * 3, "few_shared"), ([], "one_list"),
])  # fmt: skip
def test_what_bears_no_figure_gets_none_and_the_reason(by, code):
    world = World.made()
    told(world, organisations(world), [{"by": each} for each in by])
    found = whole(estimated())
    assert (found.verdict, found.low, found.high) == ("refused", None, None)
    assert [each["code"] for each in found.reasons] == [code]


def test_a_refused_stratum_is_answered_by_a_wider_one():
    world = World.made()
    incidents = [*drawn(MANY), *({"by": "ab", "type": "looting"} for _ in range(6))]
    told(world, organisations(world), incidents)
    run = estimated()
    small = run.estimates.get(kind="type", event_type="property")
    assert small.verdict == "refused" and small.answered_by == whole(run)
    kept = run.estimates.filter(kind="cell", event_type="violence-against-civilians")
    assert all(each.answered_by is None for each in kept if each.verdict == "interval")


def test_cells_that_bear_nothing_alone_are_taken_together():
    """Six looted places of one country, six of another: each too few; together they are told of."""
    world = World.made()
    few = [{"by": by, "type": "looting", "country": land} for by in ("ab", "bc", "ac", "ad", "bd", "cd", "abc", "abd")
           for land in ("BF", "ML")]  # fmt: skip
    told(world, organisations(world), [*drawn(MANY), *few])
    run = estimated()
    cells = run.estimates.filter(kind="cell", event_type="property")
    assert [each.verdict for each in cells] == ["refused", "refused"]
    pools = list(run.estimates.filter(kind="pool"))
    assert pools and all(each.event_type == "" for each in pools), "types are pooled first"
    assert {each.answered_by for each in cells} <= {
        None,
        *(each for each in pools if each.verdict != "refused"),
    }
    total = run.parameters["total"]
    alone = run.estimates.filter(kind="cell", verdict="interval")
    parts = [*pools, *alone]
    assert total["parts"] == len(parts) and total["observed"] == sum(each.observed for each in parts)
    assert sum(each.observed for each in parts) == whole(run).observed, "each incident is in one part"
    # A sum with a lower bound in it is one.
    bears = "at_least" if any(each.verdict != "interval" for each in parts) else "interval"
    assert total["verdict"] == whole(run).verdict == bears and (total["high"] is None) == (
        bears == "at_least"
    )
    assert (whole(run).low, whole(run).high) == (total["low"], total["high"])


def test_a_run_says_what_it_stands_on_and_is_in_the_log():
    world = World.made()
    told(world, organisations(world), drawn(30))
    first, second = estimated(seed=7), estimated(seed=8)
    assert EstimateRun.objects.newest() == second
    assert (first.parameters["seed"], len(first.lists)) == (7, 4)
    assert first.estimates.count() == second.estimates.count() > 4
    assert first.started_at <= first.ended_at
    (one, _other) = Entry.objects.filter(act="keep_estimates")
    assert one.detail == {"run": first.pk, "strata": first.estimates.count()}


def test_the_register_is_not_changed_and_only_the_node_may():
    world = World.made()
    told(world, organisations(world), drawn(12))
    before = list(Incident.objects.order_by("pk").values())
    estimated()
    assert list(Incident.objects.order_by("pk").values()) == before
    for account in (world.analyst, world.coordinator, world.clerk):
        with pytest.raises(Refused):
            estimate_unreported(account, Node.here())
    assert EstimateRun.objects.count() == 1


def test_the_doubt_of_the_matching_is_carried_through():
    """Two reports that may tell of one incident or of two: some clusterings hold one, some two."""
    world = World.made()
    world.report(world.a)
    world.report(world.b, spots=(Spot("Bani", ("BF",), 13.72, -0.17, "near"),), text="", tolls=())
    match(NodeActor(), Node.here())
    run = estimate_unreported(NodeActor(), Node.here(), clusterings=40)
    drawn = [sum(draws) for draws in zip(*(draws for *_reader, draws in run.sampled), strict=True)]
    assert len(drawn) == 40 and set(drawn) == {1, 2}
    assert "matching_sampled" in run.parameters["assumptions"]
    assert "matching_certain" in estimated().parameters["assumptions"]


def test_the_same_seed_gives_the_same_figures():
    world = World.made()
    told(world, organisations(world), drawn(60))
    one, other = whole(estimated(seed=3)), whole(estimated(seed=3))
    assert (one.verdict, one.low, one.high, one.by_model) == (
        other.verdict,
        other.low,
        other.high,
        other.by_model,
    )
