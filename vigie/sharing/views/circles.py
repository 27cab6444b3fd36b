"""Circles: the list, one circle, and what its keeper does with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.sharing import acts
from vigie.sharing.faces.circle import ListedCircle, ShownCircle
from vigie.sharing.forms.circle import CircleForm
from vigie.sharing.forms.doing import ReasonForm
from vigie.sharing.models import Circle
from vigie.sharing.views.doing import done, only_bodies, own_body
from vigie.web.show import show, show_page

CIRCLE = "sharing.Circle"


@login_required
def circles(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The circles that one's body keeps or belongs to, or that name one."""
    only_bodies(request)
    seen = access.rows(request.user, "see", CIRCLE).for_reading().by_name()
    keeps = access.role_of(request.user) in access.KEEPERS
    return show(request, "sharing/circles", seen, face=ListedCircle, keeps=keeps)


@require_safe
def circle(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """Who is in a circle, and who joined and left."""
    return _shown(request, _found(request, uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circle_new(request: HttpRequest) -> HttpResponse:
    """Make a circle that one's body keeps."""
    body = own_body(request, "keep")
    form = _form(request, request.POST if request.method == "POST" else None)
    made = (
        done(form, lambda: acts.make_circle(request.user, body, **form.cleaned_data))
        if form.is_bound
        else None
    )
    if made:
        return HttpResponseRedirect(reverse("circle", kwargs={"uuid": made.uuid}))
    return show_page(
        request, "sharing/circle_new", form=form, body=body.name, status=422 if form.errors else 200
    )


@require_POST
def circle_change(request: HttpRequest, uuid) -> HttpResponse:
    """Say anew who is in it."""
    row = _found(request, uuid, "amend")
    form = _form(request, {**request.POST.dict(), "bodies": request.POST.getlist("bodies"), "kind": row.kind})

    def change() -> None:
        got = form.cleaned_data
        acts.change_circle(request.user, row, name=got["name"], bodies=got["bodies"], persons=got["persons"])

    return _back(row) if done(form, change) else _shown(request, row, status=422, change=form)


@require_POST
def circle_close(request: HttpRequest, uuid) -> HttpResponse:
    """Let it reach nobody any more."""
    row = _found(request, uuid, "amend")
    form = ReasonForm(request.POST, auto_id="close-%s")
    closed = done(form, lambda: acts.close_circle(request.user, row, **form.said()))
    return _back(row) if closed else _shown(request, row, status=422, close=form)


def _form(request: HttpRequest, typed=None, **initial) -> CircleForm:
    bodies = access.rows(request.user, "see", "directory.Organisation").by_kind()
    persons = access.rows(request.user, "name", "directory.Account")
    return CircleForm(typed, bodies=bodies, persons=persons, initial=initial)


def _found(request: HttpRequest, uuid, verb: str = "see") -> Circle:
    row = access.rows(request.user, verb, CIRCLE).for_reading().filter(uuid=uuid).first()
    if row is None:
        raise Http404
    return row


def _shown(request: HttpRequest, row: Circle, *, status: int = 200, change=None, close=None) -> HttpResponse:
    lines = access.rows(request.user, "see", "ledger.Entry").about(row).newest_first()
    is_kept = access.may(request.user, "amend", row) and row.closed_at is None
    names = "\n".join(each.username for each in row.persons.all())
    begun = {"name": row.name, "bodies": [each.slug for each in row.bodies.all()], "persons": names}
    return show(
        request, "sharing/circle", ShownCircle.kept(row, lines, is_kept), face=ShownCircle, status=status,
        change=(change or _form(request, **begun)) if is_kept else None, close=close or ReasonForm(auto_id="close-%s"),
    )  # fmt: skip


def _back(row: Circle) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("circle", kwargs={"uuid": row.uuid}))
