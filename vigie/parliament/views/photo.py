"""Photographs of a site visit: given, shown, chosen for the report, removed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.core.photos import MOST_BYTES
from vigie.parliament import acts, pictures
from vigie.parliament.forms.visit_report import PhotoForm
from vigie.parliament.models import Photo
from vigie.parliament.views.filling import done
from vigie.parliament.views.site_visit import found_visit, shown_visit

FORM_BYTES = 100_000  # of the fields beside the file


class InMemory(MemoryFileUploadHandler):
    """Holds a photograph in memory alone: the server's own buffers on disk would keep the original."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        self.activated = content_length <= MOST_BYTES + FORM_BYTES


@csrf_exempt  # until the handler is set; the form's token is asked for in the next step
def photo_new(request: HttpRequest, uuid) -> HttpResponse:
    """Add a photograph to a visit."""
    request.upload_handlers = [InMemory(request)]
    return _photo_new(request, uuid)


@csrf_protect
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def _photo_new(request: HttpRequest, uuid) -> HttpResponse:
    if request.method != "POST":  # back from signing in: the file could not be kept
        return HttpResponseRedirect(reverse("site-visit", args=[uuid]) + "#photos")
    found = found_visit(request, "amend", uuid)
    form = PhotoForm(request.POST, request.FILES)

    def add(photo, shows) -> Photo:
        return acts.add_photo(request.user, found, content=photo.read(), shows=shows)

    if done(form, add):
        return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]) + "#photos")
    return shown_visit(request, found_visit(request, "see", uuid), status=422, photo_form=form)


@require_safe
def photo(request: HttpRequest, uuid) -> HttpResponse:
    """The picture itself."""
    found = access.one(request.user, "see", "parliament.Photo", uuid=uuid)
    try:
        content = pictures.read(found.uuid)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_POST
def photo_choose(request: HttpRequest, uuid) -> HttpResponse:
    """Put a photograph into the report, or take it out again."""
    return _do(
        request, uuid, lambda found: acts.choose_photo(request.user, found, in_report="in" in request.POST)
    )


@login_required
@require_POST
def photo_remove(request: HttpRequest, uuid) -> HttpResponse:
    return _do(request, uuid, lambda found: acts.remove_photo(request.user, found))


def _do(request: HttpRequest, uuid, doing) -> HttpResponse:
    found = access.one(request.user, "amend", "parliament.Photo", uuid=uuid)
    visit = found.visit
    try:
        doing(found)
    except ValidationError as refusal:
        return shown_visit(
            request, found_visit(request, "see", visit.uuid), status=422, problem=" ".join(refusal.messages)
        )
    return HttpResponseRedirect(reverse("site-visit", args=[visit.uuid]) + "#photos")
