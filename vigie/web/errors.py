"""When there is nothing to show: absent and forbidden look alike."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _say(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "error.html", {"title": title, "sentence": sentence}, status=status)


def absent(request: HttpRequest, exception=None) -> HttpResponse:
    title = _("This page does not exist, or is not open to you.")
    return _say(request, 404, title, _("Check the address, or sign in with the account that may read it."))


def unreadable(request: HttpRequest, exception=None) -> HttpResponse:
    title = _("This request could not be read.")
    return _say(request, 400, title, _("Go back to the page before and try again. Nothing was changed."))


def broken(request: HttpRequest) -> HttpResponse:
    title = _("Something failed on our side.")
    return _say(
        request, 500, title, _("Nothing was half-written. Try again; if it fails again, tell the operator.")
    )
