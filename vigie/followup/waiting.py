"""What waits for somebody: at the head of every page and on the first one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.followup.faces import ListedRecommendation
from vigie.web.awaited import Awaited
from vigie.web.panels import Panel

MOST_SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """The recommendations that wait for this reader: to answer, the first due first, and to issue."""

    to_answer: tuple[ListedRecommendation, ...]
    to_issue: tuple[ListedRecommendation, ...]


def to_answer_for(actor) -> QuerySet:
    """Recommendations to this actor's own body that have no response."""
    found = access.rows(actor, "respond", "followup.Recommendation").unanswered()
    return found.filter(addressee=getattr(actor, "organisation_id", None))


def count_to_answer(actor) -> int:
    return to_answer_for(actor).count()


def count_late(actor) -> int:
    """What is late of what one's own body asked."""
    return _asked_by_own(actor).late(timezone.localdate()).count()


def awaited(actor) -> list[Awaited]:
    """Answers to give, drafts to issue, and what others have not done in time."""
    today, listed = timezone.localdate(), reverse("recommendations")
    to_answer, asked = to_answer_for(actor), _asked_by_own(actor)
    drafts = access.rows(actor, "issue", "followup.Recommendation").count()
    unanswered, undone = asked.unanswered().count(), asked.implementation_late(today).count()
    count = to_answer.count()
    return [
        Awaited(
            count, ngettext("recommendation to answer", "recommendations to answer", count),
            _("Your body was asked: accept, accept in part, note or reject, and say why."), reverse("to-answer"),
            to_answer.response_late(today).count(),
        ),
        Awaited(
            unanswered, ngettext("response awaited from others", "responses awaited from others", unanswered),
            _("Who owes it, by which law, and for how many days."), reverse("schedule"),
            asked.response_late(today).count(),
        ),
        Awaited(
            undone,
            ngettext("recommendation to verify", "recommendations to verify", undone),
            _("The day by which it was to be carried out has passed: see what was done."),
            f"{listed}?late=implementation", undone,
        ),
        Awaited(
            drafts, ngettext("recommendation to issue", "recommendations to issue", drafts),
            _("A draft of your committee: nobody else sees it before you issue it."), f"{listed}?state=draft",
        ),
    ]  # fmt: skip


def on_home(actor, _row=None) -> Panel | None:
    """The recommendations themselves, for those who answer or issue them."""
    waiting = to_answer_for(actor).for_listing().order_by("response_due", "pk")
    drafts = access.rows(actor, "issue", "followup.Recommendation").for_listing().order_by("pk")
    it = Waiting(_faces(waiting), _faces(drafts))
    return Panel("followup/_waiting.html", it) if it.to_answer or it.to_issue else None


def _asked_by_own(actor) -> QuerySet:
    own = getattr(actor, "organisation_id", None)
    return access.rows(actor, "see", "followup.Recommendation").filter(body=own)


def _faces(found: QuerySet) -> tuple[ListedRecommendation, ...]:
    return tuple(ListedRecommendation.of(each) for each in found[:MOST_SHOWN])
