"""Monitor-days, reckoned from what came in by every channel: records of forms, messages, "nothing happened"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from vigie.core.xforms.instance import BadInstance, read_instance
from vigie.directory.models import Organisation
from vigie.intake.models import CheckIn, Sender, Submission, SubmissionVersion
from vigie.monitoring.acts import keep_effort
from vigie.monitoring.acts.effort import FINEST_LEVEL, Worked
from vigie.places.models import WHOLLY, Area, ExtentArea, Generation

# A record may reach us so long after it was filled in; what is older counts on the day on which it came.
LATE = timedelta(days=60)
# Names under which forms keep when they were filled in, by the phone's own clock.
CLOCKS = ("today", "start", "end")


@dataclass(frozen=True)
class Active:
    """One monitor at work on one day. `who` tells monitors apart and is kept nowhere."""

    who: object
    on: date
    area: int | None
    channel: str


@dataclass
class _Tally:
    days: set[tuple] = field(default_factory=set)
    by_channel: dict[str, set[tuple]] = field(default_factory=lambda: defaultdict(set))


def reckon(actor, organisation: Organisation, *, months: Iterable[date] | None = None) -> None:
    """Reckon an organisation's monitor-days anew for these months, or for those to which records may still come."""
    months = [month.replace(day=1) for month in months] if months is not None else recent_months()
    keep_effort(actor, organisation, months=months, worked=reckoned(organisation, months))


def recent_months() -> list[date]:
    """The first days of this month and of those for which a late record can still come."""
    today = timezone.localdate()
    month, found = (today - LATE).replace(day=1), []
    while month <= today:
        found.append(month)
        month = (month + timedelta(31)).replace(day=1)
    return found


def reckoned(organisation: Organisation, months: Iterable[date]) -> list[Worked]:
    """The monitor-days of an organisation in these months (first days), by area and month."""
    wanted = set(months)
    if not wanted:
        return []
    tallies: dict[tuple[int | None, date], _Tally] = defaultdict(_Tally)
    for each in (*_records(organisation, wanted), *_check_ins(organisation, wanted)):
        month = each.on.replace(day=1)
        if month in wanted:
            tally = tallies[each.area, month]
            tally.days.add((each.who, each.on))
            tally.by_channel[each.channel].add((each.who, each.on))
    areas = Area.objects.defer("outline").in_bulk([area for area, _month in tallies if area])
    return [
        Worked(
            areas.get(area), month, len(tally.days), {c: len(d) for c, d in sorted(tally.by_channel.items())}
        )
        for (area, month), tally in sorted(tallies.items(), key=lambda each: (each[0][1], each[0][0] or 0))
    ]


def _records(organisation: Organisation, months: set[date]) -> Iterator[Active]:
    """Records of forms. What may not be its monitor's own says nothing of who was at work."""
    first, last = min(months), max(months) + timedelta(31) + LATE
    found = Submission.objects.filter(organisation=organisation, received_at__date__range=(first, last))
    found = found.exclude(state__in=("draft", "held")).exclude(review="rejected")
    first_versions = dict(
        SubmissionVersion.objects.filter(submission__in=found, number=1).values_list("submission", "xml")
    )
    watched = _watched_by_number(organisation)
    areas = areas_of(found.exclude(report=None).values_list("report__extent", flat=True))
    for each in found.select_related("phone", "report").iterator(chunk_size=500):
        came = timezone.localtime(each.received_at).date()
        area = each.phone.area_id if each.phone else None
        if each.channel == "sms":
            area = watched.get(each.filed_by_id)
        if area is None and each.report is not None:
            area = areas.get(each.report.extent_id)
        # A file is brought by one person for many: their records are told apart by the day alone.
        who = "file" if each.channel == "file" else each.filed_by_id
        yield Active(who, _filled_on(first_versions.get(each.pk, b""), came), area, each.channel)


def _watched_by_number(organisation: Organisation) -> dict[int, int]:
    """Account → the area that its registered numbers are said to watch, where they agree."""
    said: dict[int, set[int]] = defaultdict(set)
    numbers = Sender.objects.filter(organisation=organisation).exclude(area=None)
    for account, area in numbers.values_list("account", "area"):
        said[account].add(area)
    return {account: areas.pop() for account, areas in said.items() if len(areas) == 1}


def _filled_on(xml: bytes, came: date) -> date:
    """The day on which a record was filled in, where the phone's clock can be believed; else when it came."""
    try:
        answers = read_instance(bytes(xml)).answers
    except BadInstance:
        return came
    for name in CLOCKS:
        said = answers.get(name)
        day = _day(said) if isinstance(said, str) else None
        if day is not None and came - LATE <= day <= came:
            return day
    return came


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text[:10]).date()
    except ValueError:
        return None


def areas_of(extents: Iterable[int]) -> dict[int, int]:
    """Extent → the province, cercle or department in which it surely lies, else the region."""
    keys = {key for key in extents if key}
    members = ExtentArea.objects.filter(
        extent__in=keys, area__level__range=(1, FINEST_LEVEL), share__gte=WHOLLY,
        area__generation__in=Generation.objects.current(),
    )  # fmt: skip
    return dict(members.order_by("area__level", "area").values_list("extent", "area"))


def _check_ins(organisation: Organisation, months: set[date]) -> Iterator[Active]:
    found = CheckIn.objects.filter(
        account__organisation=organisation, on__range=(min(months), max(months) + timedelta(31))
    )
    for account, on, area, channel in found.values_list("account", "on", "area", "channel"):
        yield Active(account, on, area, channel)
