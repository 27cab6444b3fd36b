"""Around every form that carries a token: keep what would be lost, do what is asked once."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from vigie.web import words
from vigie.web.models import SentForm
from vigie.web.typed import keeping
from vigie.web.typed.filling import filled
from vigie.web.typed.token import FIELD, Shown, read

REMEMBERED = timedelta(days=3)  # longer than any token is valid
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError, MultiPartParserError)


class TypedMiddleware:
    """Posts with a token of `{% once %}`, and the pages on which their words come back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return _with_words(request, self.get_response(request))
        shown = _shown(request)
        if shown is None:
            return self.get_response(request)
        if shown.account != str(getattr(request.user, "uuid", "")):
            return _kept_for_later(request, shown)
        return self._once(request, shown)

    def _once(self, request: HttpRequest, shown: Shown) -> HttpResponse:
        """Do it, and remember where that led; or, if it was done, lead there.

        One transaction holds the claim on the number and all that the view writes: of two that come at once the
        second waits for the first, and what fails leaves neither.
        """
        with transaction.atomic():
            done = _claimed(shown)
            if done is not None:
                return HttpResponseRedirect(done.led_to or shown.page)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif response.status_code in (301, 302, 303):
                SentForm.objects.filter(nonce=shown.nonce).update(led_to=response["Location"][:2000])
                keeping.forget(request, request.get_full_path())
            else:  # it was shown again, with what is wrong: it may still be sent
                SentForm.objects.filter(nonce=shown.nonce).delete()
        return response


def stale(request: HttpRequest) -> HttpResponse | None:
    """For a form whose token against forgery is too old: keep its words, and lead back to it filled."""
    shown = _shown(request)
    if shown is None:
        return None
    return _kept_for_later(request, shown)


def _claimed(shown: Shown) -> SentForm | None:
    """The form if it was sent before; None, and it is claimed now, if not."""
    now = timezone.now()
    SentForm.objects.filter(at__lt=now - REMEMBERED).delete()
    keeping.purge(now)
    try:
        with transaction.atomic():
            SentForm.objects.create(nonce=shown.nonce, at=now)
    except IntegrityError:
        return SentForm.objects.get(nonce=shown.nonce)
    return None


def _shown(request: HttpRequest) -> Shown | None:
    """The token of what was posted. Views that read a body on their own terms are left alone."""
    try:
        if getattr(resolve(request.path_info).func, "csrf_exempt", False):
            return None
        return read(request.POST.get(FIELD, ""))
    except (Resolver404, *UNREADABLE):
        return None


def _kept_for_later(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Keep the words for their account, and lead back to the form, by way of signing in where that is needed."""
    key = keeping.keep(request, shown)
    response = _way_back(request, shown)
    if key is not None:
        keeping.give_key(response, key)
    return response


def _way_back(request: HttpRequest, shown: Shown) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': shown.page})}")
    if shown.account == str(request.user.uuid):
        return HttpResponseRedirect(shown.page)
    title = _("Another account is signed in by now.")
    sentence = _(
        "Nothing was changed. What was typed is kept for 24 hours for the account that opened the form: sign out, and "
        "sign in with that account in this browser."
    )
    return render(request, "error.html", {"status": 403, "title": title, "sentence": sentence}, status=403)


def _with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page whose form was typed in before: filled again."""
    is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    if keeping.COOKIE not in request.COOKIES or not is_page or response.status_code != 200:
        return response
    if found := keeping.kept(request):
        page = response.content.decode()
        response.content = filled(page, request.get_full_path(), found, _notice)
    return response


def _notice(kept: keeping.Kept) -> str:
    said = _("Your draft of %(time)s is here again. Nothing was sent yet: look it over and send it.")
    files = _("Files are not kept: choose them again.")
    told = said % {"time": words.clock(kept.at)}
    return format_html('<p class="notice" role="status">{} {}</p>', told, files)
