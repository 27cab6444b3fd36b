"""The file of a sitting: who gets one, and making it."""

from __future__ import annotations

import io
import zipfile

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.briefing import acts
from vigie.briefing.faces import Dossier, Reader
from vigie.briefing.making import as_pdf
from vigie.ledger.models import Node
from vigie.parliament.clock import local
from vigie.parliament.faces.sitting import when_of
from vigie.web import words
from vigie.web.masthead import ROLE_NAMES
from vigie.web.paper import MIME
from vigie.web.show import show_page


@login_required
@require_safe
def dossier(request: HttpRequest, uuid) -> HttpResponse:
    """The members for whom this reader makes copies: a clerk for all of the committee, others for themselves."""
    sitting = access.one(request.user, "brief", "parliament.Sitting", uuid=uuid)
    readers = tuple(_reader(request.user, sitting, each) for each in _readers(request))
    found = Dossier(
        str(sitting.uuid), sitting.title, when_of(sitting), sitting.body.name, len(readers) > 1, readers
    )
    return show_page(request, "briefing/dossier", it=found)


@login_required
@require_POST
def one_copy(request: HttpRequest, uuid, reader) -> HttpResponse:
    """Make one copy and hand it over."""
    sitting = access.one(request.user, "brief", "parliament.Sitting", uuid=uuid)
    whom = access.one(request.user, "brief", "directory.Account", uuid=reader)
    pdf = _made(request, sitting, whom)
    return _file(pdf, MIME, f"{_stem(sitting)}-{whom.username}.pdf")


@login_required
@require_POST
def all_copies(request: HttpRequest, uuid) -> HttpResponse:
    """Make a copy for each member and hand them over together."""
    sitting = access.one(request.user, "brief", "parliament.Sitting", uuid=uuid)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # PDFs are compressed already
        for whom in _readers(request):
            archive.writestr(f"{_stem(sitting)}-{whom.username}.pdf", _made(request, sitting, whom))
    return _file(packed.getvalue(), "application/zip", f"{_stem(sitting)}.zip")


def _readers(request: HttpRequest):
    found = access.rows(request.user, "brief", "directory.Account")
    return found.select_related("organisation").order_by("username")


def _made(request: HttpRequest, sitting, whom) -> bytes:
    """In the language of whom it is for; one's own in the language one reads now."""
    copy = acts.number_copy(request.user, sitting, reader=whom)
    language = request.LANGUAGE_CODE if whom.pk == request.user.pk else whom.language
    return as_pdf(copy, language)


def _reader(actor, sitting, whom) -> Reader:
    copies = access.rows(actor, "see", "briefing.Copy").filter(sitting=sitting, reader=whom)
    last = copies.order_by("-number").first()
    said = f"{last.number} · {words.moment(last.made_at)}" if last else ""
    return Reader(str(whom.uuid), whom.username, str(ROLE_NAMES[whom.role]), said)


def _stem(sitting) -> str:
    day = local(sitting.starts_at, sitting.body.country).date()
    fictional = "FICTIF-" if Node.here().fictional else ""
    return f"{fictional}dossier-{day.isoformat()}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_vary_headers(response, ["Cookie"])
    return response
