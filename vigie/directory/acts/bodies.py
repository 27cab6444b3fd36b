"""What a body is and may do, and who took over from it: entered and amended, with sources."""

from __future__ import annotations

from vigie.directory.entries import Sources, enter, revise
from vigie.directory.models import Organisation, Standing, Succession
from vigie.ledger.act import act


@act("constitute")
def add_standing(actor, organisation: Organisation, *, sources: Sources, **values) -> Standing:
    """Say what a body is during a time, on what legal basis and with which powers. Raises `ValidationError`."""
    entered = enter(Standing, sources=sources, organisation=organisation, **values)
    organisation.ledger_detail = {"standing": entered.pk}
    return entered


@act("amend")
def amend_standing(actor, standing: Standing, *, sources: Sources, **changes) -> Standing:
    standing.ledger_detail = {"fields": sorted(changes)}
    return revise(standing, sources=sources, **changes)


@act("constitute")
def end_body(
    actor,
    organisation: Organisation,
    *,
    sources: Sources,
    how: str,
    date: str,
    legal_act: str,
    later: Organisation | None = None,
) -> Succession:
    """Say that a body ended on a day by an act, and which body took over, if one did. Raises `ValidationError`.

    Its open standings end that day, and so does the body where no other end was known. Nothing that it left open
    moves: the successor inherits it by an act of its own.
    """
    entered = enter(
        Succession, sources=sources, earlier=organisation, later=later, how=how, date=date, legal_act=legal_act
    )  # fmt: skip
    for standing in organisation.standings.filter(end_date=""):
        revise(standing, sources=sources, end_date=date)
    if not organisation.dissolution_date:
        revise(organisation, sources=sources, dissolution_date=date)
    organisation.ledger_detail = {"succession": entered.pk, "later": later.slug if later else ""}
    return entered


@act("amend")
def amend_succession(actor, succession: Succession, *, sources: Sources, **changes) -> Succession:
    """Correct a succession, or name the successor once there is one. Raises `ValidationError`."""
    succession.ledger_detail = {"fields": sorted(changes)}
    return revise(succession, sources=sources, **changes)
