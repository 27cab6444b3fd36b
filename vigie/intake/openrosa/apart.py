"""Phones are answered apart from the pages: no session, no form against forgery, no typography."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

PHONES = "/odk/"
ADDRESSES = "vigie.intake.urls.openrosa"


class PhonesMiddleware:
    """Answer OpenRosa clients here, past every middleware that only pages need: half of a request's work."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PHONES):
            return self.get_response(request)
        try:
            view, given, named = resolve(request.path_info[len(PHONES) - 1 :], ADDRESSES)
        except Resolver404:
            return self.get_response(request)
        return view(request, *given, **named)
