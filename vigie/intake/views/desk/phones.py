"""Telephones: set up, moved, revoked, seized; and passwords that only open the door for forms."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.intake import acts
from vigie.intake.desk.collecting import picture, settings_text
from vigie.intake.faces.desk import ShownPhone
from vigie.intake.forms.desk import AreaForm, PhoneForm, ReasonForm, SeizeForm
from vigie.intake.models import Phone
from vigie.intake.views.desk.readers import done, for_coordinators
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page

# What is done to a telephone: name in the address → the form that asks for it.
DOINGS = {"deplacer": AreaForm, "revoquer": ReasonForm, "saisir": SeizeForm}


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
@never_cache
def phone_new(request: HttpRequest) -> HttpResponse:
    """Set a telephone up. The answer shows its code once: it is not kept, and no page shows it again."""
    accounts = access.rows(request.user, "equip", "directory.Account")
    form = PhoneForm(request.POST if request.method == "POST" else None, accounts=accounts)
    made: list[tuple[Phone, str]] = []

    def add(account, label, area):
        made.append(acts.add_phone(request.user, account, label=label, area=area))

    if request.method != "POST" or not done(form, add):
        return show_page(request, "intake/desk/phone_new", form=form, status=422 if form.errors else 200)
    phone, token = made[0]
    address = request.build_absolute_uri(f"/odk/{token}")
    text = settings_text(address, phone.account.language)
    return show_page(
        request,
        "intake/desk/phone_made",
        it=ShownPhone.of(phone),
        code=picture(text),
        text=text,
        address=address,
    )


@require_safe
@for_coordinators
def phone(request: HttpRequest, uuid) -> HttpResponse:
    return _phone(request, _found(request, uuid))


@require_POST
@for_coordinators
def phone_do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Move, revoke or seize a telephone."""
    found = _found(request, uuid)
    if doing not in DOINGS:
        raise Http404
    form = DOINGS[doing](request.POST, auto_id=f"{doing}-%s")
    act = {"deplacer": acts.move_phone, "revoquer": acts.revoke_phone, "saisir": acts.seize_phone}[doing]
    if not done(form, lambda **said: act(request.user, found, **said)):
        return _phone(request, found, {doing: form}, status=422)
    if doing == "saisir" and access.rows(request.user, "see", "intake.Submission").held().exists():
        return HttpResponseRedirect(reverse("records") + "?state=held")
    return HttpResponseRedirect(reverse("phone", kwargs={"uuid": found.uuid}))


@require_POST
@for_coordinators
@never_cache
def field_password(request: HttpRequest, uuid) -> HttpResponse:
    """A new field password for the monitor of this telephone, shown once."""
    found = _found(request, uuid)
    try:
        password = acts.give_field_password(request.user, found.account)
    except Unfit as refusal:
        return _phone(request, found, {"refusal": str(refusal)}, status=422)
    return _phone(request, found, {"password": password, "root": request.build_absolute_uri("/odk")})


def _found(request: HttpRequest, uuid) -> Phone:
    seen = access.rows(request.user, "see", "intake.Phone").for_listing().filter(uuid=uuid)
    found = seen.first()
    if found is None:
        raise Http404
    return found


def _phone(request: HttpRequest, found: Phone, more: dict | None = None, status: int = 200) -> HttpResponse:
    more = more or {}
    forms = {name: more.pop(name, None) or form(auto_id=f"{name}-%s") for name, form in DOINGS.items()}
    return show(
        request, "intake/desk/phone", found, face=ShownPhone, status=status, move=forms["deplacer"],
        revoke=forms["revoquer"], seize=forms["saisir"], **more,
    )  # fmt: skip
