"""Documents of sittings: the list of those that a reader may open, the file itself, and withdrawing one."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.record import ListedDocument
from vigie.sharing import storing
from vigie.web.show import show


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Documents that the reader may open, newest first: also those whose sitting is not shared with them."""
    found = access.rows(request.user, "see", "parliament.Document").select_related("sitting", "terms")
    return show(request, "parliament/documents", found.order_by("-added_at", "-pk"), face=ListedDocument)


@require_safe
def document(request: HttpRequest, uuid) -> HttpResponse:
    """The file, as it was given, never opened by the browser itself: what runs in it would run as Vigie."""
    found = access.one(request.user, "see", "parliament.Document", uuid=uuid)
    response = StreamingHttpResponse(storing.pieces_of(found.sha256), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.filename)}"
    response["Content-Length"] = str(found.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def document_withdraw(request: HttpRequest, uuid) -> HttpResponse:
    """Close a document to all but the committee that gave it."""
    found = access.one(request.user, "amend", "parliament.Document", uuid=uuid)
    if found.terms.withdrawn_at is None:
        acts.withdraw_document(request.user, found)
    return HttpResponseRedirect(reverse("sitting", kwargs={"uuid": found.sitting.uuid}))
