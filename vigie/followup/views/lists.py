"""The list of recommendations, and what waits for an answer."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from vigie import access
from vigie.followup import sides
from vigie.followup.faces import ListedRecommendation
from vigie.followup.forms import Filter
from vigie.followup.narrowing import narrowed
from vigie.followup.waiting import to_answer_for
from vigie.web.show import show


def recommendations(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Recommendations, newest first, narrowed by what the address says."""
    seen = access.rows(request.user, "see", "followup.Recommendation")
    asked = Filter(request.GET, addressees=_addressees(request, seen))
    chosen = asked.chosen()
    found = narrowed(seen, chosen)
    told = sides.sides(found) if not ending else []
    may_draft = access.rows(request.user, "recommend", "directory.Organisation").exists()
    return show(
        request, "followup/recommendations", found.for_listing().newest_first(), face=ListedRecommendation,
        asked=asked, is_filtered=bool(chosen), total=found.count(), late=found.late(timezone.localdate()).count(),
        may_draft=may_draft, sides=told, picture=sides.picture(told), active=asked.active(),
    )  # fmt: skip


def to_answer(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What one's own body was asked and has not answered, the first due first; then what it answered."""
    if not access.rows(request.user, "answer", "directory.Organisation").exists():
        raise Http404
    waiting = to_answer_for(request.user).for_listing()
    answered = access.rows(request.user, "respond", "followup.Recommendation").live().for_listing()
    answered = answered.filter(addressee=request.user.organisation_id).exclude(pk__in=waiting.values("pk"))
    return show(
        request, "followup/to_answer", sorted(waiting, key=_by_due), face=ListedRecommendation,
        late=waiting.response_late(timezone.localdate()).count(),
        answered=[ListedRecommendation.of(each) for each in answered.newest_first()],
    )  # fmt: skip


def _addressees(request: HttpRequest, seen: QuerySet) -> QuerySet:
    """Only those of recommendations that one sees: a choice tells that there is one."""
    bodies = access.rows(request.user, "see", "directory.Organisation")
    return bodies.filter(pk__in=seen.values("addressee")).order_by("name", "pk")


def _by_due(row) -> tuple:
    return (row.response_due is None, row.response_due, row.pk)
