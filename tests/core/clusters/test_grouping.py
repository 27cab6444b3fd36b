import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.clusters.plain import ROWS, average_link, columns, edges, row_pairs, sets, some_pairs, sources
from vigie.core.clusters import ACCEPTED, REJECTED, TO_REVIEW, UNREADABLE, Constraints, Decisions, group

DECISIONS = Decisions(join_bits=-1.0, repeat_bits=1.0)


def grouped(n, bits, same=(), different=(), source=None, **more):
    """Each report from another organisation, unless `source` says otherwise."""
    told = Constraints(same, different, more.pop("audience", None), more.pop("compatible", None))
    source = np.arange(n) if source is None else np.array(source)
    return group(n, source, *columns(bits), constraints=told, decisions=DECISIONS, **more)


CHAIN = {(0, 1): 3.0, (1, 2): 2.5, (0, 2): -9.0}


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        ({}, {(0,), (1,), (2,)}),
        ({(0, 1): 6.0}, {(0, 1), (2,)}),
        ({(0, 1): 6.0, (1, 2): 4.0, (0, 2): 1.0}, {(0, 1, 2)}),
        # A chain through a vague report does not make one incident,
        (CHAIN, {(0, 1), (2,)}),
        # nor do reports too far apart to be compared.
        ({(0, 1): 3.0, (1, 2): 2.5}, {(0, 1), (2,)}),
        ({(0, 1): -1.0}, {(0, 1), (2,)}),
        ({(0, 1): -1.1}, {(0,), (1,), (2,)}),
        ({(0, 1): 2.0, (0, 2): 2.0}, {(0, 1), (2,)}),  # a tie goes to the lower rows
    ],
)
def test_groups_join_when_all_their_pairs_together_speak_for_it(bits, expected):
    assert sets(grouped(3, bits)) == expected


def test_repeats_inside_one_organisation_cost_but_are_not_forbidden():
    assert sets(grouped(2, {(0, 1): -0.5})) == {(0, 1)}
    assert sets(grouped(2, {(0, 1): -0.5}, source=[1, 1])) == {(0,), (1,)}
    assert sets(grouped(2, {(0, 1): 5.0}, source=[1, 1])) == {(0, 1)}


def test_pairs_are_classed_by_what_is_left_to_ask():
    bits = {(0, 1): 6.0, (2, 3): 1.0, (4, 5): -2.0, (6, 7): -5.0}
    assert grouped(8, bits).classes.tolist() == [ACCEPTED, TO_REVIEW, TO_REVIEW, REJECTED]


def test_the_same_said_by_a_person_joins_whatever_the_weights():
    found = grouped(2, {(0, 1): -9.0}, same=[(1, 0)])
    assert sets(found) == {(0, 1)}
    assert found.classes.tolist() == [ACCEPTED]
    assert found.probability.tolist() == [1, 1]
    assert sets(grouped(3, {}, same=[(0, 2)])) == {(0, 2), (1,)}  # never compared, and joined all the same


def test_different_said_by_a_person_keeps_apart_whatever_the_weights():
    found = grouped(3, {(0, 1): 9.0, (1, 2): 9.0, (0, 2): 9.0}, different=[(2, 0)])
    assert sets(found) == {(0, 1), (2,)}
    assert found.classes.tolist() == [ACCEPTED, TO_REVIEW, REJECTED]
    never_compared = grouped(3, {(0, 1): 9.0, (1, 2): 30.0}, different=[(2, 0)])
    assert sets(never_compared) == {(0,), (1, 2)}
    assert len(never_compared.classes) == 2


def test_decisions_that_contradict_each_other_are_reported():
    found = grouped(3, {(0, 1): 5.0}, [(0, 1), (1, 2)], [(0, 2)])
    assert sets(found) == {(0, 1), (2,)}
    (conflict,) = found.conflicts
    assert (conflict.one, conflict.other, conflict.because, conflict.against) == (1, 2, "cannot", (0, 2))


def test_reports_that_may_not_be_read_mutually_never_meet_even_through_a_third():
    closed = np.array([[1, 1, 0], [1, 1, 1], [1, 1, 1]])  # 2 may read 0, but 0 may not read 2
    bits = {(0, 1): 9.0, (1, 2): 8.0, (0, 2): 9.0}
    found = grouped(3, bits, same=[(0, 2)], audience=[0, 1, 2], compatible=closed)
    assert sets(found) == {(0, 1), (2,)}
    assert found.classes.tolist() == [ACCEPTED, TO_REVIEW, UNREADABLE]
    assert found.conflicts[0].because == "access"


def test_each_report_knows_how_surely_it_belongs():
    found = grouped(4, {(0, 1): 6.0, (1, 2): 4.0, (0, 2): 1.0})
    assert found.probability[0] == pytest.approx((2**6 / (2**6 + 1) + 2 / 3) / 2)
    assert found.probability[3] == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (([0], [1, 2], [1.0]), "must pair up"),
        (([0], [3], [1.0]), "outside the 3 reports"),
        (([-1], [2], [1.0]), "outside the 3 reports"),
        (([1], [1], [1.0]), "row 1 is paired with itself"),
        (([0, 1], [1, 2], [1.0, np.nan]), "edge 1 are not a number"),
        (([0, 1], [1, 0], [1.0, 2.0]), "given twice"),
    ],
)
def test_bad_edges_are_refused_in_a_sentence(given, message):
    with pytest.raises(ValueError, match=message):
        group(3, np.arange(3), *given)


