"""Filling a form without a connection: the pages that a device keeps, and the door for what it sealed."""

from __future__ import annotations

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vigie.core.xforms.filling import Unfillable
from vigie.intake.faces.webform import OfflineForm
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.views.webform import offered_version, to_sign_in
from vigie.intake.webform.arriving import NotTheirs, arrived
from vigie.intake.webform.lists import rows_of
from vigie.intake.webform.offline import offline_form
from vigie.intake.webform.opening import empty, language_for, plan_for
from vigie.intake.webform.sealing import MOST_BYTES, Unopened
from vigie.intake.webform.showing import receipt_number
from vigie.web.show import show_page

SCRIPT = "vigie/remplir/worker.js"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages for use without a connection. It rules this form's addresses and no others."""
    with open(finders.find(SCRIPT), encoding="utf-8") as file:
        response = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/remplir"
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What a device shows without a connection where it has no such page. It names nobody."""
    return show_page(request, "intake/webform/kept")


@require_safe
def form(request: HttpRequest, uuid) -> HttpResponse:
    """A whole form in one page, for a device to keep. It names nobody, and holds no answer."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    version = offered_version(request, uuid)
    try:
        plan = plan_for(version)
    except Unfillable:
        return to_sign_in(request)
    language = language_for(plan.definition, request.GET.get("langue", ""))
    it: OfflineForm = offline_form(version, empty(version, request.user, language), request.user)
    return show_page(request, "intake/webform/offline", it=it)


@require_safe
def lists(request: HttpRequest, uuid) -> HttpResponse:
    """The long lists of a form, such as places: as this person may have them."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    version = offered_version(request, uuid)
    filling = empty(version, request.user, "")
    far = {
        name: rows_of(node)
        for name, node in filling.setting.instances.items()
        if name not in filling.plan.instances
    }
    return JsonResponse(far, json_dumps_params={"ensure_ascii": False})


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Whether somebody is signed in, and the token that their next message needs."""
    return JsonResponse({"open": request.user.is_authenticated, "token": get_token(request)})


@require_POST
def arrival(request: HttpRequest) -> HttpResponse:
    """Take one sealed report. The device forgets it at 201; what can't be taken yet, it keeps."""
    if not request.user.is_authenticated:
        return _answer(401, _("Sign in to send what waits."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _answer(413, _("This report is over %(limit)s MB.") % {"limit": MOST_BYTES // 1_000_000})
    try:
        received = arrived(request.user, request.read(MOST_BYTES))
    except NotTheirs:
        return _answer(403, _("Somebody else filled this report. They must sign in to send it."))
    except Unopened as fault:
        return _answer(422, _UNOPENED[fault.code]())
    except NotTaken as refusal:
        return _answer(refusal.status, refusal.sentence())
    return JsonResponse({"receipt": receipt_number(received.submission)}, status=201)


_UNOPENED = {
    "damaged": lambda: _("This report arrived damaged. It stays on this device: tell your coordinator."),
    "other-key": lambda: _("This report was sealed for another key of the server. Tell the operator."),
    "other-version": lambda: _("The version of the form that was filled is not here. Tell your coordinator."),
}


def _answer(status: int, why: str) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)
