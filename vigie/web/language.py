"""French first; English by a switch. The browser's own preference is not asked."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "langue"
OFFERED = tuple(code for code, _ in settings.LANGUAGES)


class LanguageMiddleware:
    """Speak the language chosen by the switch, or else the account's, or else French."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE) or getattr(request.user, "language", "")
        language = chosen if chosen in OFFERED else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("language") in OFFERED:
        response.set_cookie(
            COOKIE, request.POST["language"], max_age=31_536_000, samesite="Strict", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
