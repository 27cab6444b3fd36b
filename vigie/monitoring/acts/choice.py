"""What people hold against the rule: a value chosen, a unit named."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import CERTAINTIES, Unit
from vigie.ledger.act import act
from vigie.monitoring import values
from vigie.monitoring.acts.who import somebody
from vigie.monitoring.gathering import settle
from vigie.monitoring.models import PARTS, Choice, Incident, IncidentUnit, Report
from vigie.monitoring.settling import counted, reports_of, weigh
from vigie.monitoring.unfit import Unfit


@act("amend")
def choose(
    actor, incident: Incident, *, field: str, report: Report | None = None, value: Any = None, because: str
) -> Choice:
    """Hold, in one field (`core.claims`), what a report says, or a value of one's own; None: not known.

    It stays until somebody chooses again or takes it back, whatever reports come in.
    """
    _must_stand(incident)
    if report is not None:
        value = _said(incident, field, report)
    values.check(field, value)
    incident.ledger_detail = {"field": field, **({"report": str(report.uuid)} if report else {})}
    choice = Choice.objects.create(
        incident=incident, field=field, value=values.to_data(field, value), report=report, because=because,
        by=somebody(actor),
    )  # fmt: skip
    settle([incident.pk])
    return choice


@act("amend")
def withdraw_choice(actor, incident: Incident, *, choice: Choice, because: str) -> None:
    """Take a choice back: the one before it counts again, or the rule."""
    _must_stand(incident)
    taken = incident.choices.filter(pk=choice.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if not taken:
        raise Unfit(_("This choice does not stand in %(ref)s any more.") % {"ref": incident.ref})
    incident.ledger_detail = {"field": choice.field}
    settle([incident.pk])


@act("amend")
def name_unit(
    actor, incident: Incident, *, unit: Unit, part: str, certainty: str, sources: list[str], because: str
) -> IncidentUnit:
    """Say which unit is alleged to have acted, was present, or responded. Always with a source."""
    _must_stand(incident)
    if part not in dict(PARTS) or certainty not in dict(CERTAINTIES):
        raise Unfit(_("Choose the unit's part and the certainty from their lists."))
    sources = [source.strip() for source in sources if source.strip()]
    if not sources:
        raise Unfit(_("Name the source that speaks of this unit. Without a source no unit is named."))
    incident.ledger_detail = {"unit": unit.slug, "part": part, "certainty": certainty}
    named, _made = IncidentUnit.objects.update_or_create(
        incident=incident, unit=unit, part=part, defaults={"certainty": certainty, "sources": sources}
    )
    return named


@act("amend")
def unname_unit(actor, incident: Incident, *, named: IncidentUnit, because: str) -> None:
    """Take a unit's name off an incident. The ledger keeps that it stood there."""
    incident.ledger_detail = {"unit": named.unit.slug, "part": named.part}
    incident.units.filter(pk=named.pk).delete()


def _said(incident: Incident, field: str, report: Report) -> Any:
    weighed = weigh(counted(reports_of([incident])[incident.pk]))
    cells = [cell for fact in weighed.facts if fact.field == field for cell in fact.cells]
    for cell in cells:
        if cell.report == report.pk and cell.value is not None:
            return cell.value
    raise Unfit(_("This report does not say it. Choose a report that does."))


def _must_stand(incident: Incident) -> None:
    if Incident.objects.select_for_update().get(pk=incident.pk).state == "merged":
        raise Unfit(_("%(ref)s is merged. Change the incident that stands for it.") % {"ref": incident.ref})