def test_other_bad_arrays_are_refused_too():
    with pytest.raises(ValueError, match="give one for each"):
        group(3, np.arange(2), [], [], [])
    with pytest.raises(ValueError, match="does not name two of the 3 reports"):
        grouped(3, {}, same=[(0, 3)])
    with pytest.raises(ValueError, match="has no row in the matrix"):
        grouped(2, {}, audience=[0, 1], compatible=np.ones((1, 1)))
    with pytest.raises(ValueError, match="-1 for a new one"):
        grouped(2, {}, standing=[0])
    with pytest.raises(ValueError, match="must lie below"):
        Decisions(join_bits=-6.0)


@pytest.mark.parametrize("n", [0, 1])
def test_hardly_any_reports_are_no_trouble(n):
    found = grouped(n, {})
    assert found.number == n == len(found.clusters())


@given(edges, st.sampled_from([-1.0, 0.0, 2.5]))
def test_it_is_average_link_exactly(bits, least):
    found = group(
        ROWS, np.zeros(ROWS), *columns(bits), decisions=Decisions(join_bits=least, absent_bits=-4.0)
    )
    plain = average_link([[row] for row in range(ROWS)], bits, least=least, absent=-4.0)
    assert sets(found) == {tuple(rows) for rows in plain}


@given(edges, st.frozensets(row_pairs, max_size=3), some_pairs)
def test_it_is_average_link_from_what_people_decided(bits, same, different):
    found = grouped(ROWS, bits, same, different)
    told = grouped(ROWS, {}, same, different)  # nothing but the decisions
    forbidden = {tuple(sorted(pair)) for pair in different}
    plain = average_link(
        [rows.tolist() for rows in told.clusters()], bits, least=-1.0, absent=DECISIONS.absent_bits,
        may=lambda a, b: not any((min(x, y), max(x, y)) in forbidden for x in a for y in b),
    )  # fmt: skip
    if not any(found.conflicts):  # in a conflict the likelier "same" goes first, which bits decide
        assert sets(found) == {tuple(rows) for rows in plain}


@given(sources, edges, some_pairs, some_pairs, st.randoms())
def test_order_changes_nothing(source, bits, same, different, chance):
    shuffled = {
        pair[:: chance.choice([1, -1])]: bits[pair] for pair in chance.sample(sorted(bits), len(bits))
    }
    turned = [pair[::-1] for pair in chance.sample(sorted(same), len(same))]
    first = grouped(ROWS, bits, same, different, source)
    second = grouped(ROWS, shuffled, turned, different, source, threads=1)
    assert (first.labels == second.labels).all()
    assert first.conflicts == second.conflicts


@given(sources, edges, some_pairs, some_pairs)
def test_people_are_always_obeyed_or_told_why_not(source, bits, same, different):
    found = grouped(ROWS, bits, same, different, source)
    where = found.labels
    assert not [pair for pair in different if where[pair[0]] == where[pair[1]]]
    told = {(conflict.one, conflict.other) for conflict in found.conflicts}
    for pair in same:
        assert where[pair[0]] == where[pair[1]] or tuple(sorted(pair)) in told


@given(
    edges,
    some_pairs,
    st.lists(st.booleans(), min_size=9, max_size=9),
    st.lists(st.integers(0, 2), min_size=9, max_size=9),
)
def test_access_is_never_broken(bits, same, cells, audience):
    compatible = np.array(cells).reshape(3, 3) | np.eye(3, dtype=bool)
    found = grouped(ROWS, bits, same, audience=audience, compatible=compatible)
    meet = compatible & compatible.T
    for rows in found.clusters():
        assert all(meet[audience[a], audience[b]] for a in rows for b in rows)
    for (one, other), given_class in zip(bits, found.classes, strict=True):
        assert (given_class == UNREADABLE) == (not meet[audience[one], audience[other]])


@given(edges, st.floats(-3, 3))
def test_asking_for_more_evidence_never_joins_more(bits, least):
    lax, strict = (
        group(ROWS, np.zeros(ROWS), *columns(bits), decisions=Decisions(join_bits=least + more))
        for more in (0, 2)
    )
    assert all(len(set(lax.labels[rows])) == 1 for rows in strict.clusters())


def test_ten_thousand_reports_of_one_place_and_day_stay_bounded():
    near = np.arange(1, 41)
    one, other = np.repeat(np.arange(10_000), 40), (np.arange(10_000)[:, None] + near).ravel()
    inside = other < 10_000
    found = group(10_000, np.zeros(10_000), one[inside], other[inside], np.full(inside.sum(), 3.0))
    assert 1 < found.number < 10_000
    assert max(map(len, found.clusters())) < 120  # absent pairs hold a crowd apart
