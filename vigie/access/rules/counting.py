"""Rules of pairs, proposals, second readings and the platform's figures."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import ANALYSTS, OVERSEERS, organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.audiences import audience_ids, readable_audiences, roles


def both_reports(actor) -> Q:
    """Pairs of which this analyst may read either side, and the incident that each side stands in.

    The answer merges or divides these incidents, and the question names them: an incident that also rests
    on a report for fewer readers is neither shown nor changed by way of one for more.
    """
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = audience_ids(readable_audiences(actor))

    def side(name: str) -> Q:
        alone, within = f"{name}__link__isnull", f"{name}__link__incident__audience__in"
        return Q(**{f"{name}__audience__in": seen}) & (Q(**{alone: True}) | Q(**{within: seen}))

    return side("left") & side("right")


def both_incidents(actor) -> Q:
    """Proposals of which this analyst may read every report in the incidents that they would change."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = audience_ids(readable_audiences(actor))
    return Q(incident__audience__in=seen) & (Q(other=None) | Q(other__audience__in=seen))


def both_sides(actor) -> Q:
    """Questions of which this analyst may read either report. They show no incident and change none."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    seen = audience_ids(readable_audiences(actor))
    return Q(left__audience__in=seen, right__audience__in=seen)


def disputed(actor) -> Q:
    """Questions on which readers differ, for coordination: a third person, neither of the two."""
    if role_of(actor) != "coordinator":
        return NOBODY
    read = apps.get_model("counting.Reading").objects.filter(account=actor.pk, undone_at=None)
    own = Q(pk__in=read.values("question")) | Q(first__account=actor.pk)
    # What was answered in the review is carried out again there: that must be open to them too.
    carried_out = Q(first=None) | Q(first__pair__in=rows(actor, "decide", "counting.Pair").values("pk"))
    return both_sides(actor) & Q(verdict="disputed") & carried_out & ~own


def own_reading(actor) -> Q:
    """What oneself has answered. A reader who saw others' answers would no longer be blind."""
    return Q(account=actor.pk) if role_of(actor) in ANALYSTS else NOBODY


def of_a_dispute(actor) -> Q:
    return Q(question__in=rows(actor, "settle", "counting.Question").values("pk"))


def of_a_told_run(actor) -> Q:
    """Runs of the matching over everything, and those of one's own organisation's messages.

    When another organisation's messages came in is theirs to know.
    """
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    own = organisation_of(actor)
    return Q(is_full=True) | (Q(organisation=own) if own is not None else NOBODY)


def of_a_seen_pair(actor) -> Q:
    return Q(pair__in=rows(actor, "see", "counting.Pair").values("pk"))


def of_the_platform(actor) -> Q:
    """Figures drawn from everybody's reports: for analysts of member organisations and for those who oversee.

    Each page tells of them only what this reader may be told (`counting.sight`).
    """
    if role_of(actor) in ANALYSTS:
        return Q() if actor.organisation.is_member else NOBODY
    return roles(*OVERSEERS)(actor)
