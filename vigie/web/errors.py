"""When there is nothing to show: absent and forbidden look alike."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from vigie.ledger.act import Refused
from vigie.web import typed


def _say(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    said = {"status": status, "title": title, "sentence": sentence}
    request.is_answered_with_an_error = True
    return render(request, "error.html", said, status=status)


def absent(request: HttpRequest, exception=None) -> HttpResponse:
    title = _("This page does not exist, or is not open to you.")
    return _say(request, 404, title, _("Check the address, or sign in with the account that may read it."))


def unreadable(request: HttpRequest, exception=None) -> HttpResponse:
    title = _("This request could not be read.")
    return _say(request, 400, title, _("Go back to the page before and try again. Nothing was changed."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: most often a page left open while the session ended.

    What was typed in a form with `{% once %}` is kept, and the way leads back to it.
    """
    if (back := typed.stale(request)) is not None:
        return back
    title = _("This page has been open too long.")
    sentence = _("Nothing was changed. Go back, load the page again and send your answer once more.")
    return _say(request, 403, title, sentence)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without the request, so that what failed (the database, say) is not asked again."""
    said = {
        "status": 500,
        "title": _("Something failed on our side."),
        "sentence": _("Nothing was half-written. Try again; if it fails again, tell the operator."),
    }
    return HttpResponse(render_to_string("error.html", said), status=500)


class RefusedMiddleware:
    """An act that the law refuses is answered as if its subject were absent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return absent(request) if isinstance(exception, Refused) else None
