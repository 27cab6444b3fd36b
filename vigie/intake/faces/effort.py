"""What an organisation is shown of its own effort of reporting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from vigie.intake.models import CHANNELS
from vigie.monitoring.models import MonitorDays, Outage, Participation
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedEffort:
    """Monitor-days of one month in one area. `days` counts; it is what was stated, else what was reckoned."""

    month: date = column(gettext_noop("Month"), "#date+start")
    pcode: str = column(gettext_noop("P-code of the area"), "#adm+code")
    area: str = column(gettext_noop("Area"), "#adm+name")
    days: int = column(gettext_noop("Monitor-days"), "#indicator+effort+num")
    reckoned: int | None = column(gettext_noop("Reckoned"), "#indicator+effort+reckoned+num")
    stated: int | None = column(gettext_noop("Stated"), "#indicator+effort+stated+num")
    channels: tuple[str, ...] = column(gettext_noop("By channel"), "#meta+channel")

    @classmethod
    def of(cls, row: MonitorDays) -> ListedEffort:
        names = dict(CHANNELS)
        channels = tuple(f"{names.get(code, code)} {days}" for code, days in row.by_channel.items())
        pcode, name = (row.area.pcode, row.area.name) if row.area else ("", "")
        return cls(row.month, pcode, name, row.days, row.reckoned, row.stated, channels)


@dataclass(frozen=True)
class ListedOutage:
    """An outage, and whether the reader's organisation recorded it."""

    key: int
    area: str
    kind: str
    first: date
    last: date | None
    source: str
    is_own: bool

    @classmethod
    def of(cls, row: Outage, own) -> ListedOutage:
        return cls(
            row.pk, row.area.name, str(row.get_kind_display()), row.first, row.last, row.source,
            row.organisation_id == own.pk,
        )  # fmt: skip


@dataclass(frozen=True)
class ListedPart:
    """Since when the organisation reports from an area."""

    area: str
    since: date
    until: date | None

    @classmethod
    def of(cls, row: Participation) -> ListedPart:
        return cls(row.area.name if row.area else "", row.since, row.until)
