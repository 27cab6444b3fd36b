"""Recommendations, followed: issued, answered, carried out as claimed, verified, ended; and answers that fall due."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import MOST, Kind
from vigie.alerts.kinds.noted import Window, mark_of, news_of
from vigie.followup import wording
from vigie.followup.faces import ListedRecommendation
from vigie.followup.forms import Filter
from vigie.followup.narrowing import narrowed
from vigie.followup.schedule import schedule
from vigie.web import codes, words

LABEL = "followup.Recommendation"
ACTS = (
    "issue", "publish", "respond", "act", "report_progress", "verify", "withdraw", "close", "merge", "split",
)  # fmt: skip


def _filter(actor, query) -> Filter:
    """The list's own filter. An addressee that the reader no longer sees in it filters nothing."""
    seen = access.rows(actor, "see", LABEL)
    bodies = access.rows(actor, "see", "directory.Organisation").filter(pk__in=seen.values("addressee"))
    return Filter(query, addressees=bodies)


def in_words(actor, query) -> str:
    asked = _filter(actor, query)
    chosen = asked.chosen()
    addressee = chosen.pop("addressee", None)
    said = [str(dict(asked.fields[name].choices).get(value, value)) for name, value in chosen.items()]
    return ", ".join([*said, *([addressee.name] if addressee else [])])


def news(actor, query, since, until) -> list[Told]:
    found = narrowed(access.rows(actor, "see", LABEL), _filter(actor, query).chosen())
    seen = found.exclude(state="draft").for_listing().newest_first()
    return [_told(row, at, until) for row, at in news_of(seen, Window(since, until), label=LABEL, acts=ACTS)]


def overdue_in_words(actor, query) -> str:
    ministry = (
        access.rows(actor, "see", "directory.Organisation").filter(slug=query.get("ministry", "")).first()
    )
    country = query.get("country", "")
    named = (
        codes.country(country) if country in ("BF", "ML", "NE") else "",
        ministry.name if ministry else "",
    )
    return ", ".join(each for each in named if each)


def news_of_overdue(actor, query, since, until) -> list[Told]:
    """Answers whose last day ended in this time, and that had not come when this is told."""
    lines = schedule(
        actor, timezone.localdate(until), country=query.get("country", ""), ministry=query.get("ministry", "")
    )
    window = Window(since, until)
    late = [line for line in lines if line.state in ("late", "still") and line.row.response_due]
    fell = [(line.row, _night_after(line.row.response_due)) for line in late]
    return [_overdue(row, at, until) for row, at in fell if window.holds(at)][:MOST]


def _night_after(day) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(1), time()))


def _overdue(row, at: datetime, now: datetime) -> Told:
    said = _("The response was due on %(day)s and has not come.") % {"day": words.day(row.response_due)}
    return Told(
        f"{row.ref} {row.response_due}", row.title, said, f"{row.body.name} → {row.addressee.name}, {row.ref}",
        reverse("recommendation", kwargs={"ref": row.ref}), at, mark_of(row.terms, now),
    )  # fmt: skip


def _told(row, at: datetime, now: datetime) -> Told:
    face = ListedRecommendation.of(row)
    summary = _("Response: %(response)s. Claimed: %(claimed)s. Verified: %(verified)s.") % {
        "response": face.response or "–", "claimed": face.claimed or "–", "verified": face.verified or "–",
    }  # fmt: skip
    context = ". ".join(part for part in (f"{face.body} → {face.addressee}", face.ref, face.late) if part)
    return Told(
        row.ref, row.title, summary, context, reverse("recommendation", kwargs={"ref": row.ref}), at,
        mark_of(row.terms, now),
    )  # fmt: skip


def coming(actor, first: datetime, last: datetime) -> list[Told]:
    """Deadlines of what one's own body issued, or has to answer."""
    own = getattr(actor, "organisation_id", None)
    seen = access.rows(actor, "see", LABEL).live().for_listing()
    days = (timezone.localdate(first), timezone.localdate(last))
    concerned = seen.filter(body=own) | seen.filter(addressee=own)
    awaited = concerned.unanswered().filter(response_due__range=days)
    to_do = concerned.filter(implementation_due__range=days).exclude(
        verifications__verified_status="completed"
    )
    found = [_due(row, row.response_due, _("A response is due on %(day)s."), first) for row in awaited]
    return found + [
        _due(row, row.implementation_due, _("To be carried out by %(day)s."), first) for row in to_do
    ]


def _due(row, day, said: str, now: datetime) -> Told:
    at = timezone.make_aware(datetime.combine(day, time()))
    return Told(
        f"{row.ref} {day}", row.title, said % {"day": words.day(day)},
        f"{row.addressee.name}, {wording.kind(row.kind)}",
        reverse("recommendation", kwargs={"ref": row.ref}), at, mark_of(row.terms, now),
    )  # fmt: skip


RECOMMENDATIONS = Kind(
    "recommendations", gettext_lazy("Recommendations"), "recommendations", lambda actor: actor.is_authenticated,
    in_words, news,
)  # fmt: skip
OVERDUE = Kind(
    "overdue", gettext_lazy("Answers overdue"), "schedule", lambda actor: actor.is_authenticated, overdue_in_words,
    news_of_overdue,
)  # fmt: skip
