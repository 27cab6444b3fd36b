"""Which value of an incident is held, by which rule, and who says what beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vigie.core.claims.choosing import Claimant, Id, chosen
from vigie.core.claims.fields import AGREES, DIFFERS, SAME, SPELLING, Field, fields_of
from vigie.core.claims.rules import Rules, standing_rules
from vigie.core.pairing.account import order_of

STATUSES = ("kept", "agrees", "spelling", "differs", "silent", "unknown", "not_asked", "refused",
            "withheld")  # fmt: skip

_SHOWN = {SAME: "kept", SPELLING: "spelling", AGREES: "agrees", DIFFERS: "differs"}


@dataclass(frozen=True)
class Choice:
    """A value that a person chose. It stays until a person chooses again, whatever reports come in."""

    value: Any  # None: held to be unknown
    by: str


@dataclass(frozen=True)
class Cell:
    """What one report says in one field. `status` is one of `STATUSES`."""

    report: Id
    organisation: str
    status: str
    value: Any = None


@dataclass(frozen=True)
class Fact:
    """The value held in one field.

    `status` is "known", or why there is none: "unknown", "not_asked", "refused", "withheld", "silent" (nobody says),
    "open" (the rule does not decide between them). `rule` is a code in `SENTENCES`; `by` is the person, or
    empty.
    `ruled` is what the rule would hold: where a person chose otherwise, both can be shown.
    """

    field: str
    value: Any
    status: str
    rule: str
    by: str
    ruled: Any
    cells: tuple[Cell, ...]

    def by_organisation(self) -> dict[str, tuple[Cell, ...]]:
        """The row of a "who says what" table: organisation → what its reports say."""
        row: dict[str, tuple[Cell, ...]] = {}
        for cell in self.cells:
            row[cell.organisation] = (*row.get(cell.organisation, ()), cell)
        return row

    @property
    def claimed_by(self) -> tuple[Id, ...]:
        return tuple(cell.report for cell in self.cells if cell.status in ("kept", "agrees", "spelling"))

    @property
    def disputed_by(self) -> tuple[Id, ...]:
        return tuple(cell.report for cell in self.cells if cell.status == "differs")


def settle(
    claimants: Iterable[Claimant],
    choices: Mapping[str, Choice] | None = None,
    rules: Rules | None = None,
) -> tuple[Fact, ...]:
    """Settle every field of an incident, in any order of reports. `choices` are people's, by field."""
    claimants = sorted(claimants, key=lambda c: (c.organisation, order_of(c.report)))
    choices, rules = choices or {}, rules or standing_rules()
    fields = fields_of([claimant.statement for claimant in claimants])
    return tuple(_settle(field, claimants, choices.get(field.name), rules) for field in fields)


def _settle(field: Field, claimants: list[Claimant], choice: Choice | None, rules: Rules) -> Fact:
    said = {claimant: field.said(claimant.statement) for claimant in claimants}
    known = {claimant: value for claimant, (status, value) in said.items() if status == "known"}
    status, ruled, rule = _rule(field, known, [status for status, _ in said.values()], rules)
    value = ruled
    if choice is not None:
        value, rule = choice.value, "chosen"
        status = "unknown" if choice.value is None else "known"
    cells = tuple(_cell(field, claimant, said[claimant], value) for claimant in claimants)
    return Fact(field.name, value, status, rule, choice.by if choice else "", ruled, cells)


def _cell(field: Field, claimant: Claimant, said: tuple[str, Any], held: Any) -> Cell:
    status, value = said
    if status == "known":
        status = "differs" if held is None else _SHOWN[field.relation(value, held)]
    return Cell(claimant.report, claimant.organisation, status, value)


def _rule(
    field: Field, known: dict[Claimant, Any], statuses: list[str], rules: Rules
) -> tuple[str, Any, str]:
    """Status, value and code of the rule that decides."""
    if not known:
        # Of several ways not to say, the one that says most: withheld means that somebody knows.
        for status in ("withheld", "refused", "unknown", "not_asked"):
            if status in statuses:
                return status, None, status
        return "silent", None, "silent"
    if len(known) == 1:
        return "known", next(iter(known.values())), "only"
    return chosen(field, known, rules.of(field.name))


def _(text: str) -> str:
    """Mark a sentence for translation. It is translated where it is shown."""
    return text


SENTENCES = {
    "agreed": _("All reports that say it agree; the most precise is held."),
    "majority": _("Most independent origins say so; the most precise of those that agree is held."),
    "tie": _("As many independent origins say otherwise; the most precise is held until a person decides."),
    "open": _("As many independent origins name somebody else; nobody is held until a person decides."),
    "only": _("Only one report says it."),
    "toll": _(
        "Lowest and highest that anyone says; between them the middle of what independent origins say."
    ),
    "reports": _("Most reports say so; the most precise of those that agree is held."),
    "precise": _("The most precise that anyone says is held, as the rule for this field asks."),
    "first": _("What the organisation says that the rule for this field names first."),
    "average": _("The mean of what independent origins say, as the rule for this field asks."),
    "lowest": _("The lowest that an independent origin says, as the rule for this field asks."),
    "highest": _("The highest that an independent origin says, as the rule for this field asks."),
    "chosen": _("Chosen by a person."),
    "withheld": _("Somebody knows and withholds it."),
    "refused": _("Somebody was asked and would not say."),
    "unknown": _("Not known to those who report."),
    "not_asked": _("Not asked."),
    "silent": _("No report says anything about it."),
}
