"""The states of an incident: what the rule decides, what only a person may, and from where to where."""

from __future__ import annotations

from dataclasses import dataclass

STATES = ("draft", "candidate", "corroborated", "contested", "refuted", "withdrawn", "merged")

# So many independent origins (not messages: see `core.origins`) corroborate an incident.
ENOUGH_ORIGINS = 2

# States that the rule moves among by itself. All others are entered and left by a person's act.
RULED = ("candidate", "corroborated", "contested")


class NotAllowed(ValueError):
    """A move that the table does not have. The message says from where, to where and who tried."""


@dataclass(frozen=True)
class Standing:
    """What the rule looks at.

    `contests` counts open substantive disagreements: flagged by a person, never by the mere fact that two
    values differ. `refutations` counts open claims that it did not happen.
    """

    origins: int
    contests: int = 0
    refutations: int = 0


@dataclass(frozen=True)
class Move:
    """One allowed change of state. `by` is "rule" or "person"; `act` names what happens."""

    start: str
    end: str
    by: str
    act: str


def _moves() -> tuple[Move, ...]:
    live = ("draft", *RULED)
    rule = [
        Move("candidate", "corroborated", "rule", "corroborate"),
        Move("corroborated", "candidate", "rule", "lose_origin"),
        Move("candidate", "contested", "rule", "contest"),
        Move("corroborated", "contested", "rule", "contest"),
        Move("contested", "candidate", "rule", "settle"),
        Move("contested", "corroborated", "rule", "settle"),
    ]
    person = [Move("draft", "candidate", "person", "submit")]
    person += [Move(state, "refuted", "person", "refute") for state in RULED]
    person += [Move(state, "withdrawn", "person", "withdraw") for state in (*live, "refuted")]
    person += [Move(state, "merged", "person", "merge") for state in (*RULED, "refuted")]
    person += [Move("refuted", state, "person", "reopen") for state in RULED]
    person += [Move("withdrawn", state, "person", "restore") for state in (*live, "refuted")]
    person += [Move("merged", state, "person", "unmerge") for state in (*RULED, "refuted")]
    return tuple(rule + person)


MOVES = _moves()


def ruled_state(standing: Standing) -> str:
    """The state of a live incident by rule: contested, corroborated or candidate."""
    if standing.contests or standing.refutations:
        return "contested"
    return "corroborated" if standing.origins >= ENOUGH_ORIGINS else "candidate"


def next_state(state: str, standing: Standing) -> str:
    """The state after its reports or contests changed. The rule never moves what a person has put aside."""
    _check(state)
    return ruled_state(standing) if state in RULED else state


def move(state: str, act: str, standing: Standing, before: str = "") -> str:
    """The state after a person's act. Raises `NotAllowed`.

    `before` is the state from which it was withdrawn or merged: restoring and unmerging lead back there, and
    then on by the rule, since reports may have come in between.
    """
    _check(state)
    ends = {found.end for found in moves_from(state, by="person") if found.act == act}
    if act in ("reopen", "restore", "unmerge") and ends:
        end = before if before in ends else "candidate"
    elif len(ends) == 1:
        end = ends.pop()
    else:
        raise NotAllowed(f"An incident in the state “{state}” has no act “{act}”.")
    return next_state(end, standing)


def moves_from(state: str, by: str | None = None) -> tuple[Move, ...]:
    """The moves that the table has from a state."""
    return tuple(found for found in MOVES if found.start == state and by in (None, found.by))


def may_move(start: str, end: str, by: str) -> bool:
    return any((found.start, found.end, found.by) == (start, end, by) for found in MOVES)


def _check(state: str) -> None:
    if state not in STATES:
        raise NotAllowed(f"“{state}” is no state of an incident; there are {', '.join(STATES)}.")


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is shown."""
    return text


STATE_NAMES = {
    "draft": _("Draft"),
    "candidate": _("Candidate"),
    "corroborated": _("Corroborated"),
    "contested": _("Contested"),
    "refuted": _("Refuted"),
    "withdrawn": _("Withdrawn"),
    "merged": _("Merged"),
}

STATE_REASONS = {
    "draft": _("Being written; not handed in yet."),
    "candidate": _("One independent origin so far; a second one would corroborate it."),
    "corroborated": _("At least two independent origins tell of it."),
    "contested": _("Somebody disputes what is held, or that it happened."),
    "refuted": _("A person found that it did not happen as told. The reports stay."),
    "withdrawn": _("Taken back by those who hold it."),
    "merged": _("Found to be the same as another incident. This can be undone."),
}
