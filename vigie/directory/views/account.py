"""One's own account: language, keys, password."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.directory import acts, throttle
from vigie.directory.faces.account import OwnAccount
from vigie.directory.forms import NewPassword, Preferences
from vigie.web import language
from vigie.web.show import show


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return _to_sign_in()
    return _shown(request)


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the language and the keys. The account's language then holds on every device."""
    if not request.user.is_authenticated:
        return _to_sign_in()
    form = Preferences(request.POST)
    if not form.is_valid():
        return _shown(request, status=400, preferences=form)
    acts.keep_preferences(request.user, request.user, **form.cleaned_data)
    response = HttpResponseRedirect(reverse("account") + "?kept=preferences")
    response.delete_cookie(language.COOKIE, samesite="Strict")
    return response


@sensitive_post_parameters()
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password: this session stays, the others end."""
    if not request.user.is_authenticated:
        return _to_sign_in()
    key = throttle.key_of(f"password of {request.user.uuid}")
    if throttle.take_turn(key):
        return _shown(request, status=429, too_often=True)
    form = NewPassword(request.user, request.POST)
    if form.is_valid():
        try:
            acts.change_password(request.user, request.user, password=form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
    if form.errors:
        return _shown(request, status=400, words=form)
    throttle.forget(key)
    update_session_auth_hash(request, request.user)
    return HttpResponseRedirect(reverse("account") + "?kept=password")


def _shown(request: HttpRequest, *, status: int = 200, **forms) -> HttpResponse:
    own = access.one(request.user, "see", "directory.Account", pk=request.user.pk)
    return show(
        request, "directory/account", own, face=OwnAccount, status=status, kept=request.GET.get("kept", ""),
        languages=settings.LANGUAGES, **forms,
    )  # fmt: skip


def _to_sign_in() -> HttpResponse:
    return HttpResponseRedirect(reverse("sign-in") + "?" + urlencode({"next": reverse("account")}))
