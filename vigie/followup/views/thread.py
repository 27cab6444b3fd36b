"""One recommendation and its thread."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.followup.doings import offered
from vigie.followup.faces import ShownRecommendation
from vigie.followup.models import Recommendation
from vigie.followup.showing import shown
from vigie.web import words
from vigie.web.show import show


def recommendation(request: HttpRequest, ref: str, ending: str = "") -> HttpResponse:
    """One recommendation: where one stands, how it came there, and what the reader may do."""
    row = seen(request, ref)
    begun = {each.doing: words.clock(each.saved_at) for each in _begun(request, row)}
    doings = [(each.slug, each.title, begun.get(each.slug, "")) for each in offered(request.user, row)]
    return show(
        request, "followup/recommendation", shown(request.user, row), face=ShownRecommendation, doings=doings,
        may_amend=access.may(request.user, "amend", row),
        may_time=row.state == "issued" and access.may(request.user, "time", row),
    )  # fmt: skip


def seen(request: HttpRequest, ref: str) -> Recommendation:
    """The recommendation, if it is open to who asks."""
    found = access.rows(request.user, "see", "followup.Recommendation").filter(ref=ref).for_listing().first()
    if found is None:
        raise Http404
    return found


def _begun(request: HttpRequest, row: Recommendation):
    return access.rows(request.user, "see", "followup.StepDraft").filter(recommendation=row)
