"""Calendars: a committee's, and one's own behind a secret address."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.access.rules.sittings import COMMITTEE
from vigie.parliament import acts
from vigie.parliament.calendars import MEDIA_TYPE, calendar, owner
from vigie.parliament.faces.calendar import ShownKey
from vigie.parliament.forms.calendar import KeyForm
from vigie.parliament.views.doing import BODIES
from vigie.parliament.views.filling import done
from vigie.web.show import show_page

PAST_DAYS = 400
SHOWN_ONCE, SHOWN_WITHIN = "calendar-address", 300  # seconds


@require_safe
def committee_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """A committee's sittings as the reader of the page may know of them."""
    return _of_committee(request.user, slug)


@require_safe
@never_cache
def keyed_calendar(request: HttpRequest, secret: str, slug: str = "") -> HttpResponse:
    """The calendar of whoever was given this address: what they may know of today, not when it was given."""
    account = owner(secret)
    if account is None:
        raise Http404
    with translation.override(account.language):
        if slug:
            return _of_committee(account, slug)
        found = _rows(account)
        if access.role_of(account) in COMMITTEE:
            found = found.of_body(account.organisation)
        return _file(_("Sittings"), found, "seances")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def calendar_keys(request: HttpRequest) -> HttpResponse:
    """One's addresses. A new one is shown once: it is not kept, and no page shows it again."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    given = (
        done(form, lambda label: acts.give_key(request.user, request.user, label=label))
        if form.is_bound
        else None
    )
    if given:
        return _to_be_shown(request, given[1])
    secret = request.get_signed_cookie(SHOWN_ONCE, "", salt=str(request.user.uuid), max_age=SHOWN_WITHIN)
    address = (
        request.build_absolute_uri(reverse("keyed-calendar", kwargs={"secret": secret})) if secret else ""
    )
    keys = (
        access.rows(request.user, "see", "parliament.CalendarKey")
        .filter(revoked_at=None)
        .order_by("-made_at")
    )
    response = show_page(
        request, "parliament/calendar_keys", form=form, address=address, keys=[ShownKey.of(each) for each in keys],
        status=422 if form.errors else 200,
    )  # fmt: skip
    if secret:
        response.delete_cookie(SHOWN_ONCE, path=reverse("calendar-keys"))
    return response


def _to_be_shown(request: HttpRequest, secret: str) -> HttpResponse:
    """Lead to the page that shows the address. Until then only the browser that asked holds it, signed, for a while:
    answered with a page, a form that is sent twice would give two.
    """
    response = HttpResponseRedirect(reverse("calendar-keys"))
    response.set_signed_cookie(
        SHOWN_ONCE, secret, salt=str(request.user.uuid), max_age=SHOWN_WITHIN, path=reverse("calendar-keys"),
        secure=request.is_secure(), httponly=True, samesite="Strict",
    )  # fmt: skip
    return response


@require_POST
@login_required
def calendar_key_revoke(request: HttpRequest, uuid) -> HttpResponse:
    """Take an address back."""
    acts.revoke_key(request.user, access.one(request.user, "amend", "parliament.CalendarKey", uuid=uuid))
    return HttpResponseRedirect(reverse("calendar-keys"))


def _of_committee(actor, slug: str) -> HttpResponse:
    body = access.one(actor, "see", "directory.Organisation", slug=slug, classification__in=BODIES)
    return _file(body.name, _rows(actor).of_body(body), body.slug)


def _rows(actor):
    """In camera sittings are among them for those who sit; `calendars` says only their hours."""
    since = timezone.now() - timedelta(PAST_DAYS)
    seen = access.rows(actor, "see", "parliament.Sitting").filter(ends_at__gte=since)
    return seen.for_listing().prefetch_related("agenda").order_by("starts_at", "pk")


def _file(name: str, sittings, stem: str) -> HttpResponse:
    response = HttpResponse(calendar(name, sittings), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{stem}.ics"'
    return response
