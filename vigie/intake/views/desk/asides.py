"""What was refused and kept: shown, downloaded, looked at."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.intake import acts
from vigie.intake.faces.desk import ListedAside
from vigie.intake.forms.desk import ReasonForm
from vigie.intake.models import SetAside
from vigie.intake.receiving import stored
from vigie.intake.views.desk.readers import done, for_coordinators
from vigie.web.show import show


@require_safe
@for_coordinators
def asides(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What was set aside, newest first; `all` shows also what was looked at."""
    return _asides(request)


def _asides(
    request: HttpRequest, tried: tuple[str, ReasonForm] | None = None, status: int = 200
) -> HttpResponse:
    found = access.rows(request.user, "see", "intake.SetAside").newest_first()
    shown_all = "all" in request.GET
    return show(
        request, "intake/desk/asides", found if shown_all else found.unlooked(), face=ListedAside, status=status,
        shown_all=shown_all, tried=tried[0] if tried else "", form=tried[1] if tried else ReasonForm(),
    )  # fmt: skip


@require_safe
@for_coordinators
def aside_bytes(request: HttpRequest, uuid) -> HttpResponse:
    """The bytes as they came. Only ever a file to keep: no browser may show or run them in our name."""
    found = access.one(request.user, "see", "intake.SetAside", uuid=uuid)
    try:
        content = stored.path_of(found.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"{found.sha256[:16]}.bin",
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_coordinators
def aside_look(request: HttpRequest, uuid) -> HttpResponse:
    """Say that it was looked at, and what came of it."""
    found: SetAside = access.one(request.user, "amend", "intake.SetAside", uuid=uuid)
    form = ReasonForm(request.POST)
    if not done(form, lambda because: acts.look_at(request.user, found, because=because)):
        return _asides(request, (str(found.uuid), form), status=422)
    return HttpResponseRedirect(reverse("asides"))
