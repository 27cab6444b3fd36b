"""Organisations, people, posts and memberships: entered and amended, with their sources."""

from __future__ import annotations

from vigie.directory.entries import Sources, enter, revise
from vigie.directory.models import Membership, Organisation, Person, Post
from vigie.ledger.act import act


@act("vouch")
def add_organisation(actor, voucher: Organisation, *, sources: Sources, **values) -> Organisation:
    """Enter an organisation in the name of `voucher`. `values` are fields of `Organisation`.

    Whether it is a member of the platform is not said here but by `admit`.
    """
    entered = enter(Organisation, sources=sources, **{**values, "is_member": False})
    voucher.ledger_detail = {"organisation": entered.slug}
    return entered


@act("amend")
def amend_organisation(actor, organisation: Organisation, *, sources: Sources, **changes) -> Organisation:
    if "is_member" in changes:
        raise TypeError("membership of the platform changes by admit and let_go")
    organisation.ledger_detail = {"fields": sorted(changes)}
    return revise(organisation, sources=sources, **changes)


@act("admit")
def admit(actor, organisation: Organisation) -> None:
    """Make an organisation a member: from now on it reads everything at TLP:GREEN."""
    organisation.is_member = True
    organisation.ledger_detail = {}
    organisation.save(update_fields=["is_member"])


@act("admit")
def let_go(actor, organisation: Organisation) -> None:
    """End a membership. What was at TLP:GREEN is closed to it from now on."""
    organisation.is_member = False
    organisation.ledger_detail = {}
    organisation.save(update_fields=["is_member"])


@act("vouch")
def add_person(actor, voucher: Organisation, *, sources: Sources, **values) -> Person:
    """Enter a person in public office or command, as sources name them."""
    entered = enter(Person, sources=sources, **values)
    voucher.ledger_detail = {"person": entered.pk}
    return entered


@act("amend")
def amend_person(actor, person: Person, *, sources: Sources, **changes) -> Person:
    person.ledger_detail = {"fields": sorted(changes)}
    return revise(person, sources=sources, **changes)


@act("describe")
def add_post(actor, organisation: Organisation, *, sources: Sources, **values) -> Post:
    """Enter a post of an organisation."""
    entered = enter(Post, sources=sources, organisation=organisation, **values)
    organisation.ledger_detail = {"post": entered.slug}
    return entered


@act("amend")
def amend_post(actor, post: Post, *, sources: Sources, **changes) -> Post:
    post.ledger_detail = {"fields": sorted(changes)}
    return revise(post, sources=sources, **changes)


@act("amend")
def add_membership(actor, person: Person, *, sources: Sources, **values) -> Membership:
    """Say that a person belonged to an organisation or held a post, during a time."""
    entered = enter(Membership, sources=sources, person=person, **values)
    person.ledger_detail = {"membership": entered.pk}
    return entered


@act("amend")
def amend_membership(actor, membership: Membership, *, sources: Sources, **changes) -> Membership:
    membership.ledger_detail = {"fields": sorted(changes)}
    return revise(membership, sources=sources, **changes)
