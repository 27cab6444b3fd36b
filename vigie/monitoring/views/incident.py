"""One incident, what is decided about it, and one report."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from vigie import access
from vigie.core.dates import When
from vigie.directory.commanding import who_commanded
from vigie.monitoring import deciding
from vigie.monitoring.faces import HeldIncident, ReceivedReport, WeighedIncident
from vigie.monitoring.faces.report import Version
from vigie.monitoring.history import history_of
from vigie.monitoring.models import Incident
from vigie.monitoring.oversight import oversees
from vigie.monitoring.placing import place_of
from vigie.monitoring.views.readers import for_readers
from vigie.web.panels import panels
from vigie.web.show import show


@dataclass(frozen=True)
class Overseen:
    """The face of an incident's page for those who oversee."""

    of = staticmethod(HeldIncident.overseen)


@for_readers
def incident(request: HttpRequest, ref: str, ending: str = "") -> HttpResponse:
    """What we hold, who says what, where, under whose command, and what was done with it."""
    found = _found(request.user, ref)
    if found.state != "merged":
        return _page(request, found)
    if access.may(request.user, "follow", found):
        # Also as data: what the tombstone held may have been for fewer readers than what stands for it now.
        onward = reverse("incident", kwargs={"ref": found.merged_into.ref, "ending": ending})
        return HttpResponseRedirect(f"{onward}?from={found.ref}")
    found.merged_into = None  # not to be named to those who may not read it
    return _page(request, found)


def _found(actor, ref: str) -> Incident:
    """The incident, or the tombstone that leads on to one that this reader sees."""
    for verb in ("see", "follow"):
        found = _everything(access.rows(actor, verb, "monitoring.Incident")).filter(ref=ref.upper()).first()
        if found:
            return found
    raise Http404


def _everything(rows):
    return rows.with_everything().select_related("area__parent__parent").prefetch_related(
        "contests", "mergers__incident", "absorbed__into"
    )  # fmt: skip


def _page(request: HttpRequest, found: Incident, tried=None, status: int = 200) -> HttpResponse:
    actor = request.user
    reads, precise = access.reads_reports(actor), not oversees(actor)
    face = WeighedIncident if reads else HeldIncident if precise else Overseen
    return show(
        request, "monitoring/incident", found, face=face, status=status,
        reads=reads, precise=precise, picture=place_of(actor, found, precise=precise),
        units=_units(actor, found) if reads else [], history=history_of(actor, found) if reads else [],
        forms=_forms(actor, found, tried) if reads else [], came_from=request.GET.get("from", "")[:24],
        panels=panels("incident" if reads else "incident-overseen", actor, found),
        objections=[deciding.objection(each) for each in deciding.open_contests(found)] if reads else [],
    )  # fmt: skip


def _units(actor, found: Incident) -> list[dict]:
    """Units named, each with who is said to have commanded it on that date."""
    on = When(found.date_first, found.date_last, found.date_precision)
    return [
        {
            "slug": named.unit.slug, "name": named.unit.name, "part": named.get_part_display(),
            "certainty": named.certainty, "sources": len(named.sources),
            "holders": who_commanded(actor, named.unit, on).holders,
        }
        for named in found.units.all()
    ]  # fmt: skip


def _forms(actor, found: Incident, tried) -> list:
    return [tried if tried and form.name == tried.name else form for form in deciding.offered(actor, found)]


@for_readers
@require_POST
def decide(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """Do one act, or show the page again with what is wrong and what was typed."""
    form_of = deciding.BY_NAME.get(name)
    if form_of is None:
        raise Http404
    allowed = access.rows(request.user, form_of.verb, "monitoring.Incident").filter(ref=ref.upper())
    found = _everything(allowed).first()
    if found is None:
        raise Http404
    form = form_of(request.user, found, request.POST)
    if deciding.done(form):
        return HttpResponseRedirect(reverse("incident", args=[found.ref]))
    return _page(request, found, tried=form, status=400)


@for_readers
def report(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """A report as received, with its versions and the incident it tells of."""
    actor = request.user
    access.one(actor, "see", "monitoring.Report", uuid=uuid)
    seen = access.rows(actor, "see", "monitoring.Report")
    found = seen.select_related("organisation", "audience").get(uuid=uuid)
    same = seen.filter(organisation=found.organisation_id, dataset=found.dataset, key=found.key)
    incidents = access.rows(actor, "see", "monitoring.Incident").filter(links__report__in=same)
    return show(
        request, "monitoring/report", found, face=ReceivedReport,
        versions=[Version.of(each) for each in same.order_by("-version")],
        incidents=list(incidents.values_list("ref", "state").distinct()),
        panels=panels("report", actor, found),
    )  # fmt: skip
