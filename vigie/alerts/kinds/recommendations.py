"""Recommendations, followed: issued, answered, carried out as claimed, verified, ended."""

from __future__ import annotations

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import Kind
from vigie.alerts.kinds.noted import Window, mark_of, news_of
from vigie.followup import wording
from vigie.followup.faces import ListedRecommendation
from vigie.web import words

LABEL = "followup.Recommendation"
ACTS = (
    "issue", "publish", "respond", "act", "report_progress", "verify", "withdraw", "close", "merge", "split",
)  # fmt: skip


def news(actor, query, since, until) -> list[Told]:
    seen = access.rows(actor, "see", LABEL).exclude(state="draft").for_listing().newest_first()
    return [_told(row, at, until) for row, at in news_of(seen, Window(since, until), label=LABEL, acts=ACTS)]


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
    lambda actor, query: "", news,
)  # fmt: skip
