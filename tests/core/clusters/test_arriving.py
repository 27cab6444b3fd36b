import pytest

from tests.core.world import World, score
from vigie.core.clusters import Constraints, arrive, group
from vigie.core.pairing import Matcher, Pair, match

SOURCES = {id: f"s{id}" for id in range(10)}
STANDING = {"LG-1": [1, 2], "LG-2": [3]}


def test_a_new_report_joins_the_cluster_that_it_fits():
    found = arrive([5], STANDING, SOURCES, [Pair(1, 5, 4.0), Pair(2, 5, 3.0), Pair(1, 2, 5.0)])
    (join,) = found.joins
    assert (join.report, join.cluster, join.weakest) == (5, "LG-1", Pair(2, 5, 3.0))
    assert found.new == found.proposals == ()


def test_new_reports_that_fit_nowhere_make_new_clusters():
    found = arrive([5, 6, 7], STANDING, SOURCES, [Pair(5, 6, 4.0), Pair(1, 7, -3.0)])
    assert [cluster.ids for cluster in found.new] == [(5, 6), (7,)]
    assert found.joins == ()


def test_two_standing_clusters_are_only_proposed_for_merging():
    pairs = [Pair(1, 5, 5.0), Pair(2, 5, 5.0), Pair(3, 5, 4.0), Pair(1, 3, 1.0), Pair(2, 3, 1.0)]
    found = arrive([5], STANDING, SOURCES, pairs)
    assert found.joins[0].cluster == "LG-1"
    (proposal,) = found.proposals
    assert (proposal.one, proposal.other, proposal.because) == ("LG-1", "LG-2", Pair(3, 5, 4.0))
    assert proposal.bits == pytest.approx(2.0)


def test_a_person_s_same_across_standing_clusters_is_a_proposal_that_says_so():
    found = arrive([], STANDING, SOURCES, [], Constraints(frozenset([(3, 1)])))
    (proposal,) = found.proposals
    assert proposal.decided


def test_a_new_report_with_a_lower_id_does_not_take_over_the_name():
    found = arrive([0], STANDING, SOURCES, [Pair(0, 1, 5.0), Pair(0, 2, 5.0), Pair(0, 3, 5.0)])
    assert found.joins[0].report == 0
    assert {proposal.one for proposal in found.proposals} <= {"LG-1"}


def test_what_stands_does_not_move_and_decisions_hold():
    pairs = [Pair(1, 2, -9.0), Pair(2, 5, 8.0), Pair(1, 5, 8.0)]
    found = arrive([5], STANDING, SOURCES, pairs, Constraints(different=frozenset([(5, 1)])))
    assert found.joins == ()
    assert [cluster.ids for cluster in found.new] == [(5,)]


def test_a_report_that_stands_cannot_be_new():
    with pytest.raises(ValueError, match="cannot be new"):
        arrive([1], STANDING, SOURCES, [])


def test_arriving_one_by_one_comes_near_to_grouping_all_at_once():
    world = World(11, 250, 40)
    source_of = {a.id: a.source for a in world.accounts}
    matcher, standing = Matcher(), {}
    for account in world.accounts:
        found = matcher.against(account)
        matcher.add(account)
        here = arrive([account.id], standing, source_of, found.pairs)
        for join in here.joins:
            standing[join.cluster].append(join.report)
        for cluster in here.new:
            standing[f"LG-{cluster.ids[0]}"] = list(cluster.ids)
    one_by_one = {(a, b) for ids in standing.values() for a in ids for b in ids if a < b}
    grouped = group(source_of, match(world.accounts).pairs).clusters
    at_once = {(a, b) for cluster in grouped for a in cluster.ids for b in cluster.ids if a < b}
    true = world.pairs()
    assert score(one_by_one, true)[2] > score(at_once, true)[2] - 0.06
