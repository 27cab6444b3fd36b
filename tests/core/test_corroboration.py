import pytest

from vigie.core.corroboration import (
    MOVES,
    STATE_NAMES,
    STATE_REASONS,
    STATES,
    NotAllowed,
    Standing,
    may_move,
    move,
    moves_from,
    next_state,
)

RULED = [
    ("candidate", Standing(1), "candidate"),
    ("candidate", Standing(2), "corroborated"),
    ("corroborated", Standing(1), "candidate"),
    ("corroborated", Standing(0), "candidate"),
    ("corroborated", Standing(3, contests=1), "contested"),
    ("candidate", Standing(1, refutations=1), "contested"),
    ("contested", Standing(2), "corroborated"),
    ("contested", Standing(1), "candidate"),
    ("draft", Standing(3), "draft"),
    ("refuted", Standing(3), "refuted"),
    ("withdrawn", Standing(3, 1), "withdrawn"),
    ("merged", Standing(3), "merged"),
]


@pytest.mark.parametrize(("state", "standing", "after"), RULED)
def test_the_rule_counts_origins_and_contests_and_leaves_people_s_acts_alone(state, standing, after):
    assert next_state(state, standing) == after
    assert state == after or may_move(state, after, "rule")


ACTS = [
    ("draft", "submit", Standing(1), "", "candidate"),
    ("draft", "submit", Standing(2), "", "corroborated"),
    ("corroborated", "refute", Standing(2), "", "refuted"),
    ("candidate", "merge", Standing(1), "", "merged"),
    ("merged", "unmerge", Standing(2), "candidate", "corroborated"),
    ("merged", "unmerge", Standing(2), "refuted", "refuted"),
    ("withdrawn", "restore", Standing(1), "draft", "draft"),
    ("withdrawn", "restore", Standing(1), "", "candidate"),
    ("refuted", "reopen", Standing(2, contests=1), "candidate", "contested"),
]


@pytest.mark.parametrize(("state", "act", "standing", "before", "after"), ACTS)
def test_a_person_s_act_leads_on_by_the_rule(state, act, standing, before, after):
    assert move(state, act, standing, before) == after


@pytest.mark.parametrize(
    ("state", "act"),
    [("draft", "refute"), ("merged", "merge"), ("candidate", "corroborate"), ("merged", "restore")],
)
def test_what_the_table_does_not_have_is_refused(state, act):
    with pytest.raises(NotAllowed, match=f"“{state}” has no act “{act}”"):
        move(state, act, Standing(2))


def test_nobody_corroborates_by_hand():
    assert not [found for found in MOVES if found.by == "person" and found.act == "corroborate"]
    assert not may_move("candidate", "corroborated", "person")


def test_every_state_is_named_reached_and_left():
    assert set(STATE_NAMES) == set(STATE_REASONS) == set(STATES)
    for state in STATES:
        assert moves_from(state)
        assert state == "draft" or [found for found in MOVES if found.end == state]
    with pytest.raises(NotAllowed, match="is no state"):
        next_state("lost", Standing(1))
