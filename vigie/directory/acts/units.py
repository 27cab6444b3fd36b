"""Units, under whom they stand, who is said to command them, and where they are: entered and amended."""

from __future__ import annotations

from vigie.directory.entries import Sources, enter, revise
from vigie.directory.models import Command, Organisation, Positioning, Post, Unit, UnitLink
from vigie.ledger.act import act


@act("vouch")
def add_unit(actor, voucher: Organisation, *, sources: Sources, **values) -> Unit:
    """Enter a unit of a security force, in the name of the organisation that vouches for it."""
    entered = enter(Unit, sources=sources, **values)
    voucher.ledger_detail = {"unit": entered.slug}
    return entered


@act("amend")
def amend_unit(actor, unit: Unit, *, sources: Sources, **changes) -> Unit:
    unit.ledger_detail = {"fields": sorted(changes)}
    return revise(unit, sources=sources, **changes)


def _added(unit: Unit, model, sources: Sources, values: dict):
    entered = enter(model, sources=sources, unit=unit, **values)
    unit.ledger_detail = {model._meta.model_name: entered.pk}
    return entered


@act("amend")
def add_link(actor, unit: Unit, *, sources: Sources, **values) -> UnitLink:
    """Say under which unit this one stood, during a time. Never one of another country."""
    return _added(unit, UnitLink, sources, values)


@act("amend")
def add_post_of_command(actor, unit: Unit, *, sources: Sources, **values) -> Post:
    """Enter the post that commands a unit."""
    return _added(unit, Post, sources, values)


@act("amend")
def add_command(actor, unit: Unit, *, sources: Sources, **values) -> Command:
    """Say who is cited as commanding the unit, first and last. It accuses nobody."""
    return _added(unit, Command, sources, values)


@act("amend")
def add_positioning(actor, unit: Unit, *, sources: Sources, **values) -> Positioning:
    """Say where the unit had its base or operated, during a time."""
    return _added(unit, Positioning, sources, values)


def _amended(row, sources: Sources, changes: dict):
    row.ledger_detail = {"fields": sorted(changes)}
    return revise(row, sources=sources, **changes)


@act("amend")
def amend_link(actor, link: UnitLink, *, sources: Sources, **changes) -> UnitLink:
    return _amended(link, sources, changes)


@act("amend")
def amend_command(actor, command: Command, *, sources: Sources, **changes) -> Command:
    return _amended(command, sources, changes)


@act("amend")
def amend_positioning(actor, positioning: Positioning, *, sources: Sources, **changes) -> Positioning:
    return _amended(positioning, sources, changes)
