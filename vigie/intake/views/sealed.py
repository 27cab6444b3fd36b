"""Encrypted records: what waits for its recipient is given out, and what comes back is taken in."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.intake import acts
from vigie.intake.faces.sealed import SealedForm
from vigie.intake.models.opening import with_sealed
from vigie.intake.receiving import stored
from vigie.intake.receiving.opened import BadReturn, outcome_words, take
from vigie.web.show import show


@require_safe
def sealed(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Forms of one's organisation whose records come in encrypted."""
    return _shown(request)


@require_POST
def sealed_bundle(request: HttpRequest, uuid) -> HttpResponse:
    """Everything that opening needs, as one file for the recipient's own computer."""
    form = access.one(request.user, "open", "intake.Form", uuid=uuid)
    file = tempfile.TemporaryFile(dir=stored.arriving())  # noqa: SIM115 - gone once it has been sent
    acts.hand_over(request.user, form, path=file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{form.form_id}.vigie.zip")


@require_POST
def sealed_return(request: HttpRequest) -> HttpResponse:
    """Take what the recipient gives back into the register."""
    if access.role_of(request.user) != "coordinator":
        raise Http404
    file = request.FILES.get("file")
    if file is None:
        return _shown(request, faults=[_("Choose the file “for-the-register.json”.")], status=422)
    try:
        outcomes = take(request.user, file.read())
    except BadReturn as fault:
        return _shown(request, faults=[str(fault)], status=422)
    return _shown(request, told=outcome_words(outcomes))


def _shown(request: HttpRequest, status: int = 200, **said) -> HttpResponse:
    if access.role_of(request.user) != "coordinator":
        raise Http404
    found = with_sealed(access.rows(request.user, "open", "intake.Form"))
    return show(request, "intake/sealed", list(found), face=SealedForm, status=status, **said)
