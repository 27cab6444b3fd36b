"""Sittings: the list, one of them, and planning one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.sitting import ListedSitting, ShownSitting
from vigie.parliament.forms.sitting import SittingForm
from vigie.parliament.views.filling import done
from vigie.web.show import show, show_page


def sittings(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Sittings that the reader may know of, newest first."""
    found = access.rows(request.user, "see", "parliament.Sitting").for_listing().newest_first()
    body = (
        access.rows(request.user, "schedule", "directory.Organisation")
        .filter(classification="committee")
        .first()
    )
    return show(
        request, "parliament/sittings", found, face=ListedSitting, plans_for=body.slug if body else ""
    )


def sitting(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One sitting: when, where, with whom and on what."""
    found = access.one(request.user, "see", "parliament.Sitting", uuid=uuid)
    return show(request, "parliament/sitting", found, face=ShownSitting)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sitting_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a sitting of one's own committee."""
    body = access.one(request.user, "schedule", "directory.Organisation", slug=slug)
    bodies = access.rows(request.user, "see", "directory.Organisation").filter(
        classification__in=("committee", "regional")
    )
    form = SittingForm(request.POST if request.method == "POST" else None, body=body, bodies=bodies)
    made = done(form, lambda **said: acts.schedule(request.user, body, **said)) if form.is_bound else None
    if made:
        return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": made.uuid}))
    status = 422 if form.errors else 200
    return show_page(request, "parliament/sitting_new", form=form, body=body.name, slug=slug, status=status)
