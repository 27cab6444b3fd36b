"""What a coordinator finds on looking at what is held or set aside."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.intake.desk.holding import put_back
from vigie.intake.models import SetAside, Submission
from vigie.intake.receiving import filer
from vigie.ledger.act import act
from vigie.monitoring import acts as monitoring
from vigie.monitoring.unfit import Unfit


@act("hold")
def release_submission(actor, submission: Submission, *, because: str) -> None:
    """Find, having looked, that a held record is its monitor's: it is filed, or counts again."""
    _must_wait(submission, because)
    if submission.report is not None:
        monitoring.release(actor, submission.report, because=because)
    put_back(submission)
    # An edit that came meanwhile is filed now, and so are a visit and the answers of a survey.
    stands = submission.report is not None and submission.review != "edited"
    submission.state = "filed" if stands else "waiting"
    submission.review = "approved"  # or the filer would hold it again
    submission.save(update_fields=["state", "review"])
    filer.wake()


@act("hold")
def reject_submission(actor, submission: Submission, *, because: str) -> None:
    """Find that a held record is not to be believed. It is kept, and counts in nothing."""
    _must_wait(submission, because)
    if submission.report is not None:
        monitoring.reject(actor, submission.report, because=because)
    submission.review = "rejected"
    submission.save(update_fields=["review"])


@act("amend")
def look_at(actor, aside: SetAside, *, because: str) -> None:
    """Say that somebody has looked at what was set aside, and what came of it. The bytes stay."""
    if not because.strip():
        raise Unfit(_("Say in one sentence what you found, and what you did."))
    aside.looked_at, aside.looked_by = timezone.now(), actor
    aside.save(update_fields=["looked_at", "looked_by"])


def _must_wait(submission: Submission, because: str) -> None:
    if not because.strip():
        raise Unfit(_("Say why, in one sentence. It is kept with your decision."))
    if not Submission.objects.select_for_update().held().filter(pk=submission.pk).exists():
        raise Unfit(_("This record is not held, or somebody has looked at it already."))
