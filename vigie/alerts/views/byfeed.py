"""The feed of one's searches: its secret address made, ended, and read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.alerts import acts
from vigie.alerts.feeding import as_atom, feed_of
from vigie.alerts.views.own import shown


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the feed, or give it a new address. Only this answer shows it: it is not kept."""
    token = acts.open_feed(request.user, request.user)
    address = request.build_absolute_uri(reverse("feed", kwargs={"token": token}))
    return shown(request, feed_address=address)


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    feed = access.rows(request.user, "amend", "alerts.Feed").first()
    if feed is not None:
        acts.close_feed(request.user, feed)
    return HttpResponseRedirect(reverse("alerts") + "?kept=no-feed")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed as Atom; whoever has no right token finds nothing here."""
    found = feed_of(token)
    if found is None:
        raise Http404
    made = as_atom(found, request.build_absolute_uri)
    etag, changed = f'"{found.content_hash[:32]}"', int(found.changed_at.timestamp())
    response = HttpResponse(made, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    # Kept by the reader's own program, asked about each time: what is withdrawn must not live on.
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response)
