"""What people do with whole incidents: found, join, part, merge, unmerge."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.monitoring import gathering, merging
from vigie.monitoring.acts.who import must, must_own_one, person
from vigie.monitoring.models import Incident, Merger, Report
from vigie.monitoring.unfit import Unfit


@act("amend")
def found(actor, report: Report, *, others: Iterable[Report] = (), because: str) -> Incident:
    """Make an incident of a report that tells of none yet, and of others; a draft until it is submitted."""
    reports = [report, *others]
    for each in reports:
        must(actor, "see", each)
        if hasattr(each, "link"):
            raise Unfit(_("This report tells of %(ref)s already.") % {"ref": each.link.incident.ref})
    (incident,) = gathering.found([reports], state="draft", by=person(actor))
    report.ledger_detail = {"incident": incident.ref}
    return incident


@act("gather")
def join(actor, incident: Incident, *, report: Report, because: str) -> None:
    """Say that a report tells of this incident. Its former one loses it, or yields if that was all."""
    must(actor, "see", report)
    must_own_one(actor, incident, report)
    incident.ledger_detail = {"report": str(report.uuid)}
    link = getattr(report, "link", None)
    if link is None:
        gathering.join([(report, incident)], by=person(actor))
        return
    must(actor, "gather", link.incident)
    if link.incident == incident:
        raise Unfit(_("This report tells of %(ref)s already.") % {"ref": incident.ref})
    incident.ledger_detail["from"] = link.incident.ref
    if link.incident.links.count() == 1:
        merging.absorb(link.incident, incident, by=person(actor), because=because)
    else:
        gathering.part([report])
        gathering.join([(report, incident)], by=person(actor))


@act("amend")
def part(actor, incident: Incident, *, report: Report, because: str) -> Incident:
    """Say that a report tells of another incident: it gets one of its own, which is returned."""
    if not incident.links.filter(report=report).exists():
        raise Unfit(_("This report does not tell of %(ref)s.") % {"ref": incident.ref})
    gathering.part([report])
    (own,) = gathering.found([[report]], by=person(actor))
    incident.ledger_detail = {"report": str(report.uuid), "to": own.ref}
    return own


@act("gather")
def merge(actor, incident: Incident, *, into: Incident, because: str) -> Merger:
    """Say that two incidents are one. `incident` yields; its reference leads on to `into`."""
    must(actor, "gather", into)
    must_own_one(actor, incident, into)
    incident.ledger_detail = {"into": into.ref}
    return merging.absorb(incident, into, by=person(actor), because=because)


@act("gather")
def unmerge(actor, incident: Incident, *, merger: Merger, because: str) -> None:
    """Undo a merger of this incident into another, or of another into this one."""
    if incident.pk not in (merger.incident_id, merger.into_id):
        raise Unfit(_("This merger is not one of %(ref)s.") % {"ref": incident.ref})
    must(actor, "gather", merger.incident)
    must(actor, "gather", merger.into)
    must_own_one(actor, merger.incident, merger.into)
    incident.ledger_detail = {"incident": merger.incident.ref, "into": merger.into.ref}
    merging.release(merger)
