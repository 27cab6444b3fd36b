"""What the desk asks of the rows that its reader may see: who reports from where, and what waits by form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from vigie.core.xforms.instance import Answers, BadInstance, read_instance
from vigie.intake.desk.effort import areas_of
from vigie.intake.faces.desk import FormBacklog, Reporter
from vigie.intake.models import CHANNELS, Submission
from vigie.places.models import Area

# Who has sent nothing for so long is said to have sent nothing.
LOOKED_BACK = timedelta(days=90)
MOST_ANSWERS = 500


def reporters(submissions: QuerySet, phones: QuerySet) -> list[Reporter]:
    """Who reports from where, over the last three months; areas, never a point."""
    since = timezone.now() - LOOKED_BACK
    recent = submissions.filter(received_at__gte=since).exclude(filed_by=None).exclude(state="draft")
    told = recent.values("filed_by", "filed_by__username").annotate(n=Count("pk"), last=Max("received_at"))
    where = _where(recent)
    for account, area in phones.working().exclude(area=None).values_list("account", "area__name"):
        where[account].add(area)
    channels = defaultdict(set)
    for account, channel in recent.order_by().values_list("filed_by", "channel").distinct():
        channels[account].add(channel)
    names = dict(CHANNELS)
    return [
        Reporter(
            each["filed_by__username"], tuple(sorted(where[each["filed_by"]])),
            timezone.localtime(each["last"]).date(), each["n"],
            tuple(str(names[code]) for code in sorted(channels[each["filed_by"]])),
        )
        for each in told.order_by("filed_by__username")
    ]  # fmt: skip


def _where(submissions: QuerySet) -> dict[int, set[str]]:
    pairs = set(submissions.exclude(report=None).order_by().values_list("filed_by", "report__extent"))
    areas = areas_of(extent for _account, extent in pairs)
    names = dict(Area.objects.filter(pk__in=areas.values()).values_list("pk", "name"))
    found: dict[int, set[str]] = defaultdict(set)
    for account, extent in pairs:
        if extent in areas:
            found[account].add(names[areas[extent]])
    return found


def backlog(submissions: QuerySet) -> list[FormBacklog]:
    """What each form has waiting, and what of it was filed in the last three months."""
    since = timezone.now() - LOOKED_BACK
    counted = submissions.order_by().values("form", "form__uuid", "form__title", "form__form_id").annotate(
        waiting=Count("pk", filter=Q(state="waiting")), faulty=Count("pk", filter=Q(state="faulty")),
        held=Count("pk", filter=Q(state="held") & ~Q(review="rejected")),
        sealed=Count("pk", filter=Q(state="sealed")),
        filed=Count("pk", filter=Q(state="filed", received_at__gte=since)),
    )  # fmt: skip
    incomplete = dict(submissions.incomplete().order_by().values_list("form").annotate(n=Count("pk")))
    return [
        FormBacklog(
            str(each["form__uuid"]), each["form__title"], each["form__form_id"], each["waiting"],
            incomplete.get(each["form"], 0), each["faulty"], each["held"], each["sealed"], each["filed"],
        )
        for each in counted.order_by("form__title", "form")
    ]  # fmt: skip


def with_answers(submission: Submission) -> Submission:
    """The record with `current` and `answers`, as its face needs them."""
    submission.current = submission.versions.prefetch_related("attachments").get(is_current=True)
    try:
        answers = read_instance(bytes(submission.current.xml)).answers
    except BadInstance:
        answers = {}
    submission.answers = list(_flat(answers))[:MOST_ANSWERS]
    return submission


def _flat(answers: Answers, above: str = "") -> Iterable[tuple[str, str]]:
    for name, value in answers.items():
        for place, each in enumerate(value if isinstance(value, list) else [value], 1):
            called = f"{above}{name}" + (f" {place}" if isinstance(value, list) else "")
            if isinstance(each, dict):
                yield from _flat(each, f"{called} / ")
            elif each:
                yield called, each


def awaited_counts(submissions: QuerySet, asides: QuerySet) -> dict[str, int]:
    """How much waits for a person."""
    return {
        "held": submissions.held().count(), "faulty": submissions.faulty().count(),
        "incomplete": submissions.incomplete().count(), "aside": asides.unlooked().count(),
    }  # fmt: skip
