"""What people find on reviewing the records of their organisation: approved, with issues, or rejected."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.intake.acts.entity import carry_out_entities
from vigie.intake.desk.holding import put_back, take_out
from vigie.intake.models import Submission
from vigie.intake.receiving import filer
from vigie.ledger.act import act
from vigie.monitoring import acts as monitoring
from vigie.monitoring.unfit import Unfit

REVIEWED = ("filed", "faulty")  # what is held or encrypted is looked at in another way


@act("amend")
def approve_submission(actor, submission: Submission, *, because: str = "") -> None:
    """Find a record right. What it asks of lists that wait for approval is done; one that was rejected counts again."""
    before = _review(submission, "approved")
    if before == "rejected":
        _believe_again(actor, submission, because)
    if submission.state != "waiting":  # else it is filed first, and its entities with it
        carry_out_entities(NodeActor(), submission)


@act("amend")
def mark_issues(actor, submission: Submission, *, because: str) -> None:
    """Note that something is to be asked about a record. It counts as before; one that was rejected counts again."""
    _must_say(because)
    if _review(submission, "has_issues") == "rejected":
        _believe_again(actor, submission, because)


@act("amend")
def disbelieve_submission(actor, submission: Submission, *, because: str) -> None:
    """Reject a record. It is kept with all that it holds, and counts in nothing until somebody approves it."""
    _must_say(because)
    if _review(submission, "rejected") == "rejected":
        raise Unfit(_("This record is rejected already."))
    if submission.report is not None:
        monitoring.disbelieve(actor, submission.report, because=because)
    take_out([submission])


def _review(submission: Submission, review: str) -> str:
    """Keep the review, and give the one before it."""
    found = Submission.objects.select_for_update().filter(pk=submission.pk, state__in=REVIEWED).first()
    if found is None:
        raise Unfit(_("Only a record that stands in the register, or waits for its faults, is reviewed."))
    submission.state, submission.review = found.state, review
    submission.save(update_fields=["review"])
    return found.review


def _believe_again(actor, submission: Submission, because: str) -> None:
    """Let a record count again. It is filed anew: meanwhile it may have been edited, and its answers come back so."""
    if submission.report is not None:
        monitoring.believe(actor, submission.report, because=because)
    put_back(submission)
    if submission.state == "filed":
        submission.state = "waiting"
        submission.save(update_fields=["state"])
        filer.wake()


def _must_say(because: str) -> None:
    if not because.strip():
        raise Unfit(_("Say why, in one sentence. It is kept with your decision."))
