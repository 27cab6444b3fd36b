"""Two incidents found to be one, and the way back."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.corroboration import RULED, Standing, move
from vigie.directory.models import Account
from vigie.monitoring.gathering import settle
from vigie.monitoring.models import Choice, Contest, Incident, IncidentUnit, Link, Merger
from vigie.monitoring.unfit import Unfit

# What a merger carries over, by the name under which `Merger.moved` lists its keys.
CARRIED = {"links": Link, "choices": Choice, "units": IncidentUnit, "contests": Contest}


def absorb(incident: Incident, into: Incident, *, by: Account | None = None, because: str = "") -> Merger:
    """Let `into` stand for `incident` too. Raises `Unfit`.

    Reports, contests and units go over. What persons chose goes over where `into` has no choice of its own.
    """
    incident, into = _locked(incident, into)
    if incident == into:
        raise Unfit(_("%(ref)s cannot be merged with itself.") % {"ref": incident.ref})
    for each in (incident, into):
        if each.state not in RULED:
            raise Unfit(
                _("%(ref)s is in the state “%(state)s”. Only what stands in the register can be merged.")
                % {"ref": each.ref, "state": each.get_state_display()}
            )
    moved = {
        name: list(found.values_list("pk", flat=True)) for name, found in _carried(incident, into).items()
    }
    for name, keys in moved.items():
        CARRIED[name].objects.filter(pk__in=keys).update(incident=into)
    merger = Merger.objects.create(
        incident=incident, into=into, state_before=incident.state, moved=moved, by=by, because=because
    )
    Incident.objects.filter(merged_into=incident).update(merged_into=into)
    _set(incident, state="merged", merged_into=into)
    settle([into.pk])
    return merger


def release(merger: Merger) -> None:
    """Undo a merger: what it moved goes back, except what has since gone elsewhere. Raises `Unfit`."""
    incident, into = _locked(merger.incident, merger.into)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at:
        raise Unfit(_("This merger was undone already."))
    if into.state == "merged":
        raise Unfit(
            _("%(into)s was itself merged later, into %(survivor)s. Undo that merger first.")
            % {"into": into.ref, "survivor": into.merged_into.ref}
        )
    held = Link.objects.filter(incident=into)
    back = held.filter(pk__in=merger.moved["links"])
    if not back.exists() or not held.exclude(pk__in=merger.moved["links"]).exists():
        raise Unfit(
            _("One of the two incidents would rest on no report: its reports have gone elsewhere since.")
        )
    for name, keys in merger.moved.items():
        CARRIED[name].objects.filter(pk__in=keys, incident=into).update(incident=incident)
    merger.undone_at = timezone.now()
    merger.save(update_fields=["undone_at"])
    _set(incident, state=move("merged", "unmerge", Standing(0), merger.state_before), merged_into=None)
    _lead_back(incident)
    settle([incident.pk, into.pk])


def _carried(incident: Incident, into: Incident) -> dict[str, QuerySet]:
    chosen = into.choices.filter(withdrawn_at=None).values("field")
    named = {(unit.unit_id, unit.part) for unit in into.units.all()}
    already = [unit.pk for unit in incident.units.all() if (unit.unit_id, unit.part) in named]
    return {
        "links": incident.links.all(),
        "choices": incident.choices.filter(withdrawn_at=None).exclude(field__in=chosen),
        "units": incident.units.exclude(pk__in=already),
        "contests": incident.contests.all(),
    }


def _locked(*incidents: Incident) -> list[Incident]:
    """Fresh rows of these, locked in the order of their keys so that two mergers never wait in a circle."""
    keys = [incident.pk for incident in incidents]
    rows = Incident.objects.select_for_update().filter(pk__in=keys).order_by("pk").in_bulk()
    return [rows[key] for key in keys]


def _set(incident: Incident, **columns) -> None:
    for name, value in columns.items():
        setattr(incident, name, value)
    incident.save(update_fields=[*columns, "updated_at"])


def _lead_back(incident: Incident) -> None:
    """Let the references that were merged into this one before lead to it again."""
    earlier = [incident.pk]
    while earlier:
        standing = Merger.objects.filter(into__in=earlier, undone_at=None)
        earlier = list(standing.values_list("incident", flat=True))
        Incident.objects.filter(pk__in=earlier).update(merged_into=incident)
