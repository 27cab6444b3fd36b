"""Opening two reports to each other's organisations, and closing them again."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from vigie.counting.models import Inquiry, Overlap, Pair
from vigie.counting.weighing import weigh
from vigie.directory.audiences import audience, joined
from vigie.directory.models import Audience, Organisation
from vigie.monitoring import gathering, merging
from vigie.monitoring.models import Choice, Incident, Link, Merger, Report
from vigie.monitoring.unfit import Unfit


def open_both(overlap: Overlap, on: date) -> None:
    """Let each organisation read the other's report, these two and no more, and ask whether they are one."""
    overlap.opened_on = on
    overlap.save(update_fields=["opened_on"])
    for question in (overlap.one, overlap.other):
        _readdress(question)
    reports = overlap.one.report, overlap.other.report
    gathering.settle(_incidents(*reports).values_list("pk", flat=True))
    _pair(*reports)


def close_both(overlap: Overlap, on: date) -> None:
    """Give both reports back to those who could read them before. What was read has been read."""
    overlap.closed_on = on
    overlap.save(update_fields=["closed_on"])
    for question in (overlap.one, overlap.other):
        _readdress(question)
    reports = overlap.one.report, overlap.other.report
    for incident in _incidents(*reports):
        _separate(incident, reports)


def _readdress(question: Inquiry) -> None:
    """Set who reads the report: those at the time of asking, and the sides of what is open now."""
    report = question.report
    sides = Overlap.objects.of_report(report).open().with_sides()
    others = {
        each.organisation
        for overlap in sides
        for each in (overlap.one, overlap.other)
        if each.report_id != report.pk
    }
    report.audience = _widened(question.audience, others)
    report.save(update_fields=["audience"])


def _widened(base: Audience, others: set[Organisation]) -> Audience:
    """An audience with other organisations added. GREEN and CLEAR reach them already."""
    if not others or base.tlp not in ("TLP:AMBER", "TLP:AMBER+STRICT"):
        return base
    named = base.partners.all() if base.tlp == "TLP:AMBER" else ()
    return audience("TLP:AMBER", owners=base.owners.all(), partners={*named, *others})


def _incidents(*reports: Report) -> QuerySet[Incident]:
    linked = Link.objects.filter(report__in=reports)
    return Incident.objects.filter(pk__in=linked.values("incident")).order_by("pk")


def _pair(one: Report, other: Report) -> None:
    """Put the pair into the review, with its reasons, as if the matching had just found it."""
    from vigie.core.pairing import match  # the engine is compiled: not loaded for pages
    from vigie.counting.boards import board_of
    from vigie.counting.keeping import pair_of
    from vigie.counting.running import in_use

    board = board_of([one.pk, other.pk])
    weights, _calibration = in_use()
    pair = pair_of(board, match(board.reports, weights=weights), 0, 1)
    Pair.objects.filter(pk=pair.pk, standing="rejected").update(standing="to_review")
    weigh(Pair.objects.filter(pk=pair.pk))


def _separate(incident: Incident, reports: tuple[Report, Report]) -> None:
    """Take out of an incident what its other reports' owners may not read any more, and settle it."""
    held = {link.report_id: link.report for link in incident.links.select_related("report")}
    ours = [each for each in reports if each.pk in held]
    for leaving in ([], *([each] for each in reversed(ours)), ours):
        staying = [report for key, report in held.items() if key not in {each.pk for each in leaving}]
        if staying and joined(Audience.objects.filter(pk__in=[r.audience_id for r in staying])):
            _part(incident, leaving)
            return
    raise Unfit(f"{incident.ref}: no part of its reports may be read together.")


def _part(incident: Incident, leaving: list[Report]) -> None:
    """Let reports leave with what was chosen from them; each goes back to where it was before a merger."""
    Choice.objects.filter(incident=incident, report__in=leaving, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    for report in leaving:
        merger = _merger_of(incident, report)
        if merger:
            merging.release(merger)
        else:
            gathering.part([report])
            gathering.found([[report]])
    gathering.settle([incident.pk])


def _merger_of(incident: Incident, report: Report) -> Merger | None:
    """The merger by which this report alone came here, if one did."""
    link = Link.objects.get(report=report)
    standing = Merger.objects.filter(into=incident, undone_at=None)
    return next((each for each in standing if each.moved.get("links") == [link.pk]), None)
