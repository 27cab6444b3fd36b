import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.clusters.plain import ROWS, columns, edges, some_pairs, sources
from vigie.core.clusters import Constraints, Decisions, arrive

STANDING = [7, 7, 9, -1, -1]


def arrived(bits, standing=STANDING, **more):
    n = len(standing)
    return arrive(n, np.arange(n), *columns(bits), standing, decisions=Decisions(join_bits=-1.0), **more)


def test_a_new_report_joins_the_incident_that_it_fits():
    found = arrived({(0, 3): 4.0, (1, 3): 3.0, (0, 1): 5.0})
    (join,) = found.joins
    assert (join.row, join.standing, join.weakest, join.weakest_bits) == (3, 7, (1, 3), 3.0)
    assert join.probability == pytest.approx((16 / 17 + 8 / 9) / 2)
    assert [rows.tolist() for rows in found.new] == [[4]]
    assert found.proposals == ()


def test_new_reports_that_fit_nowhere_found_an_incident():
    found = arrived({(3, 4): 4.0, (0, 4): -3.0})
    assert [rows.tolist() for rows in found.new] == [[3, 4]]
    assert found.joins == ()


def test_two_standing_incidents_are_only_proposed_for_merging():
    found = arrived({(0, 3): 5.0, (1, 3): 5.0, (2, 3): 4.0, (0, 2): 1.0, (1, 2): 1.0})
    assert found.joins[0].standing == 7
    (proposal,) = found.proposals
    assert (proposal.one, proposal.other, proposal.because) == (7, 9, (2, 3))
    assert proposal.bits == pytest.approx(2.0)
    assert not proposal.decided


def test_a_person_s_same_across_standing_incidents_is_a_proposal_that_says_so():
    (proposal,) = arrived({}, constraints=Constraints([(2, 1)])).proposals
    assert proposal.decided


def test_a_new_report_in_a_lower_row_does_not_take_over_the_incident():
    found = arrived({(0, 1): 5.0, (0, 2): 5.0, (0, 3): 5.0, (1, 2): 6.0}, [-1, 7, 7, 9])
    assert [(join.row, join.standing) for join in found.joins] == [(0, 7)]


def test_what_stands_does_not_move_and_decisions_hold():
    found = arrived({(0, 1): -9.0, (1, 3): 8.0, (0, 3): 8.0}, constraints=Constraints(different=[(3, 0)]))
    assert found.joins == ()
    assert found.grouping.labels.tolist() == [0, 0, 1, 2, 3]


stands = st.lists(st.integers(-1, 2), min_size=ROWS, max_size=ROWS)


@given(sources, edges, some_pairs, some_pairs, stands)
def test_arrivals_never_move_or_merge_what_stands(source, bits, same, different, standing):
    found = arrive(ROWS, np.array(source), *columns(bits), standing, constraints=Constraints(same, different))
    now = found.grouping.standing[found.grouping.labels]
    assert all(now[row] == code for row, code in enumerate(standing) if code >= 0)
    continued = [code for code in found.grouping.standing if code >= 0]
    assert len(continued) == len(set(continued))
    placed = [join.row for join in found.joins] + [row for rows in found.new for row in rows.tolist()]
    assert sorted(placed) == [row for row, code in enumerate(standing) if code < 0]
