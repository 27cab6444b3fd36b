import random
from functools import cache

import numpy as np
import pytest

from benchmarks.worlds import generate
from tests.core.accounts import account
from tests.core.world import World, score
from vigie.core.pairing import (
    BadReports,
    Reports,
    Settings,
    Windows,
    encode,
    explain,
    match,
    standing_weights,
)
from vigie.core.statement import Spot

STANDING = standing_weights()


def columns_of(world, rows=slice(None)):
    given = {name: column[rows] for name, column in world.columns.items()}
    return Reports.of_columns(
        given["source"], given["date"], date_precision=given["date_precision"], lat=given["lat"], lon=given["lon"],
        geo_precision=given["geo_precision"], place=given["place"], area=given["area"],
        event_type=[given[f"event_type_{depth}"] for depth in (1, 2, 3)], actor_group=given["actor_group"],
        actor_family=given["actor_family"], target=given["target"], killed=given["killed"],
    )  # fmt: skip


@cache
def drawn(reports, seed=1, kind="plain"):
    return generate(reports, seed, kind)


@cache
def told(reports, seed=1, kind="plain"):
    return columns_of(drawn(reports, seed, kind))


def named(matched, ids=None):
    """Bits of each pair of ids, whatever the order of the reports."""
    ids = np.asarray(ids if ids is not None else np.arange(matched.other.max(initial=0) + 1))
    pairs = zip(ids[matched.one].tolist(), ids[matched.other].tolist(), matched.bits.tolist(), strict=True)
    return {(min(a, b), max(a, b)): bits for a, b, bits in pairs}


