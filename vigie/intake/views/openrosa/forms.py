"""What phones fetch: the list of forms, a form, what goes with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from mimetypes import guess_type
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.intake.lists import Listed, deleted, is_made, listed
from vigie.intake.openrosa.documents import ListedFile, ListedForm, form_list, integrity, manifest
from vigie.intake.receiving import stored
from vigie.intake.views.openrosa.door import document, openrosa, root
from vigie.intake.views.openrosa.ranges import ranged


@openrosa("GET", "HEAD")
def list_of_forms(request: HttpRequest) -> HttpResponse:
    """The forms that this monitor may fill, each in its newest published version."""
    found = _offered(request).filter(state="published").order_by("form__form_id", "-published_at", "-pk")
    if wanted := request.GET.get("formID"):
        found = found.filter(form__form_id=wanted)
    newest = {}
    for version in found.prefetch_related("files"):
        newest.setdefault(version.form_id, version)
    return _tagged(request, form_list(_listed(request, each) for each in newest.values()))


@openrosa("GET", "HEAD")
def form(request: HttpRequest, uuid, md5: str) -> HttpResponse:
    """A form, byte for byte as it was published."""
    return document(request, bytes(_version(request, uuid, md5).xml), md5)


@openrosa("GET", "HEAD")
def form_manifest(request: HttpRequest, uuid, md5: str) -> HttpResponse:
    """The files that go with a form; those that nobody has brought yet are left out."""
    version = _version(request, uuid, md5)
    return _tagged(request, manifest(_listed_files(request, version)))


@openrosa("GET", "HEAD")
def media(request: HttpRequest, uuid, md5: str, name: str) -> HttpResponse:
    """A file that goes with a form; a download that broke off resumes where it stopped."""
    file = _version(request, uuid, md5).files.filter(name=name).first()
    if file is not None and (made := listed(request.sender.actor, file)):
        return document(request, made.data, made.md5, "text/csv; charset=utf-8")
    if file is None or not file.sha256:
        raise Http404
    kind = guess_type(name)[0] or "application/octet-stream"
    return ranged(request, stored.path_of(file.sha256), file.md5, kind)


@openrosa("GET", "HEAD")
def list_integrity(request: HttpRequest, uuid, md5: str, name: str) -> HttpResponse:
    """Which of the entities asked about were deleted here."""
    file = _version(request, uuid, md5).files.filter(name=name).exclude(entity_list="").first()
    if file is None:
        raise Http404
    asked = [each for each in request.GET.get("id", "").split(",") if each]
    return _tagged(request, integrity(deleted(file, asked)))


def _offered(request: HttpRequest):
    """Versions that phones of this sender may hold: published ever, of forms that they may fill."""
    actor = request.sender.actor
    filled = access.rows(actor, "fill", "intake.Form")
    found = access.rows(actor, "see", "intake.FormVersion").filter(form__in=filled).exclude(state="draft")
    return found.select_related("form").defer("sheet", "definition", "mapping")


def _version(request: HttpRequest, uuid, md5: str):
    found = _offered(request).filter(form__uuid=uuid, md5=md5).first()
    if found is None:
        raise Http404
    return found


def _listed(request: HttpRequest, version) -> ListedForm:
    has_files = any(each.sha256 or is_made(each) for each in version.files.all())
    return ListedForm(
        version.form.form_id, version.title, version.version, version.md5,
        f"{_address(request, 'forms', version)}.xml",
        _address(request, "manifest", version) if has_files else "",
    )  # fmt: skip


def _listed_files(request: HttpRequest, version) -> Iterator[ListedFile]:
    media, gone = (_address(request, what, version) for what in ("media", "integrity"))
    for file in version.files.order_by("name"):
        name = quote(file.name, safe="")
        made = listed(request.sender.actor, file)
        if made:
            asked = f"{gone}/{name}" if made.is_entities else ""
            yield ListedFile(file.name, made.md5, f"{media}/{name}", _kind(made), asked)
        elif file.sha256:
            yield ListedFile(file.name, file.md5, f"{media}/{name}")


def _kind(made: Listed) -> str:
    if not made.is_entities:
        return ""
    return "approvalEntityList" if made.needs_approval else "entityList"


def _address(request: HttpRequest, what: str, version) -> str:
    return f"{root(request)}/{what}/{version.form.uuid}/{version.md5}"


def _tagged(request: HttpRequest, text: str) -> HttpResponse:
    return document(request, text, hashlib.sha256(text.encode()).hexdigest()[:32])
