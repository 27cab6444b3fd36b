"""Rules of recommendations: who reads one, who answers, who verifies, who ends it."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.audiences import either
from vigie.access.rules.sharing import delivered_terms, on_terms

RUNNING = ("clerk", "chair")  # who acts for a body that recommends
ANSWERING = ("ministry", "clerk", "chair", "coordinator")  # who answers for a body that was asked
# Who may say what was found, if their body is one whose word counts: the act says which, in a sentence.
CHECKING = ("clerk", "chair", "member", "analyst", "coordinator", "ministry")


def readable(actor) -> Q:
    """What its terms open to this actor, and what was addressed to their body; a draft to its own body alone."""
    own = organisation_of(actor)
    if role_of(actor) == "node":
        return Q()
    mine = Q(body=own) if own is not None else NOBODY
    return (on_terms(actor) & (~Q(state="draft") | mine)) | addressed(actor)


def addressed(actor) -> Q:
    """Issued to one's own body, and open to it."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in ANSWERING:
        return NOBODY
    return Q(addressee=own, terms__in=delivered_terms(actor).values("pk")) & ~Q(state="draft")


def drafted_by_own(actor) -> Q:
    return _run(actor) & Q(state="draft")


def issued_by_chair(actor) -> Q:
    """The chair of the body adopts what the clerk drafted."""
    return _run(actor) & Q(state="draft") if role_of(actor) in ("chair", "node") else NOBODY


def ended_by_chair(actor) -> Q:
    """What was issued, whatever its state: of what has ended the act says so in a sentence."""
    return _run(actor) & ~Q(state="draft") if role_of(actor) in ("chair", "node") else NOBODY


def answerable(actor) -> Q:
    """By the addressee; and by the clerk of the body that asked, who writes down what came by letter."""
    return either(_by_letter, _asked_of_own)(actor) & ~Q(state="draft")


def _by_letter(actor) -> Q:
    return _run(actor) if role_of(actor) in ("clerk", "node") else NOBODY


def _asked_of_own(actor) -> Q:
    own = organisation_of(actor)
    if own is None or role_of(actor) not in ANSWERING:
        return NOBODY
    return Q(addressee=own) & readable(actor)


def checkable(actor) -> Q:
    """Whatever of it one reads. Whose word counts is said by the act, with its reason."""
    return readable(actor) & ~Q(state="draft") if role_of(actor) in (*CHECKING, "node") else NOBODY


def _run(actor) -> Q:
    """What one's own body asks, for those who act for it."""
    own = organisation_of(actor)
    if role_of(actor) == "node":
        return Q()
    if role_of(actor) not in RUNNING or own is None:
        return NOBODY
    return Q(body=own) & readable(actor)


def of_a_seen_recommendation(actor) -> Q:
    """Children are read by who reads what they belong to."""
    return Q(recommendation__in=_seen(actor))


def of_a_served_recommendation(actor) -> Q:
    """An action by who reads one of the recommendations that it serves."""
    served = apps.get_model("followup.Action").recommendations.through.objects
    return Q(pk__in=served.filter(recommendation__in=_seen(actor)).values("action"))


def of_a_seen_action(actor) -> Q:
    return Q(action__in=rows(actor, "see", "followup.Action").values("pk"))


def of_an_own_action(actor) -> Q:
    own = organisation_of(actor)
    if own is None or role_of(actor) not in ANSWERING:
        return NOBODY
    return Q(action__owner=own) & of_a_seen_action(actor)


def both_recommendations(actor) -> Q:
    """A trace is told to who reads both its ends: a link to what is hidden would betray it."""
    return Q(earlier__in=_seen(actor)) & Q(later__in=_seen(actor))


def own_typing(actor) -> Q:
    """What one has begun to write, while one still reads what it is about."""
    if organisation_of(actor) is None:
        return NOBODY
    return Q(account=actor.pk, recommendation__in=_seen(actor))


def _seen(actor):
    return rows(actor, "see", "followup.Recommendation").values("pk")
