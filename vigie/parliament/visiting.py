"""What waits of site visits on the first page: a day that has passed, a report to write, to adopt, to table."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from vigie import access
from vigie.parliament.panels import Waiting, WaitingPapers
from vigie.web.panels import Panel


def visits_panel(actor, _row=None) -> Panel | None:
    """For the clerk and the chair of the committee whose visits they are."""
    if access.role_of(actor) not in ("clerk", "chair"):
        return None
    found = tuple(each for each in (_to_say(actor), _to_report(actor), *_reports(actor)) if each.number)
    return Panel("parliament/_visits_waiting.html", WaitingPapers(found)) if found else None


def _to_say(actor) -> Waiting:
    visits = access.rows(actor, "amend", "parliament.SiteVisit").to_be_made()
    n = visits.filter(ends_on__lt=timezone.localdate()).count()
    words = ngettext(
        "visit whose day has passed: was it made?", "visits whose day has passed: were they made?", n
    )
    return Waiting(n, words, reverse("site-visits"))


def _to_report(actor) -> Waiting:
    visits = access.rows(actor, "amend", "parliament.SiteVisit").filter(state="made", report=None)
    n = visits.count()
    return Waiting(
        n, ngettext("visit without a report", "visits without a report", n), reverse("site-visits")
    )


def _reports(actor) -> tuple[Waiting, Waiting]:
    reports = access.rows(actor, "adopt", "parliament.VisitReport")
    drafts = reports.filter(state="draft").count()
    untabled = reports.filter(state="adopted", terms__withdrawn_at=None).count()
    address = reverse("visit-reports")
    return (
        Waiting(
            drafts, ngettext("report of a visit to adopt", "reports of visits to adopt", drafts), address
        ),
        Waiting(
            untabled, ngettext("report of a visit to table", "reports of visits to table", untabled), address
        ),
    )


@dataclass(frozen=True)
class Doors:
    """Which pages of visits this reader has beside the reports and the checklists, which are for everybody."""

    visits: bool


def doors(actor, _row=None) -> Panel:
    """On the page of committees: the way to visits, their reports and their checklists."""
    return Panel(
        "parliament/_visits_doors.html", Doors(access.role_of(actor) in ("clerk", "chair", "member"))
    )