@pytest.mark.parametrize("kind", ["plain", "correlated"])
def test_learnt_without_labels_true_pairs_are_found_and_probabilities_are_right(kind):
    world, reports = drawn(12_000, 5, kind), told(12_000, 5, kind)
    matched = match(reports)
    assert matched.weights.origin == "learnt"
    true = world.truth[matched.one] == world.truth[matched.other]
    sizes = np.bincount(world.truth)
    said = matched.probability > 0.5
    f1 = 2 * (true & said).sum() / (said.sum() + (sizes * (sizes - 1) // 2).sum())
    assert f1 > 0.81
    bins = np.minimum((matched.probability * 10).astype(int), 9)
    off = [abs(matched.probability[bins == b].mean() - true[bins == b].mean()) * (bins == b).mean()
           for b in np.unique(bins)]  # fmt: skip
    assert sum(off) < 0.035


@pytest.mark.parametrize("squeeze", [1, 4])
def test_controls_keep_the_share_right_as_density_grows(squeeze):
    world = drawn(12_000, 5)
    days = world.columns["date"].astype("datetime64[D]")
    thick = (days.min() + (days - days.min()) // squeeze).astype("datetime64[D]")
    exact = world.columns["date_precision"] == "day"
    rows = np.flatnonzero(exact)
    reports = Reports.of_columns(
        world.columns["source"][rows], thick[rows], lat=world.columns["lat"][rows], lon=world.columns["lon"][rows],
        place=world.columns["place"][rows], event_type=[world.columns["event_type_1"][rows]],
        target=world.columns["target"][rows], killed=world.columns["killed"][rows],
    )  # fmt: skip
    matched = match(reports, settings=Settings(floor=-np.inf))
    apart = reports.source[matched.one] != reports.source[matched.other]
    truth = world.truth[rows]
    share = (truth[matched.one] == truth[matched.other])[apart].mean()
    assert matched.weights.share == pytest.approx(share, rel=0.25)


def test_the_order_of_reports_and_sources_changes_nothing():
    world = drawn(3_000, 2)
    rows = np.array(random.Random(1).sample(range(len(world)), len(world)))
    straight, shuffled = match(told(3_000, 2)), match(columns_of(world, rows))
    assert straight.weights.to_data() == shuffled.weights.to_data()
    assert named(straight) == named(shuffled, rows)


def test_explanations_add_up_to_the_bits():
    accounts = World(4, 80, 20).accounts
    reports = encode(accounts)
    matched = match(reports, weights=STANDING)
    assert len(matched.one) > 50
    for one, other, bits in zip(matched.one[:60], matched.other[:60], matched.bits[:60], strict=True):
        judged = explain(reports, int(one), int(other), STANDING)
        assert judged.evidence[0].reason == "prior"
        assert judged.bits == pytest.approx(float(bits), abs=1e-4)
        assert judged == explain(reports, int(other), int(one), STANDING)


def test_the_rich_reports_of_the_register_are_told_apart():
    world = World(20)
    reports = encode(world.accounts)
    matched = match(reports)
    said = [(reports.ids[a], reports.ids[b]) for a, b, p in
            zip(matched.one, matched.other, matched.probability, strict=True) if p > 0.5]  # fmt: skip
    precision, _, f1 = score(set(said), world.pairs())
    assert precision > 0.82
    assert f1 > 0.80


@pytest.mark.parametrize("number", [0, 1])
def test_none_or_one_report_gives_no_pairs(number):
    matched = match(encode([account(id) for id in range(number)]))
    assert len(matched.one) == 0
    assert matched.weights.origin == "standing"


def test_reports_of_one_source_are_searched_for_what_was_told_twice_with_standing_weights():
    accounts = [account(id, "a", on=1 + id % 28, killed=(id, id, id)) for id in range(40)]
    twice = account(99, "a", on=5, killed=(4, 4, 4))
    matched = match(encode([*accounts, twice]))
    assert [each.code for each in matched.diagnostics] == ["one_source"]
    assert matched.weights.origin == "standing"
    best = int(np.argmax(matched.bits))
    assert (matched.one[best], matched.other[best]) == (4, 40)


def test_too_few_pairs_leave_the_standing_weights_and_say_so():
    matched = match(told(150, 3))
    assert matched.weights.origin == "standing"
    assert [each.code for each in matched.diagnostics if each.grave] == ["few_pairs"]


def test_a_report_without_a_place_is_counted_as_such_and_meets_nobody():
    matched = match(encode([account(1, "a", spots=()), account(2, "b", spots=(Spot(),)), account(3, "c")]))
    assert len(matched.one) == 0
    assert ("some_placeless", (("reports", 2),)) in [(each.code, each.params) for each in matched.diagnostics]


def test_where_no_report_says_where_dates_decide_who_is_compared():
    day = np.array(["2026-03-01", "2026-03-02", "2026-03-20"], "datetime64[D]")
    reports = Reports.of_columns(np.array(["a", "b", "c"]), day)
    assert match(reports, settings=Settings(floor=-np.inf)).compared == 1


def test_a_crowd_at_one_point_on_one_day_is_bounded_and_says_so():
    n, at_most = 3_000, 100
    reports = Reports.of_columns(
        np.array(["a", "b", "c"])[np.arange(n) % 3], np.zeros(n, int), lat=np.full(n, 14.0), lon=np.zeros(n),
        killed=np.arange(n),
    )  # fmt: skip
    matched = match(reports, weights=STANDING, settings=Settings(Windows(at_most=at_most)))
    assert matched.compared <= 2 * n * at_most
    assert matched.left_out + matched.compared == pytest.approx(n * (n - 1) / 2, rel=0.05)
    assert "crowd" in [each.code for each in matched.diagnostics]


def test_decided_pairs_stand_whatever_the_weights_say_and_teach_them():
    reports = told(3_000, 2)
    plain = match(reports, weights=STANDING)
    worst, best = int(np.argmin(plain.bits)), int(np.argmax(plain.bits))
    pairs = [(int(plain.other[at]), int(plain.one[at])) for at in (worst, best)]
    matched = match(reports, weights=STANDING, same=[pairs[0], (0, len(reports) - 1)], different=[pairs[1]])
    found = named(matched)
    assert found[tuple(sorted(pairs[0]))] == found[0, len(reports) - 1] == 30
    assert found[tuple(sorted(pairs[1]))] == -30
    assert len(found) == len(matched.bits) == len(plain.bits) + 1


def test_decisions_that_contradict_or_name_nothing_are_refused():
    reports = encode([account(1, "a"), account(2, "b")])
    with pytest.raises(BadReports, match="called the same and different"):
        match(reports, same=[(0, 1)], different=[(1, 0)])
    with pytest.raises(BadReports, match="not there"):
        match(reports, same=[(0, 2)])


def test_a_pinned_level_and_a_limit_of_differences_let_only_such_pairs_through():
    reports = told(3_000, 2)
    free = match(reports, weights=STANDING, settings=Settings(floor=-np.inf))
    pinned = match(reports, weights=STANDING, settings=Settings(floor=-np.inf, pinned={"type": "same"}))
    strict = match(reports, weights=STANDING, settings=Settings(floor=-np.inf, may_differ=0))
    fine = reports.records["type"][:, 0]
    assert len(pinned.one) == (fine[free.one] == fine[free.other]).sum() < len(free.one)
    targets = reports.records["target"]
    assert (targets[strict.one] == targets[strict.other]).all()
    assert 0 < len(strict.one) < len(pinned.one)
