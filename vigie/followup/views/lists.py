"""The list of recommendations, and what waits for an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from vigie import access
from vigie.followup.faces import ListedRecommendation
from vigie.web.show import show


def recommendations(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Recommendations, newest first."""
    found = access.rows(request.user, "see", "followup.Recommendation").for_listing().newest_first()
    return show(request, "followup/recommendations", found, face=ListedRecommendation)
