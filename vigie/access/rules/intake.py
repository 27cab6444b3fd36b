"""Rules of what came in, and of how it comes in."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import ANALYSTS, organisation_of, role_of
from vigie.access.door import NOBODY, rows


def of_a_seen_run(actor) -> Q:
    return Q(run__in=rows(actor, "see", "intake.ImportRun").values("pk"))


FILLERS = ("monitor", *ANALYSTS)
COMMITTEE = ("clerk", "member", "chair")


def filled(actor) -> Q:
    """Forms that this person may fill: their organisation is among those named. None named means nobody.

    A committee that is named fills by its clerk, its chair and its members: they are the delegation of a site visit.
    """
    own = organisation_of(actor)
    if role_of(actor) not in (*FILLERS, *COMMITTEE) or own is None:
        return NOBODY
    through = apps.get_model("intake.Form").fillers.through.objects
    return Q(pk__in=through.filter(organisation=own).values("form"))


def seen_form(actor) -> Q:
    """Forms that one may fill, and those of one's own organisation."""
    own = organisation_of(actor)
    if role_of(actor) in ANALYSTS and own is not None:
        return filled(actor) | Q(organisation=own)
    return filled(actor)


def of_a_seen_form(actor) -> Q:
    return Q(form__in=rows(actor, "see", "intake.Form").values("pk"))


def of_a_seen_submission(actor) -> Q:
    return Q(submission__in=rows(actor, "see", "intake.Submission").values("pk"))


def of_own_staff(actor) -> Q:
    """What belongs to an account of one's organisation, for those who coordinate it."""
    own = organisation_of(actor)
    if role_of(actor) != "coordinator" or own is None:
        return NOBODY
    return Q(account__organisation=own)


def of_themselves_who_fill(actor) -> Q:
    """One's own account, where it is one that reports."""
    return Q(pk=actor.pk) if role_of(actor) in FILLERS and getattr(actor, "pk", None) else NOBODY


def own(actor) -> Q:
    """What one has begun oneself."""
    return Q(account=actor.pk) if getattr(actor, "pk", None) else NOBODY


def of_a_seen_list(actor) -> Q:
    """Entities of the lists that one sees. Monitors get them through the forms that they may fill."""
    return Q(list__in=rows(actor, "see", "intake.EntityList").values("pk"))


def of_an_own_list(actor) -> Q:
    return Q(list__in=rows(actor, "amend", "intake.EntityList").values("pk"))


def of_own_gateways(actor) -> Q:
    """What the gateways of one's organisation brought, for those who coordinate it."""
    return Q(gateway__in=rows(actor, "see", "intake.Gateway").values("pk"))


def gateways_in_use(actor) -> Q:
    """Gateways from which the installation takes messages. Whoever asks must still show the secret."""
    return Q(revoked_at=None) if role_of(actor) == "node" else NOBODY
