"""What waits of site visits on the first page: a day that has passed, a report to write, to adopt, to table."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.web.awaited import Awaited
from vigie.web.panels import Panel


def visits(actor) -> list[Awaited]:
    """For the clerk and the chair of the committee whose visits they are."""
    if access.role_of(actor) not in ("clerk", "chair"):
        return []
    return [_to_say(actor), _to_report(actor), *_reports(actor)]


def _to_say(actor) -> Awaited:
    visits = access.rows(actor, "amend", "parliament.SiteVisit").to_be_made()
    n = visits.filter(ends_on__lt=timezone.localdate()).count()
    words = ngettext(
        "visit whose day has passed: was it made?", "visits whose day has passed: were they made?", n
    )
    return Awaited(n, words, _("Say who went and who was heard, or call it off."), reverse("site-visits"), n)


def _to_report(actor) -> Awaited:
    visits = access.rows(actor, "amend", "parliament.SiteVisit").filter(state="made", report=None)
    n = visits.count()
    words = ngettext("visit without a report", "visits without a report", n)
    return Awaited(
        n, words, _("Its findings are there: choose which the report tells."), reverse("site-visits")
    )


def _reports(actor) -> list[Awaited]:
    reports = access.rows(actor, "adopt", "parliament.VisitReport")
    drafts = reports.filter(state="draft").count()
    untabled = reports.filter(state="adopted", terms__withdrawn_at=None).count()
    address = reverse("visit-reports")
    return [
        Awaited(
            drafts, ngettext("report of a visit to adopt", "reports of visits to adopt", drafts),
            _("Only your committee reads it before."), address,
        ),
        Awaited(
            untabled, ngettext("report of a visit to table", "reports of visits to table", untabled),
            _("Adopted, and not yet before the assembly."), address,
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class Doors:
    """Which pages of visits this reader has beside the reports and the checklists, which are for everybody."""

    visits: bool


def doors(actor, _row=None) -> Panel:
    """On the page of committees: the way to visits, their reports and their checklists."""
    return Panel(
        "parliament/_visits_doors.html", Doors(access.role_of(actor) in ("clerk", "chair", "member"))
    )
