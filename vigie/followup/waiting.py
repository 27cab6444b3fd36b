"""What waits for somebody: at the head of every page and on the first one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.core.followup import VERIFIERS
from vigie.followup.faces import ListedRecommendation
from vigie.web.awaited import Awaited
from vigie.web.panels import Panel

MOST_SHOWN = 5
ASKERS = ("committee", "parliament", "regional")  # of the `VERIFIERS`, those that recommend


@dataclass(frozen=True)
class Waiting:
    """The recommendations that wait for this reader: to answer, the first due first, to issue, and to verify."""

    to_answer: tuple[ListedRecommendation, ...]
    to_issue: tuple[ListedRecommendation, ...]
    to_verify: tuple[ListedRecommendation, ...]


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
    """Answers to give, what was claimed to verify, what others owe, and drafts to issue."""
    today, listed = timezone.localdate(), reverse("recommendations")
    to_answer, asked, claimed = to_answer_for(actor), _asked_by_own(actor), to_verify_for(actor).count()
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
            undone, ngettext("recommendation past its day", "recommendations past their day", undone),
            _("By then it was to be carried out, and nobody has verified that it was."),
            f"{listed}?late=implementation", undone,
        ),
        Awaited(
            claimed, ngettext("recommendation to verify", "recommendations to verify", claimed),
            _("Its body states that something was done, and nobody has looked since."),
            f"{listed}?late=verification",
        ),
        Awaited(
            drafts, ngettext("recommendation to issue", "recommendations to issue", drafts),
            _("A draft of your committee: nobody else sees it before you issue it."), f"{listed}?state=draft",
        ),
    ]  # fmt: skip


def to_verify_for(actor) -> QuerySet:
    """What is claimed and nobody has looked at since: of one's own body, or open to an observatory and the like.

    A committee looks after what it asked itself; what others asked, it may verify too, but is not waited for.
    """
    body = getattr(actor, "organisation", None)
    found = access.rows(actor, "verify", "followup.Recommendation").to_verify()
    if body is None or body.classification not in VERIFIERS:
        return found.none()
    if body.classification in ASKERS:
        return found.filter(body=body)
    kin = Q(addressee=body) | Q(addressee=body.parent_id) | Q(addressee__parent=body)
    return found.exclude(kin)


def on_home(actor, _row=None) -> Panel | None:
    """The recommendations themselves, for those who answer or issue them."""
    waiting = to_answer_for(actor).for_listing().order_by("response_due", "pk")
    drafts = access.rows(actor, "issue", "followup.Recommendation").for_listing().order_by("pk")
    claimed = to_verify_for(actor).for_listing().order_by("-claimed_on", "-pk")
    it = Waiting(_faces(waiting), _faces(drafts), _faces(claimed))
    return Panel("followup/_waiting.html", it) if it.to_answer or it.to_issue or it.to_verify else None


def _asked_by_own(actor) -> QuerySet:
    own = getattr(actor, "organisation_id", None)
    return access.rows(actor, "see", "followup.Recommendation").filter(body=own)


def _faces(found: QuerySet) -> tuple[ListedRecommendation, ...]:
    return tuple(ListedRecommendation.of(each) for each in found[:MOST_SHOWN])
