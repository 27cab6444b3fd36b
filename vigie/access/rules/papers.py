"""Rules of the papers of committees: questions, reports, and what the framework of committees adopts."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.sharing import delivered_terms, on_terms


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
    told = delivered_terms(actor)
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


def _memberships(actor):
    """The memberships in frameworks of this actor's body, as of today."""
    members = apps.get_model("parliament.FrameworkMember").objects
    return members.on(timezone.localdate()).filter(body=organisation_of(actor))


def belongs(*names: str):
    """Frameworks to which one's committee belongs today, for those roles."""

    def rule(actor) -> Q:
        if organisation_of(actor) is None or role_of(actor) not in names:
            return NOBODY
        return Q(pk__in=_memberships(actor).values("framework"))

    return rule


def regional(actor) -> Q:
    """Regional bodies, for clerks: a framework is set up in the directory's words."""
    return Q(classification="regional") if role_of(actor) == "clerk" else NOBODY


def drafted_or(field: str):
    """Papers of a framework on their terms, once `field` is set; before, at the body that drafts them."""

    def rule(actor) -> Q:
        return on_terms(actor) & (Q(**{f"{field}__isnull": False}) | Q(body=organisation_of(actor)))

    return rule


def drafted_at_home(*names: str):
    """Papers that one's own body drafted, for those roles."""

    def rule(actor) -> Q:
        own = organisation_of(actor)
        return Q(body=own) & on_terms(actor) if own is not None and role_of(actor) in names else NOBODY

    return rule


def among_members(label: str, *names: str):
    """Papers of a framework that one sees and to which one's own committee belongs, for those roles."""

    def rule(actor) -> Q:
        if organisation_of(actor) is None or role_of(actor) not in names:
            return NOBODY
        return Q(
            pk__in=rows(actor, "see", label).values("pk"),
            framework__in=_memberships(actor).values("framework"),
        )

    return rule


def of_a_carried_roadmap(actor) -> Q:
    return Q(roadmap__in=rows(actor, "carry", "parliament.Roadmap").values("pk"))


def carried_in_sight(actor) -> Q:
    """What carries a point that one sees, by a recommendation that one sees: else it is as if there were none."""
    seen = Q(recommendation__in=rows(actor, "see", "followup.Recommendation").values("pk"))
    return seen & Q(item__in=rows(actor, "see", "parliament.RoadmapItem").values("pk"))
