"""One recommendation and its thread."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.followup.faces import ShownRecommendation
from vigie.followup.models import Recommendation
from vigie.followup.showing import shown
from vigie.web.show import show


def recommendation(request: HttpRequest, ref: str, ending: str = "") -> HttpResponse:
    """One recommendation: where one stands, and how it came there."""
    row = seen(request, ref)
    return show(request, "followup/recommendation", shown(request.user, row), face=ShownRecommendation)


def seen(request: HttpRequest, ref: str) -> Recommendation:
    """The recommendation, if it is open to who asks."""
    found = access.rows(request.user, "see", "followup.Recommendation").filter(ref=ref).for_listing().first()
    if found is None:
        raise Http404
    return found
