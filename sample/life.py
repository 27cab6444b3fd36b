"""What people have done in the fictional region since its reports came in: so that no page of it is empty."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from sample.organisations import ORGANISATIONS
from sample.readers import read_blind
from vigie import access
from vigie.counting import acts as counting
from vigie.directory.models import Account, Unit
from vigie.monitoring import acts as monitoring
from vigie.monitoring.models import Incident, Report
from vigie.monitoring.unfit import Unfit
from vigie.places.models import Area

REGIONS = 3  # of each country, in which an observatory has monitors
WATCHED = 22  # days a month that a monitor watches
ANSWERED = 40  # pairs that colleagues have answered already


def live(truth: Path) -> None:
    """Let the analysts of each observatory decide and read a little, by the same acts as on the pages.

    `truth` is the table of what really happened, which those who read pairs blind mostly find.
    """
    analysts = list(Account.objects.filter(role="analyst").select_related("organisation").order_by("pk"))
    for analyst in analysts:
        _answer_pairs(analyst, ANSWERED // len(analysts))
    _contest(analysts[0])
    _choose(analysts[1])
    _refute(analysts[2])
    _withdraw(analysts[3])
    read_blind(truth)
    for coordinator in (
        Account.objects.filter(role="coordinator").select_related("organisation").order_by("pk")
    ):
        with transaction.atomic():  # several hundred figures, written at once
            _tell_effort(coordinator)
    for unit in Unit.objects.prefetch_related("positions__area").order_by("pk"):
        _name_unit(analysts, unit)


def _own(analyst: Account) -> QuerySet[Incident]:
    return access.rows(analyst, "amend", "monitoring.Incident").live().newest_first()


def _answer_pairs(analyst: Account, number: int) -> None:
    """The surest of the doubtful pairs, as the reckoning leans; two are left open."""
    waiting = access.rows(analyst, "decide", "counting.Pair").waiting_for(analyst)
    for place, pair in enumerate(waiting.order_by("-bits", "pk")[:number]):
        unsure = place % 3 == 2
        because = "Il manque l’heure." if unsure else "Mêmes détails dans les deux récits."
        try:
            counting.answer(analyst, pair, answer="unsure" if unsure else "same", because=because)
        except Unfit:  # some report of the two incidents may not be read by both sides
            counting.set_apart(analyst, pair)


def _contest(analyst: Account) -> None:
    incident = _own(analyst).filter(state="corroborated", organisations_count__gt=1)[3]
    monitoring.contest(
        analyst, incident, about="initiators", because="Deux récits ne s’accordent pas sur l’auteur présumé."
    )


def _choose(analyst: Account) -> None:
    """Hold the type that one report gives and the rule did not choose, with the reason."""
    for incident in _own(analyst).filter(state="corroborated")[:200]:
        for link in incident.links.select_related("report").order_by("pk"):
            if link.report.event_type != incident.event_type:
                monitoring.choose(
                    analyst, incident, field="type", report=link.report,
                    because="Deux témoins entendus séparément décrivent la même chose.",
                )  # fmt: skip
                return


def _refute(analyst: Account) -> None:
    incident = _own(analyst).filter(state="candidate", reports_count=1)[5]
    monitoring.refute(analyst, incident, because="Une visite sur place n’a rien trouvé de tel.")


def _withdraw(analyst: Account) -> None:
    incident = _own(analyst).filter(state="candidate", reports_count=1)[7]
    monitoring.withdraw(analyst, incident, reason="scope", because="Un accident de la route, sans suite.")


def _tell_effort(coordinator: Account) -> None:
    """The days on which an observatory's monitors watched, by region and month, and what stood in the way."""
    organisation = coordinator.organisation
    filed = Report.objects.filter(organisation=organisation).aggregate(
        first=Min("date_first"), last=Max("date_first")
    )
    regions = Area.objects.filter(country=organisation.country, level=1, generation__valid_to=None).order_by(
        "pcode"
    )
    if filed["first"] is None or not regions:
        return
    monitoring.take_part(coordinator, organisation, area=None, since=filed["first"].replace(day=1))
    silent = {gap[0].replace(day=1) for each in ORGANISATIONS if organisation.slug.endswith(each.slug)
              for gap in [each.silent] if gap}  # fmt: skip
    month = filed["first"].replace(day=1)
    while month <= filed["last"]:
        for number, region in enumerate(regions[:REGIONS]):
            days = (3 - number % 2) * WATCHED + month.month % 3
            told = days // 3 if month in silent else days
            monitoring.state_effort(coordinator, organisation, area=region, month=month, days=told)
        month = (month + timedelta(31)).replace(day=1)
    monitoring.record_outage(
        coordinator, organisation, area=regions[0], kind="network", first=filed["last"] - timedelta(70),
        last=filed["last"] - timedelta(58), source="Avis fictif de l’opérateur",
    )  # fmt: skip


def _name_unit(analysts: list[Account], unit: Unit) -> None:
    """The newest corroborated incident where the unit is said to operate, seen by an analyst who holds it."""
    for position in unit.positions.all():
        for analyst in analysts:
            near = _own(analyst).filter(state="corroborated", units=None).within_area(position.area).first()
            if near:
                monitoring.name_unit(
                    analyst, near, unit=unit, part="present", certainty="possible",
                    sources=["Communiqué fictif de la région inventée"], because="Nommée dans un récit.",
                )  # fmt: skip
                return
