"""The first page: what waits for each role, and what Vigie is for who has none."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vigie import access
from vigie.monitoring.effort import Effort, effort, effort_of
from vigie.monitoring.faces import ListedReport
from vigie.monitoring.history import act_in_words
from vigie.monitoring.oversight import READERS, oversees
from vigie.web import words
from vigie.web.awaited import Awaited, awaited
from vigie.web.masthead import WAITING
from vigie.web.panels import panels
from vigie.web.show import show_page
from vigie.web.sureness import beside

LATEST = 6


@dataclass(frozen=True)
class Change:
    """A recent act on an incident."""

    ref: str
    said: str
    when: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask each part of the page of the law: what a role may not see is empty, and not shown."""
    actor = request.user
    if not actor.is_authenticated:
        return show_page(request, "monitoring/welcome")
    reads = access.reads_reports(actor)
    efforts = effort(access.rows(actor, "see", "monitoring.Report")) if reads else []
    waiting = sorted(_awaited(actor) + awaited(actor), key=lambda each: not each.late)
    open_to_all = access.rows(actor, "see", "monitoring.Incident").live() if oversees(actor) else None
    return show_page(
        request, "monitoring/home", today=timezone.localdate(), awaited=waiting,
        late=sum(each.late for each in waiting),
        reads_register=access.role_of(actor) in READERS, reads=reads,
        panels=panels("home", actor), efforts=efforts, silent=_silent(efforts),
        changes=_changes(actor) if reads else [],
        open_count=None if open_to_all is None else open_to_all.count_known(),
        how_sure=[] if open_to_all is None else [effort_of(actor), *beside(actor, open_to_all)],
        worked=effort_of(actor) if efforts else None,
        sent=_sent(actor) if access.role_of(actor) == "monitor" else None,
    )  # fmt: skip


def _awaited(actor) -> list[Awaited]:
    """The most useful first: what would change a figure."""
    same = _("The same incident, or two? Each answer may change a figure.")
    blind = _("Drawn by chance: what you find says how often the register is right.")
    refused = _("Each says what is wrong and what to do; the other rows are in.")
    found = [
        _counted_by("review", actor, _("Pairs to review"), same),
        _counted_by("blind", actor, _("Pairs to read blind"), blind),
        _contested(actor),
        _counted_by("imports", actor, _("Refused rows of imports"), refused),
    ]
    return [each for each in found if each]


def _counted_by(name: str, actor, title: str, note: str) -> Awaited | None:
    """What another room says is waiting on one of its pages."""
    count = WAITING.get(name, lambda actor: 0)(actor)
    try:
        return Awaited(count, title, note, reverse(name)) if count else None
    except NoReverseMatch:
        return None


def _contested(actor) -> Awaited | None:
    if not access.reads_reports(actor):
        return None
    count = access.rows(actor, "see", "monitoring.Incident").in_state("contested").count_known()
    note = _("Somebody disputes what is held, or that it happened. Each waits for a decision.")
    address = f"{reverse('register')}?state=contested"
    return Awaited(count, _("Contested incidents"), note, address) if count else None


def _silent(efforts: list[Effort]) -> list[str]:
    return [
        _("%(organisation)s: nothing for %(n)s weeks.")
        % {"organisation": each.organisation, "n": each.silent_weeks}
        for each in efforts
        if each.is_silent
    ]


def _changes(actor) -> list[Change]:
    entries = (
        access.rows(actor, "see", "ledger.Entry").filter(label="monitoring.Incident").newest_first()[:LATEST]
    )
    entries = list(entries)
    seen = access.rows(actor, "see", "monitoring.Incident").filter(
        pk__in=[entry.object_id for entry in entries]
    )
    refs = {str(key): ref for key, ref in seen.values_list("pk", "ref")}
    return [
        Change(refs[entry.object_id], act_in_words(entry.act), words.moment(entry.at))
        for entry in entries
        if entry.object_id in refs
    ]


def _sent(actor) -> list[ListedReport]:
    seen = access.rows(actor, "see", "monitoring.Report").filter(is_current=True)
    newest = list(seen.select_related("link").order_by("-received_at", "-pk")[:20])
    told = {each.pk: each.link.incident_id for each in newest if hasattr(each, "link")}
    # The incident may rest on another report too, for fewer readers.
    incidents = access.rows(actor, "see", "monitoring.Incident").in_bulk(told.values())
    return [ListedReport.of(each, incidents.get(told.get(each.pk))) for each in newest]
