"""What stands near a report, which reports were joined, and by which parameters."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.counting.faces.duplicate import JoinedReport, ToldRun
from vigie.counting.faces.nearby import NearReport, picture_of
from vigie.counting.nearby import neighbours
from vigie.monitoring.models import LIVE
from vigie.web.show import show


@login_required
def near(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """Everything that the engine compares a report with, among what this reader may read, with probabilities."""
    _analysts_only(request)
    access.one(request.user, "see", "monitoring.Report", uuid=uuid)
    report = (
        access.rows(request.user, "see", "monitoring.Report").select_related("organisation").get(uuid=uuid)
    )
    found, more = neighbours(request.user, report)
    seen = access.rows(request.user, "see", "monitoring.Incident")
    own = seen.filter(links__report=report).values_list("pk", flat=True).first()
    rows = [
        (number, each, own is not None and _incident(each) == own)
        for number, each in enumerate(found, start=1)
    ]
    return show(
        request, "counting/near", rows, face=NearReport, uuid=uuid, more=more, place=report.place_name,
        organisation=report.organisation.name, picture=picture_of(report, found).svg if found and not ending else "",
    )  # fmt: skip


def _incident(near) -> int | None:
    link = getattr(near.report, "link", None)
    return link.incident_id if link else None


@login_required
def duplicates(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The reports of every incident that rests on several, incident by incident."""
    _analysts_only(request)
    joined = access.rows(request.user, "see", "monitoring.Link").filter(
        incident__reports_count__gt=1, incident__state__in=LIVE
    )
    found = joined.select_related("incident", "report__organisation").order_by("-incident_id", "pk")
    return show(request, "counting/duplicates", found, face=JoinedReport)


@login_required
def runs(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The runs of the matching that this reader may know of, with their parameters."""
    _analysts_only(request)
    found = access.rows(request.user, "see", "counting.MatchRun").newest_first()
    return show(request, "counting/runs", found, face=ToldRun)


def _analysts_only(request: HttpRequest) -> None:
    if access.role_of(request.user) not in access.ANALYSTS:
        raise Http404
