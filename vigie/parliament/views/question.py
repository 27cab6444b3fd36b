"""Questions: listed, asked, answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.question import ListedQuestion, ShownQuestion
from vigie.parliament.forms.framework import NothingForm
from vigie.parliament.forms.question import (
    AnswerForm,
    AskForm,
    QuestionForm,
    RecordForm,
    WithdrawForm,
    WordsForm,
)
from vigie.parliament.models.question import KINDS, STATES
from vigie.parliament.views.asking import Doing, by_name, carried_out, offered
from vigie.parliament.views.filling import done
from vigie.web import codes
from vigie.web.show import show, show_page

LABEL = "parliament.Question"


def _sittings(actor, row):
    """Sittings of the committee that asked, as far as this actor may know of them."""
    return access.rows(actor, "see", "parliament.Sitting").of_body(row.committee).standing().newest_first()


DOINGS = by_name(
    Doing(
        "poser", "amend", AskForm, acts.ask, _("Ask it"),
        _("It gets its number and its deadline, and the ministry sees it."), _("Ask this question"),
        lambda row: not row.asked_on and not row.withdrawn_on,
    ),
    Doing(
        "repondre", "answer", AnswerForm, acts.answer, _("Answer"),
        _("The text, or the letter in which it stands. A later answer completes this one."), _("Send the answer"),
        lambda row: not row.withdrawn_on, lists={"sitting": _sittings},
    ),
    Doing(
        "consigner", "record", RecordForm, acts.record_answer, _("Record an answer"),
        _("For an answer that came on paper or was given at a sitting."), _("Record this answer"),
        lambda row: row.asked_on and not row.withdrawn_on, lists={"sitting": _sittings},
    ),
    Doing(
        "corriger", "amend", WordsForm, acts.rewrite_question, _("Change its words"),
        _("As long as it is a draft."), _("Keep these words"),
        lambda row: not row.asked_on and not row.withdrawn_on,
        lambda row: {"title": row.title, "text": row.text},
    ),
    Doing(
        "publier", "publish", NothingForm, acts.publish_question, _("Publish it"),
        _("It becomes TLP:CLEAR and opens to everybody, with its answers."), _("Publish this question"),
        lambda row: row.asked_on and not row.withdrawn_on and not row.terms.published_at,
    ),
    Doing(
        "retirer", "amend", WithdrawForm, acts.withdraw_question, _("Take it back"),
        _("It stays on record, struck out, with the reason."), _("Withdraw this question"),
        lambda row: not row.answered_on and not row.withdrawn_on,
    ),
)  # fmt: skip


def questions(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Questions, newest first, by kind, state and country."""
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("kind", "state", "country")}
    seen = access.rows(request.user, "see", LABEL)
    found = seen.in_state(asked["state"], today).of_kind(asked["kind"]).of_country(asked["country"])
    return show(
        request, "parliament/questions", _told(request, found).newest_first(), face=ListedQuestion, asked=asked,
        kinds=KINDS, states=STATES, countries=_countries(seen), overdue=seen.overdue(today).count(),
        unanswered=seen.unanswered().count(), may_ask=_may_ask(request.user),
    )  # fmt: skip


def to_answer(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What one's own ministry has to answer, most urgent first."""
    if access.role_of(request.user) != "ministry":
        raise Http404
    found = _told(request, access.rows(request.user, "answer", LABEL).unanswered()).most_urgent_first()
    own = request.user.organisation.name
    return show(request, "parliament/to_answer", list(found), face=ListedQuestion, ministry=own)


def question(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One question with its answers."""
    return _shown(request, access.one(request.user, "see", LABEL, uuid=uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Write a question; `suite` names the one that it follows."""
    if not _may_ask(request.user):
        raise Http404
    before = _before(request)
    form = _form(request, before)

    def write(**_said):
        return acts.draft_question(
            request.user, request.user.organisation, follows=before, **form.words(), **form.terms()
        )

    made = done(form, write) if request.method == "POST" else None
    if made:
        return HttpResponseRedirect(reverse("asked-question", kwargs={"uuid": made.uuid}))
    told = before.reference if before else ""
    status = 422 if form.errors else 200
    return show_page(request, "parliament/question_new", form=form, before=told, status=status)


@require_POST
@login_required
def do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Ask it, answer it, change it, or take it back."""
    back = reverse("asked-question", kwargs={"uuid": uuid})
    return carried_out(request, LABEL, DOINGS, doing, shown=_shown, back=back, uuid=uuid)


def _shown(request: HttpRequest, row, tried: dict | None = None, status: int = 200) -> HttpResponse:
    seen = access.rows(request.user, "see", LABEL)
    answers = access.rows(request.user, "see", "parliament.Answer").filter(question=row)
    shown = ShownQuestion.told(
        _told(request, seen).get(pk=row.pk),
        answers.select_related("body", "sitting"),
        seen.filter(pk=row.follows_id).first(),
        seen.filter(follows=row).newest_first(),
    )
    return show(
        request, "parliament/question", shown, face=ShownQuestion, status=status,
        forms=offered(request.user, row, DOINGS, tried or {}), may_follow=_may_ask(request.user),
    )  # fmt: skip


def _told(request: HttpRequest, found):
    return found.for_reading().named_by(access.rows(request.user, "see", "parliament.Seat"))


def _before(request: HttpRequest):
    """The question that the new one follows, if the address names one that this reader sees."""
    try:
        uuid = UUID(request.GET.get("suite", ""))
    except ValueError:
        return None
    return access.one(request.user, "see", LABEL, uuid=uuid)


def _form(request: HttpRequest, before) -> QuestionForm:
    own = request.user.organisation
    first = {"addressee": before.addressee.slug, "kind": before.kind} if before else {}
    return QuestionForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        bodies=access.rows(request.user, "see", "directory.Organisation").filter(classification="ministry"),
        seats=access.rows(request.user, "see", "parliament.Seat").filter(body=own).on(timezone.localdate()),
        circles=access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None),
    )


def _countries(seen) -> list[tuple[str, str]]:
    """The countries whose committees asked something that this reader sees."""
    found = seen.order_by("committee__country").values_list("committee__country", flat=True).distinct()
    return [(code, codes.country(code)) for code in found if code]


def _may_ask(actor) -> bool:
    return access.rows(actor, "question", "directory.Organisation").exists()
