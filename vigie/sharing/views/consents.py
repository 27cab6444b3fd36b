"""Asks to pass something on, and their answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from vigie import access
from vigie.sharing import acts
from vigie.sharing.acts.consent import members
from vigie.sharing.faces.consent import ListedConsent
from vigie.sharing.forms.doing import AnswerForm
from vigie.sharing.models import Consent
from vigie.sharing.views.doing import done, only_bodies
from vigie.web.show import show

CONSENT = "sharing.Consent"


@login_required
def consents(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Those that wait for one's body first; then all, newest first."""
    only_bodies(request)
    return _shown(request)


@require_POST
def consent_answer(request: HttpRequest, uuid) -> HttpResponse:
    """Agree or refuse."""
    row = access.rows(request.user, "answer", CONSENT).for_reading().filter(uuid=uuid).first()
    if row is None:
        raise Http404
    form = AnswerForm(request.POST, auto_id=f"{row.uuid}-%s")
    if done(form, lambda: _answer(request, row, **form.cleaned_data)) is None:
        return _shown(request, status=422, typed={row.pk: form})
    return HttpResponseRedirect(reverse("consents"))


def _answer(request: HttpRequest, row: Consent, *, answer: str, reason: str, as_shown: str) -> None:
    if answer == "agreed":
        acts.agree(request.user, row, reason=reason, as_shown=as_shown)
    else:
        acts.refuse(request.user, row, reason=reason)


def _shown(request: HttpRequest, *, status: int = 200, typed: dict | None = None) -> HttpResponse:
    typed = typed or {}
    seen = access.rows(request.user, "see", CONSENT).for_reading().newest_first()
    waiting = access.rows(request.user, "answer", CONSENT).for_reading().newest_first()
    asked = [(ListedConsent.of(row), _form(row, typed.get(row.pk))) for row in waiting]
    return show(request, "sharing/consents", seen, face=ListedConsent, status=status, waiting=asked)


def _form(row: Consent, typed: AnswerForm | None) -> AnswerForm:
    """The form as it was typed, or an empty one; in both, who is in the circle now."""
    now = members(row.circle)
    if typed is None:
        return AnswerForm(initial={"as_shown": now}, auto_id=f"{row.uuid}-%s")
    typed.data = {**typed.data.dict(), "as_shown": now}
    return typed
