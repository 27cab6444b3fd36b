"""Rules of site visits: the plan is the committee's alone, the report is read on its terms."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.sharing import on_terms

COMMITTEE = ("clerk", "member", "chair")


def own_visits(*names: str):
    """Site visits of one's own committee, for those roles."""

    def rule(actor) -> Q:
        own = organisation_of(actor)
        return Q(committee=own) if own is not None and role_of(actor) in names else NOBODY

    return rule


def of_an_own_visit(*names: str):
    """What belongs to a site visit of one's own committee: the plan, every finding, every photograph."""

    def rule(actor) -> Q:
        own = organisation_of(actor)
        return Q(visit__committee=own) if own is not None and role_of(actor) in names else NOBODY

    return rule


def drafts_of(*names: str):
    """Reports that one's own committee has not adopted yet."""

    def rule(actor) -> Q:
        return of_an_own_visit(*names)(actor) & Q(state="draft")

    return rule


def reported_on_terms(actor) -> Q:
    """Adopted reports whose terms include one. Nobody else learns that there was a visit."""
    return on_terms(actor) & ~Q(state="draft")


def of_a_seen_report_of_a_visit(actor) -> Q:
    """Findings and photographs that a report which one may read holds."""
    seen = rows(actor, "see", "parliament.VisitReport").exclude(state="draft")
    return Q(in_report=True, visit__in=seen.values("visit"))


def of_a_reported_visit(actor) -> Q:
    """What is counted of a visit, for whoever reads its report."""
    seen = rows(actor, "see", "parliament.VisitReport").exclude(state="draft")
    return Q(visit__in=seen.values("visit"))


def recorded_by_own_committee(actor) -> Q:
    """Records of the visit form that one's committee's own people sent; those for persons named, if one sent them."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in COMMITTEE:
        return NOBODY
    open_to_all = apps.get_model("directory.Audience").objects.exclude(tlp="TLP:RED")
    readable = Q(audience__in=open_to_all.values("pk")) | Q(filed_by=actor.pk)
    return Q(kind="committee_visit", organisation=own) & readable
