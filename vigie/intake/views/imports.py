"""The pages of imports: what was brought, bringing a file, and what became of every row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from vigie import access
from vigie.intake.acts import bring, bring_filled
from vigie.intake.faces.imports import ListedRun, ShownRow, ShownRun
from vigie.intake.files.recognising import Recognised, Unrecognised
from vigie.intake.forms.brought import BringForm, too_large
from vigie.intake.models import OUTCOMES, ImportRun
from vigie.web.show import show, show_page

# What a form adds around the file itself.
FORM_OVERHEAD_BYTES = 500_000


@require_safe
def imports(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What one's organisation brought, newest first; a monitor's own."""
    organisation = _organisation(request)
    found = access.rows(request.user, "see", "intake.ImportRun").with_filer().newest_first()
    return show(request, "intake/imports", found, face=ListedRun, organisation=organisation.name)


@require_safe
def import_run(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One run: the sentence first, then its rows."""
    run = access.one(request.user, "see", "intake.ImportRun", uuid=uuid)
    outcome = request.GET.get("outcome", "")
    found = access.rows(request.user, "see", "intake.ImportRow").of(run).with_outcome(outcome)
    reports = access.rows(request.user, "see", "monitoring.Report")
    return show(
        request, "intake/run", found.told_to(request.user, reports).in_file_order(), face=ShownRow,
        run=ShownRun.of(run), outcome=outcome if outcome in dict(OUTCOMES) or outcome == "remarked" else "",
    )  # fmt: skip


@csrf_exempt  # checked below, once the length is known: the check reads the body
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Bring a file."""
    organisation = _organisation(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > settings.UPLOAD_LIMIT_BYTES + FORM_OVERHEAD_BYTES:
        form = _asked(request, organisation)
        return _form(request, form, organisation, status=413, refusal=too_large(organisation.slug))
    return _import_new(request, organisation)


@csrf_protect
def _import_new(request: HttpRequest, organisation) -> HttpResponse:
    if request.method != "POST":
        return _form(request, _asked(request, organisation), organisation)
    form = _asked(request, organisation, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, organisation, status=422)
    run = _brought(request, organisation, form)
    if run is None:
        return _form(request, form, organisation, status=422)
    address = reverse("import-run", kwargs={"uuid": run.uuid})
    return redirect(f"{address}?outcome=refused" if run.refused and not run.faults else address)


def _asked(request: HttpRequest, organisation, *given) -> BringForm:
    saved = access.rows(request.user, "see", "intake.SavedMapping").by_name()
    fillable = access.rows(request.user, "fill", "intake.Form").order_by("title")
    return BringForm(*given, slug=organisation.slug, saved=saved, fillable=fillable)


def _brought(request: HttpRequest, organisation, form: BringForm) -> ImportRun | None:
    """Bring the file that the form holds; None, with an error in it, where nobody can tell what it is."""
    given = form.cleaned_data
    with set_apart(given["file"], "file") as path, set_apart(given["mapping"], "mapping") as mapping:
        found = Recognised.of(request.user, path, given, mapping)
        if isinstance(found, Unrecognised):
            form.add_error(found.field, found.sentence)
            return None
        if found.form is not None:
            return bring_filled(request.user, found.form, path=path, file_name=given["file"].name)
        return bring(
            request.user, organisation, path=path, source=found.source, mapping=found.mapping,
            series=given["series"] or found.series, file_name=given["file"].name,
        )  # fmt: skip


@contextmanager
def set_apart(upload: UploadedFile | None, name: str) -> Iterator[Path | None]:
    """An uploaded file in a folder that only this process may read, gone when it is done with."""
    if upload is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="vigie-", dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        path = Path(folder) / name
        with path.open("wb") as kept:
            for piece in upload.chunks():
                kept.write(piece)
        yield path


def _organisation(request: HttpRequest):
    """The organisation for which this person brings files; absent for those who bring none."""
    own = getattr(request.user, "organisation_id", None)
    return access.one(request.user, "import_into", "directory.Organisation", pk=own)


def _form(request: HttpRequest, form: BringForm, organisation, **more) -> HttpResponse:
    limit = settings.UPLOAD_LIMIT_BYTES // 1_000_000
    return show_page(request, "intake/new", form=form, organisation=organisation.name, limit=limit, **more)
