"""What an organisation says of its own effort: days at work, since when and where, and what stood in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.monitoring.acts.who import person
from vigie.monitoring.models import OUTAGES, MonitorDays, Outage, Participation
from vigie.monitoring.unfit import Unfit
from vigie.places.models import Area

# At finer levels a figure would tell where one person lives.
FINEST_LEVEL = 2
# Nobody has more monitors than this in one district.
MOST_MONITORS = 1_000


@dataclass(frozen=True)
class Worked:
    """Monitor-days of one month in one area (None: nobody said where)."""

    area: Area | None
    month: date  # its first day
    days: int
    by_channel: dict[str, int]


@act("reckon")
def keep_effort(
    actor, organisation: Organisation, *, months: Iterable[date], worked: Iterable[Worked]
) -> None:
    """Keep what was reckoned for these months (first days) and forget what was reckoned for them before.

    What the organisation states itself stays, and counts instead. Doing it twice changes nothing.
    """
    months, worked = list(months), {(each.area, each.month): each for each in worked}
    rows = {(row.area, row.month): row for row in _rows(organisation, months)}
    for key in rows.keys() | worked.keys():
        row = rows.get(key) or MonitorDays(organisation=organisation, area=key[0], month=key[1])
        found = worked.get(key)
        row.reckoned = found.days if found else None
        row.by_channel = found.by_channel if found else {}
        _keep(row)
    organisation.ledger_detail = {"months": len(months), "areas": len(worked)}


@act("amend")
def state_effort(
    actor, organisation: Organisation, *, area: Area | None, month: date, days: int
) -> MonitorDays:
    """State the organisation's own figure for a month, where it keeps a list of who was at work."""
    _must_be_broad(area)
    month = month.replace(day=1)
    if month > timezone.localdate():
        raise Unfit(_("This month lies in the future."))
    if not 0 <= days <= MOST_MONITORS * 31:
        raise Unfit(
            _("Write how many days all monitors together were at work: 0 to %(most)s.") % {"most": 31_000}
        )
    row, _made = MonitorDays.objects.get_or_create(
        organisation=organisation, area=area, month=month, defaults={"days": days}
    )
    row.stated = days
    _keep(row)
    organisation.ledger_detail = {"month": f"{month:%Y-%m}", "days": days, "area": getattr(area, "pcode", "")}
    return row


@act("amend")
def take_part(
    actor, organisation: Organisation, *, area: Area | None, since: date, until: date | None = None
) -> Participation:
    """Say since when (and until when) the organisation reports from an area. Said again, the end is corrected."""
    _must_be_broad(area)
    if until and until < since:
        raise Unfit(_("The end lies before the beginning. Write a later date."))
    found, _made = Participation.objects.update_or_create(
        organisation=organisation, area=area, since=since, defaults={"until": until}
    )
    organisation.ledger_detail = {"since": since.isoformat(), "area": getattr(area, "pcode", "")}
    return found


@act("amend")
def record_outage(
    actor, organisation: Organisation, *, area: Area, kind: str, first: date, last: date | None, source: str
) -> Outage:
    """Record a time in which an area could not report as usual. The same one recorded again gets its end."""
    if kind not in dict(OUTAGES):
        raise Unfit(_("Choose from the list what was cut."))
    if first > timezone.localdate():
        raise Unfit(_("The outage would begin in the future."))
    if last and last < first:
        raise Unfit(_("The end lies before the beginning. Write a later date."))
    if not source.strip():
        raise Unfit(_("Say who tells of it: an operator's notice, your monitors, a press report."))
    _must_be_broad(area)
    found, _made = Outage.objects.update_or_create(
        organisation=organisation, area=area, kind=kind, first=first, withdrawn_at=None,
        defaults={"last": last, "source": source[:200], "recorded_by": person(actor)},
    )  # fmt: skip
    organisation.ledger_detail = {"kind": kind, "first": first.isoformat(), "area": area.pcode}
    return found


@act("amend")
def withdraw_outage(actor, outage: Outage, *, because: str) -> None:
    """Take back an outage that was recorded by mistake."""
    if not because.strip():
        raise Unfit(_("Say why, in one sentence. It is kept with your decision."))
    outage.withdrawn_at = timezone.now()
    outage.save(update_fields=["withdrawn_at"])


def _rows(organisation: Organisation, months: list[date]) -> Iterable[MonitorDays]:
    held = MonitorDays.objects.select_for_update(of=("self",)).select_related("area")
    return held.filter(organisation=organisation, month__in=months)


def _keep(row: MonitorDays) -> None:
    """Write a row with the figure that counts; one that nobody speaks for goes."""
    told = row.stated if row.stated is not None else row.reckoned
    if told is None:
        if row.pk:
            row.delete()
        return
    row.days = told
    row.save()


def _must_be_broad(area: Area | None) -> None:
    if area is not None and area.level > FINEST_LEVEL:
        raise Unfit(_("Here areas end at the province, cercle or department. Choose a broader one."))
