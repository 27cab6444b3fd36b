"""What came in by forms and messages: what waits, and what a coordinator decides of what is held."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.intake import acts
from vigie.intake.acts.reviewing import REVIEWED
from vigie.intake.desk import rows as desk
from vigie.intake.faces.desk import ListedSubmission, ShownSubmission
from vigie.intake.forms.desk import ReasonForm, ReviewForm
from vigie.intake.models import Submission
from vigie.intake.views.desk.readers import done, for_analysts
from vigie.web.show import show

# What can be asked of the list: name in the address → a question of `SubmissionQuerySet`.
QUESTIONS = ("waiting", "incomplete", "faulty", "held")
DOINGS = {"liberer": acts.release_submission, "ecarter": acts.reject_submission}
REVIEWS = {
    "approuver": acts.approve_submission, "questionner": acts.mark_issues, "rejeter": acts.disbelieve_submission,
}  # fmt: skip


@require_safe
@for_analysts
def records(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Records, newest first, or those that wait for one reason."""
    asked = request.GET.get("state", "")
    found = access.rows(request.user, "see", "intake.Submission")
    if asked in QUESTIONS:
        found = getattr(found, asked)()
    return show(
        request, "intake/desk/records", found.for_listing(), face=ListedSubmission,
        asked=asked if asked in QUESTIONS else "",
    )  # fmt: skip


@require_safe
@for_analysts
def record(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    return _record(request, _found(request, uuid))


@require_POST
@for_analysts
def record_do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Release or reject what is held; review what stands."""
    found = _found(request, uuid)
    deed = {**DOINGS, **REVIEWS}.get(doing)
    if deed is None or not access.may(request.user, deed.verb, found):
        raise Http404
    form = ReviewForm(request.POST) if doing in REVIEWS else ReasonForm(request.POST)
    if not done(form, lambda because: deed(request.user, found, because=because)):
        return _record(request, _found(request, uuid), form, status=422)
    if doing in REVIEWS:
        return HttpResponseRedirect(reverse("record", args=[uuid]))
    return HttpResponseRedirect(reverse("records") + "?state=held")


def _found(request: HttpRequest, uuid) -> Submission:
    found = access.rows(request.user, "see", "intake.Submission").for_listing().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def _record(
    request: HttpRequest, found: Submission, form: ReasonForm | ReviewForm | None = None, status: int = 200
) -> HttpResponse:
    opens = found.report is not None and access.may(request.user, "see", found.report)
    form = form or (ReasonForm() if found.state == "held" else ReviewForm())
    return show(
        request, "intake/desk/record", desk.with_answers(found), face=ShownSubmission, status=status, form=form,
        opens=opens, decides=access.may(request.user, "hold", found),
        reviews=found.state in REVIEWED and access.may(request.user, "amend", found),
    )  # fmt: skip
