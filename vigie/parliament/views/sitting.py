"""Sittings: the list, one of them, and planning one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.record import Heard, ListedDocument, Session, ShownMinutes
from vigie.parliament.faces.sitting import ListedSitting, ShownSitting, ToldSitting
from vigie.parliament.forms.sitting import FilterForm, SittingForm
from vigie.parliament.participants import participants, sat
from vigie.parliament.presence import benches, presence_at
from vigie.parliament.views.asking import recommended
from vigie.parliament.views.doing import BODIES, offered
from vigie.parliament.views.filling import done
from vigie.web.panels import panels
from vigie.web.show import show, show_page


def sittings(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Sittings that the reader may know of, newest first."""
    seen = access.rows(request.user, "see", "parliament.Sitting")
    bodies = access.rows(request.user, "see", "directory.Organisation").filter(classification__in=BODIES)
    hosted = access.rows(request.user, "amend", "parliament.Sitting")
    form = FilterForm(request.GET, bodies=bodies, years=seen.years(), hosted=hosted)
    found = form.filtered(seen, timezone.now())
    own = (
        access.rows(request.user, "schedule", "directory.Organisation")
        .filter(classification__in=BODIES)
        .first()
    )
    return show(
        request, "parliament/sittings", found.for_listing(), face=ListedSitting, form=form,
        plans_for=own.slug if own else "", is_coming=form.cleaned_data.get("when") == "coming",
        is_filtered=any(form.cleaned_data.values()),
    )  # fmt: skip


def sitting(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One sitting: when, where, with whom and on what; and, once it was held, what came of it."""
    actor = request.user
    found = access.one(actor, "see", "parliament.Sitting", uuid=uuid)

    def of(label: str, face):
        return [face.of(each) for each in access.rows(actor, "see", label).filter(sitting=found)]

    attended = access.rows(actor, "see", "parliament.Attendance").filter(sitting=found).by_seat()
    brought = (
        access.rows(actor, "see", "parliament.Contribution").filter(sitting=found).select_related("session")
    )
    own = sat(actor, found)
    face = Session.of if own else Session.outside
    minutes = next(iter(of("parliament.Minutes", ShownMinutes)), None)
    return show(
        request, "parliament/sitting", found, face=ShownSitting if own or minutes else ToldSitting,
        doings=offered(actor, found), may_amend=access.may(actor, "amend", found),
        presence=presence_at(actor, found), attended=benches(attended),
        witnesses=of("parliament.Witness", Heard),
        heard=access.rows(actor, "count", "parliament.Witness").filter(sitting=found).count(),
        headcounts=participants(actor, found), contributions=[face(each) for each in brought],
        recommended=recommended(actor, "parliament.Sitting", found.uuid),
        documents=of("parliament.Document", ListedDocument),
        minutes=minutes, panels=panels("sitting", actor, found),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sitting_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a sitting of one's own committee."""
    body = access.one(
        request.user, "schedule", "directory.Organisation", slug=slug, classification__in=BODIES
    )
    bodies = access.rows(request.user, "see", "directory.Organisation").filter(classification__in=BODIES)
    form = SittingForm(request.POST if request.method == "POST" else None, body=body, bodies=bodies)
    made = done(form, lambda **said: acts.schedule(request.user, body, **said)) if form.is_bound else None
    if made:
        return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": made.uuid}))
    status = 422 if form.errors else 200
    return show_page(request, "parliament/sitting_new", form=form, body=body.name, slug=slug, status=status)
