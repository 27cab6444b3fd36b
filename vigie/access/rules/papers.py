"""Rules of the papers of committees: questions, reports, and what the framework of committees adopts."""

from __future__ import annotations

from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.sharing import on_terms, standing_terms


def of_own_committee(*names: str):
    """Papers of one's own committee that one may read, for those roles."""

    def rule(actor) -> Q:
        own = organisation_of(actor)
        if own is None or role_of(actor) not in names:
            return NOBODY
        return Q(committee=own) & on_terms(actor)

    return rule


def asked_on_terms(actor) -> Q:
    """Questions that were asked, on their terms; drafts only at home."""
    return on_terms(actor) & (Q(asked_on__isnull=False) | Q(committee=organisation_of(actor)))


def addressed(actor) -> Q:
    """Questions that were put to one's ministry: to ask is to tell, so no circle need name it.

    All that binds others binds it too: embargo, expiry, withdrawal, a hold. TLP:RED names persons.
    """
    own = organisation_of(actor)
    if own is None or role_of(actor) != "ministry":
        return NOBODY
    told = standing_terms(actor).exclude(tlp="TLP:RED")
    return Q(addressee=own, asked_on__isnull=False, terms__in=told.values("pk"))


def own_question(actor) -> Q:
    """Questions of the committee for those who run it, and those that one asked oneself."""
    if role_of(actor) == "member":
        return of_own_committee("member")(actor) & Q(filed_by=actor.pk)
    return of_own_committee("clerk", "chair")(actor)


def of_a_seen(field: str, label: str):
    """Rows that hang on a row which this actor sees, and are seen as it is."""

    def rule(actor) -> Q:
        return Q(**{f"{field}__in": rows(actor, "see", label).values("pk")})

    return rule


def adopted_on_terms(actor) -> Q:
    """Reports that were adopted, on their terms; drafts only at home."""
    return on_terms(actor) & (Q(adopted_on__isnull=False) | Q(committee=organisation_of(actor)))
