"""Rules of requests for information: who asked whom is for the two sides, and for whom their terms include."""

from __future__ import annotations

from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.sharing import BODIES, delivered_terms, on_terms

ANSWERERS = ("clerk", "chair", "researcher", "analyst", "coordinator")
INQUIRERS = ("clerk", "chair")


def asked_of_us(actor) -> Q:
    """Requests put to one's own body, unless the persons are named or a hold has closed the border."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    return Q(asked=own) & (Q(terms__in=delivered_terms(actor).values("pk")) | on_terms(actor))


def of_our_asking(actor) -> Q:
    """Requests of one's own body. RED ones are for the persons named."""
    own = organisation_of(actor)
    return Q(asker=own) & on_terms(actor) if own is not None else NOBODY


def to_answer(actor) -> Q:
    """Open requests that one may answer in one's body's name."""
    return asked_of_us(actor) & Q(state="asked") if role_of(actor) in ANSWERERS else NOBODY


def to_follow(actor) -> Q:
    return of_our_asking(actor) if role_of(actor) in INQUIRERS else NOBODY


def of_a_seen_request(actor) -> Q:
    return Q(request__in=rows(actor, "see", "sharing.InformationRequest").values("pk"))
