"""An incident is never wider than its narrowest report: audiences joined, against a brute-force model."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.core.reach import MARKS, NotAMark, Reach, canonical, joined

# A busy machine is no failure.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ORGANISATIONS = frozenset(range(1, 6))
# Two accounts of each organisation: 11 and 12 are of the first, and so on.
ACCOUNTS = frozenset(10 * organisation + n for organisation in ORGANISATIONS for n in (1, 2))


def organisation_of(account: int) -> int:
    return account // 10


def some(values):
    return st.frozensets(st.sampled_from(sorted(values)), max_size=4)


REACHES = st.builds(Reach, st.sampled_from(MARKS), some(ORGANISATIONS), some(ORGANISATIONS), some(ACCOUNTS))
MEMBERS = some(ORGANISATIONS)


def readers(reach: Reach, members: frozenset[int]) -> set[int]:
    """Every account that may read, written out from the meaning of the marks."""
    found = set()
    for account in ACCOUNTS:
        own = organisation_of(account)
        if (
            (reach.tlp in ("TLP:CLEAR", "TLP:GREEN") and own in members)
            or (reach.tlp != "TLP:RED" and own in reach.owners)
            or (reach.tlp == "TLP:AMBER" and own in reach.partners)
            or (reach.tlp == "TLP:RED" and account in reach.readers)
        ):
            found.add(account)
    return found


@given(st.lists(REACHES, min_size=1, max_size=4), MEMBERS)
@settings(PATIENT, max_examples=500)
def test_who_cannot_read_one_report_cannot_read_the_incident(reaches, members):
    together = joined(reaches, members, organisation_of)
    if together is not None:
        may = set.intersection(*(readers(each, members) for each in reaches))
        assert readers(together, members) == may, "neither wider nor narrower"
        assert together.owners == frozenset().union(*(each.owners for each in reaches))


@given(st.lists(REACHES, min_size=2, max_size=4), MEMBERS)
@settings(PATIENT, max_examples=500)
def test_reports_stay_apart_exactly_when_an_owner_may_not_read_another(reaches, members):
    reaches = list({canonical(each) for each in reaches})
    together = joined(reaches, members, organisation_of)
    if len(reaches) == 1:
        assert together == reaches[0]
        return
    reds = [each for each in reaches if each.tlp == "TLP:RED"]
    owners = frozenset().union(*(each.owners for each in reaches))
    blocked = any(
        not {account for account in ACCOUNTS if organisation_of(account) == owner} <= readers(each, members)
        for each in reaches
        if each.tlp != "TLP:RED"
        for owner in owners
    )
    crosses = bool(reds) and any(each.owners != owners for each in reaches)
    nobody = bool(reds) and not set.intersection(*(readers(each, members) for each in reaches))
    assert (together is None) == (blocked or crosses or nobody)


@given(st.lists(REACHES, min_size=1, max_size=4), MEMBERS)
@settings(PATIENT)
def test_order_and_repetition_change_nothing(reaches, members):
    once = joined(reaches, members, organisation_of)
    assert once == joined([*reversed(reaches), *reaches], members, organisation_of)


@given(st.lists(REACHES, min_size=2, max_size=4), MEMBERS)
@settings(PATIENT)
def test_what_joins_together_joins_two_by_two(reaches, members):
    """So that matching may ask about pairs, and a group is asked about once more as a whole."""
    if joined(reaches, members, organisation_of) is not None:
        for one in reaches:
            for other in reaches:
                assert joined([one, other], members, organisation_of) is not None


CASES = [
    ("strict of two", ["AMBER+STRICT 1", "AMBER+STRICT 2"], None),
    ("strict of one", ["AMBER+STRICT 1", "AMBER 1 2"], "AMBER+STRICT 1"),
    ("partner not asked", ["AMBER 1 2", "AMBER 2"], None),
    ("partners meet", ["AMBER 1 2,3", "AMBER 2 1,3"], "AMBER 1,2 3"),
    ("partners differ", ["AMBER 1 2,3", "AMBER 2 1,4"], "AMBER 1,2"),
    ("green and amber", ["GREEN 1", "AMBER 2 1,3,5"], "AMBER 1,2 3"),
    ("green and clear", ["GREEN 1", "CLEAR 2"], "GREEN 1,2"),
    ("owner outside the platform", ["GREEN 1", "GREEN 5"], None),
]


def read(line: str) -> Reach:
    mark, owners, partners = [*line.split(), "", ""][:3]
    sets = [frozenset(int(each) for each in words.split(",") if each) for words in (owners, partners)]
    return Reach(f"TLP:{mark}", *sets)


@pytest.mark.parametrize(("name", "reports", "expected"), CASES, ids=lambda each: str(each)[:30])
def test_drawn_cases(name, reports, expected):
    found = joined([read(each) for each in reports], frozenset({1, 2, 3, 4}), organisation_of)
    assert found == (read(expected) if expected else None)


def test_red_joins_only_inside_one_organisation():
    one, other = (
        Reach("TLP:RED", frozenset({1}), readers=frozenset(named)) for named in ({11, 12}, {12, 21})
    )
    assert joined([one, other], frozenset(), organisation_of).readers == {12}
    elsewhere = Reach("TLP:RED", frozenset({2}), readers=frozenset({11, 21}))
    assert joined([one, elsewhere], frozenset({1, 2}), organisation_of) is None
    assert joined([one, Reach("TLP:GREEN", frozenset({2}))], frozenset({1, 2}), organisation_of) is None


def test_a_mark_is_written_exactly():
    for wrong in ("amber", "TLP: AMBER", "TLP:AMBER-STRICT", ""):
        with pytest.raises(NotAMark):
            Reach(wrong)
