"""Coming in and going out."""

from __future__ import annotations

import math

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.access import NodeActor
from vigie.directory import throttle
from vigie.directory.faces.account import DemoAccount
from vigie.directory.loading import DEMO_PASSWORD
from vigie.ledger.models import Node
from vigie.web.show import show_page


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the name and password. What is refused says nothing about whether the name exists."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_back(request))
        return _asked(request)
    username, password = request.POST.get("username", ""), request.POST.get("password", "")
    key = throttle.key_of(username, request.COOKIES.get(throttle.COOKIE, ""))
    if waits := throttle.take_turn(key):
        return _asked(request, status=429, wrong=_wait(waits))
    account = authenticate(request, username=username.strip(), password=password)
    if account is None:
        sentence = _("This name and this password do not go together. Check both, capital letters too.")
        return _asked(request, status=403, wrong=sentence)
    throttle.forget(key)
    login(request, account)  # gives the session a new key
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        throttle.COOKIE, throttle.cookie_for(username), max_age=throttle.COOKIE_AGE, httponly=True,
        samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/")


def _asked(request: HttpRequest, *, status: int = 200, wrong: str = "") -> HttpResponse:
    return show_page(
        request, "directory/sign_in", status=status, wrong=wrong, next=_back(request),
        username=request.POST.get("username", ""), demo=_demo_accounts(), demo_password=DEMO_PASSWORD,
    )  # fmt: skip


def _back(request: HttpRequest) -> str:
    """The page to go on to: one of this site, or else the first."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def _wait(waits) -> str:
    minutes = math.ceil(waits.total_seconds() / 60)
    return ngettext(
        "There were too many wrong tries for this name. Try again in %(n)s minute.",
        "There were too many wrong tries for this name. Try again in %(n)s minutes.",
        minutes,
    ) % {"n": minutes}


def _demo_accounts() -> list[DemoAccount]:
    """Everybody who may be played on a fictional node; nobody on any other."""
    if not Node.here().fictional:
        return []
    found = access.rows(NodeActor(), "see", "directory.Account").filter(is_active=True)
    return [DemoAccount.of(each) for each in found.select_related("organisation").order_by("pk")]
