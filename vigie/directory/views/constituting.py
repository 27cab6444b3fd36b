"""What a body is and may do, and that it ended: written down and corrected by those who speak of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.directory import acts
from vigie.directory.constituting import STANDING, SUCCESSION, EndForm, Sourced, StandingForm
from vigie.directory.models import Organisation
from vigie.web.show import show_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def standing_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a body is during a time."""
    body = access.one(request.user, "constitute", "directory.Organisation", slug=slug)
    form = StandingForm(request.POST or None)
    return _asked(
        request, body, form, lambda: acts.add_standing(request.user, body, sources=form.sources, **form.said(STANDING)),
        title=_("What it is and may do"), button=_("Write it down"),
        hint=_("During one time, by one text. What it was before stays on its page."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def standing(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Correct what was written, or give it its end."""
    row = access.one(request.user, "amend", "directory.Standing", pk=number, organisation__slug=slug)
    form = StandingForm(request.POST or None, initial=StandingForm.initial_of(row))
    return _asked(
        request, row.organisation, form,
        lambda: acts.amend_standing(request.user, row, sources=form.sources, **form.said(STANDING)),
        title=_("Correct what it is and may do"), button=_("Correct it"),
        hint=_("The source you name joins those there are; the ledger keeps who changed what."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def body_end(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a body ended, and who took over, if anybody did."""
    body = access.one(request.user, "constitute", "directory.Organisation", slug=slug)
    form = EndForm(request.POST or None, bodies=_others(request, body))
    return _asked(
        request, body, form, lambda: acts.end_body(request.user, body, sources=form.sources, **form.said(SUCCESSION)),
        title=_("Say that it ended"), button=_("Write down that it ended"),
        hint=_("From the day after, no deadline runs before it, and the clock of what it asked stands still."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def succession(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Name the successor once there is one, or correct what was written."""
    row = access.one(request.user, "amend", "directory.Succession", pk=number, earlier__slug=slug)
    bodies = _others(request, row.earlier)
    form = EndForm(request.POST or None, initial=EndForm.initial_of(row), bodies=bodies)
    return _asked(
        request, row.earlier, form,
        lambda: acts.amend_succession(request.user, row, sources=form.sources, **form.said(SUCCESSION)),
        title=_("Who took over"), button=_("Write it down"),
        hint=_("The source you name joins those there are; the ledger keeps who changed what."),
    )  # fmt: skip


def _others(request: HttpRequest, body: Organisation):
    seen = access.rows(request.user, "see", "directory.Organisation")
    return seen.exclude(pk=body.pk).filter(classification=body.classification).order_by("country", "name")


def _asked(
    request: HttpRequest,
    body: Organisation,
    form: Sourced,
    doing: Callable,
    *,
    title: str,
    button: str,
    hint: str,
) -> HttpResponse:
    """Show the form; or do it and go back to the body; or show it again with what is wrong."""
    if form.is_bound and form.is_valid():
        try:
            doing()
            return HttpResponseRedirect(reverse("organisation", kwargs={"slug": body.slug}))
        except ValidationError as refusal:
            form.refuse(refusal)
    return show_page(
        request, "directory/constitute", form=form, slug=body.slug, body=body.name, title=title, button=button,
        hint=hint, status=400 if form.errors else 200,
    )  # fmt: skip
