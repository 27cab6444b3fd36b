"""Rules that hold in every room: for whom something is marked, whose it is, and in which role one asks."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model, Q

from vigie.access.actors import ANALYSTS, organisation_of, role_of
from vigie.access.door import NOBODY

OPEN_TLP = ("TLP:CLEAR", "TLP:GREEN")


def anyone(actor) -> Q:
    return Q()


def signed_in(actor) -> Q:
    return Q() if actor.is_authenticated else NOBODY


def roles(*names: str):
    """Every row, for those roles; nothing for others."""

    def rule(actor) -> Q:
        return Q() if role_of(actor) in names else NOBODY

    return rule


def either(*rules):
    def rule(actor) -> Q:
        found = NOBODY
        for each in rules:
            allowed = each(actor)
            if not allowed:  # an empty Q is every row; Django's "or" would drop it
                return allowed
            found |= allowed
        return found

    return rule


def readable_audiences(actor) -> Q:
    """Audiences that include this actor. An audience without members is nobody's.

    GREEN and CLEAR reach every member organisation, AMBER the named partners, all of these and
    AMBER+STRICT the owners, RED the persons named.
    """
    own = organisation_of(actor)
    if own is None:
        return NOBODY
    audience = apps.get_model("directory.Audience").objects
    owned, partnered = audience.filter(owners=own).values("pk"), audience.filter(partners=own).values("pk")
    return (
        (Q(tlp__in=OPEN_TLP) if actor.organisation.is_member else NOBODY)
        | (Q(pk__in=owned) & ~Q(tlp="TLP:RED"))
        | Q(tlp="TLP:AMBER", pk__in=partnered)
        | Q(tlp="TLP:RED", pk__in=audience.filter(readers=actor).values("pk"))
    )


def audience_ids(where: Q) -> list[int]:
    # A list, not a subquery: there are few audiences, and literal keys let the planner use an index.
    return list(apps.get_model("directory.Audience").objects.filter(where).values_list("pk", flat=True))


def reaches(actor) -> Q:
    return Q(audience__in=audience_ids(readable_audiences(actor)))


def within_reach(actor) -> Q:
    """Rows whose audience includes this analyst or coordinator."""
    return reaches(actor) if role_of(actor) in ANALYSTS else NOBODY


def owned(actor) -> Q:
    """Within reach, and one of the organisation's own reports is in it."""
    if role_of(actor) not in ANALYSTS or organisation_of(actor) is None:
        return NOBODY
    ours = readable_audiences(actor) & Q(
        pk__in=apps.get_model("directory.Audience").objects.filter(owners=organisation_of(actor)).values("pk")
    )
    return Q(audience__in=audience_ids(ours))


def filed(actor) -> Q:
    """A monitor's own reports."""
    return Q(filed_by=actor.pk) if role_of(actor) == "monitor" else NOBODY


def node(actor) -> Q:
    return Q() if role_of(actor) == "node" else NOBODY


def of_own_organisation(*names: str):
    """Rows with this actor's organisation, for those roles."""

    def rule(actor) -> Q:
        if role_of(actor) in names and organisation_of(actor) is not None:
            return Q(organisation=organisation_of(actor))
        return NOBODY

    return rule


def own_organisation(*names: str):
    """The actor's organisation itself, for those roles."""

    def rule(actor) -> Q:
        if role_of(actor) in names and organisation_of(actor) is not None:
            return Q(pk=organisation_of(actor))
        return NOBODY

    return rule


def themselves(actor) -> Q:
    return Q(pk=actor.pk) if isinstance(actor, Model) else NOBODY
