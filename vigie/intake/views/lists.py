"""Lists that phones carry: what is in them, what is in conflict, and what could not be done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.intake import acts
from vigie.intake.faces.entity import ShownConflict, ShownFault, ShownList
from vigie.intake.models.entity import newest_faults_of
from vigie.web.show import show


@require_safe
def lists(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The lists of one's organisation."""
    if access.role_of(request.user) not in access.ANALYSTS:
        raise Http404
    found = access.rows(request.user, "see", "intake.EntityList").for_listing()
    seen = access.rows(request.user, "see", "intake.Entity")
    records = access.rows(request.user, "see", "intake.Submission")
    return show(
        request, "intake/lists", list(found), face=ShownList,
        conflicts=[ShownConflict.of(each) for each in seen.in_conflict()],
        faults=[ShownFault.of(each) for each in newest_faults_of(records)],
        settles=access.role_of(request.user) == "coordinator",
    )  # fmt: skip


@require_POST
def entity_settle(request: HttpRequest, number: int) -> HttpResponse:
    """Say that what an entity holds after a conflict is right."""
    acts.settle_entity(request.user, access.one(request.user, "amend", "intake.Entity", pk=number))
    return redirect("lists")


@require_POST
def list_approval(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether somebody must approve a record before it makes an entity."""
    found = access.one(request.user, "amend", "intake.EntityList", pk=number)
    acts.require_approval(request.user, found, required=request.POST.get("required", "no"))
    return redirect("lists")
