"""Committees: the list, one of them with its next sitting on top, and its seats."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vigie import access
from vigie.directory.models import Organisation
from vigie.parliament import acts
from vigie.parliament.faces.committee import ListedCommittee, ShownCommittee, ShownQuorum, ShownSeat
from vigie.parliament.faces.sitting import ListedSitting
from vigie.parliament.forms.people import QuorumForm, SeatForm
from vigie.parliament.models.committee import rule_on
from vigie.parliament.views.doing import BODIES
from vigie.parliament.views.filling import done
from vigie.parliament.women import counted
from vigie.web.panels import panels
from vigie.web.show import show, show_page

FEW = 6


@require_safe
def parliament(request: HttpRequest) -> HttpResponse:
    """Every committee with its next sitting, as far as the reader may know of it."""
    coming = (
        access.rows(request.user, "see", "parliament.Sitting").standing().coming(timezone.now()).for_listing()
    )
    bodies = (
        access.rows(request.user, "see", "directory.Organisation").filter(classification__in=BODIES).by_kind()
    )
    found = [(body, coming.of_body(body).first()) for body in bodies]
    return show(
        request,
        "parliament/parliament",
        found,
        face=ListedCommittee,
        panels=panels("parliament", request.user),
    )


def committee(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """One committee: when it sits next, who sits on it, and what it has held."""
    actor = request.user
    body = access.one(actor, "see", "directory.Organisation", slug=slug, classification__in=BODIES)
    seen = access.rows(actor, "see", "parliament.Sitting").of_body(body).for_listing()
    coming = [ListedSitting.of(each) for each in seen.standing().coming(timezone.now())[:FEW]]
    past = seen.filter(state="held").newest_first()[:FEW]
    today = timezone.localdate()
    seats = access.rows(actor, "see", "parliament.Seat").filter(body=body)
    rule = rule_on(access.rows(actor, "see", "parliament.Quorum").filter(body=body), body.pk, today)
    return show(
        request, "parliament/committee", body, face=ShownCommittee, next=coming[0] if coming else None,
        coming=coming[1:], past=[ListedSitting.of(each) for each in past],
        seats=[ShownSeat.of(each) for each in seats.on(today).in_order()],
        former=[ShownSeat.of(each) for each in seats.filter(until__lt=today).order_by("-until", "holder")],
        counted=counted(access.rows(actor, "count", "parliament.Seat").filter(body=body).on(today)),
        quorum=ShownQuorum.of(rule) if rule else None, may_schedule=access.may(actor, "schedule", body),
        panels=panels("committee", actor, body),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody a seat on one's own committee."""
    body = access.one(
        request.user, "schedule", "directory.Organisation", slug=slug, classification__in=BODIES
    )
    form = SeatForm(request.POST if request.method == "POST" else None, people=_people(request))
    made = done(form, lambda **said: acts.add_seat(request.user, body, **said)) if form.is_bound else None
    return _to_committee(slug) if made else _seat_page(request, form, body)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat(request: HttpRequest, uuid) -> HttpResponse:
    """Correct a seat, or end it."""
    found = access.one(request.user, "amend", "parliament.Seat", uuid=uuid)
    data = request.POST if request.method == "POST" else None
    form = SeatForm(data, people=_people(request), initial=SeatForm.of(found))
    made = done(form, lambda **said: acts.amend_seat(request.user, found, **said)) if form.is_bound else None
    return _to_committee(found.body.slug) if made else _seat_page(request, form, found.body, str(found.uuid))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def committee_quorum(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how many members it takes to sit, from a day on, and where that is written."""
    body = access.one(
        request.user, "schedule", "directory.Organisation", slug=slug, classification__in=BODIES
    )
    form = QuorumForm(request.POST if request.method == "POST" else None)
    if form.is_bound and done(form, lambda **said: acts.set_quorum(request.user, body, **said)):
        return _to_committee(slug)
    status = 422 if form.errors else 200
    return show_page(request, "parliament/quorum", form=form, body=body.name, slug=slug, status=status)


def _people(request: HttpRequest):
    return access.rows(request.user, "see", "directory.Person")


def _to_committee(slug: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("committee", kwargs={"slug": slug}))


def _seat_page(request: HttpRequest, form: SeatForm, body: Organisation, uuid: str = "") -> HttpResponse:
    status = 422 if form.errors else 200
    return show_page(
        request, "parliament/seat", form=form, body=body.name, slug=body.slug, uuid=uuid, status=status
    )
