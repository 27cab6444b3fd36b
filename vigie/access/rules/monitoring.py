"""Rules of reports and incidents."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import ANALYSTS, OVERSEERS, organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.audiences import OPEN_TLP, audience_ids, reaches, readable_audiences


def told_to_overseers(actor) -> Q:
    """Rows marked for the whole community, for committees and study centres."""
    if role_of(actor) not in OVERSEERS:
        return NOBODY
    return Q(audience__in=audience_ids(Q(tlp__in=OPEN_TLP)))


def rests_on_filed(actor) -> Q:
    """Incidents within the organisation's reach that rest on a report this monitor sent."""
    if role_of(actor) != "monitor":
        return NOBODY
    links = apps.get_model("monitoring.Link").objects.filter(report__filed_by=actor.pk)
    return reaches(actor) & Q(pk__in=links.values("incident_id"))


def for_oversight(actor) -> Q:
    """What committees and study centres may read: settled incidents marked for the whole community."""
    if role_of(actor) not in OVERSEERS:
        return NOBODY
    return Q(state__in=("corroborated", "contested"), audience__in=audience_ids(Q(tlp__in=OPEN_TLP)))


def of_a_seen_report(actor) -> Q:
    return Q(report__in=rows(actor, "see", "monitoring.Report").values("pk"))


def reads_reports(actor) -> bool:
    """Whether this actor may read the reports behind the incidents that they see, and so search them."""
    return role_of(actor) in (*ANALYSTS, "node")


def of_a_seen_incident(actor) -> Q:
    return Q(incident__in=rows(actor, "see", "monitoring.Incident").values("pk"))


def of_an_incident_with_reports(actor) -> Q:
    """Parts of an incident that say who reported it: for those who may read its reports."""
    return of_a_seen_incident(actor) if reads_reports(actor) else NOBODY


def of_two_seen_incidents(actor) -> Q:
    """Mergers of which both incidents are seen: the line names them both."""
    into = Q(into__in=rows(actor, "see", "monitoring.Incident").values("pk"))
    return of_an_incident_with_reports(actor) & into


def leads_on(actor) -> Q:
    """Tombstones of merged incidents whose survivor this actor sees: the old reference leads there."""
    return Q(state="merged", merged_into__in=rows(actor, "see", "monitoring.Incident").values("pk"))


def history(actor) -> Q:
    """Ledger lines about incidents that this analyst sees."""
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    from django.db.models import CharField
    from django.db.models.functions import Cast

    seen = rows(actor, "see", "monitoring.Incident").annotate(key=Cast("pk", CharField()))
    return Q(label="monitoring.Incident", object_id__in=seen.values("key"))


def to_ask_about(actor) -> Q:
    """The organisation's own reports, where it is a member. What is for persons named is never asked about."""
    own = organisation_of(actor)
    if role_of(actor) not in ANALYSTS or own is None or not actor.organisation.is_member:
        return NOBODY
    reach = readable_audiences(actor) & ~Q(tlp="TLP:RED")
    return Q(organisation=own, audience__in=audience_ids(reach))
