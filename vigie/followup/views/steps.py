"""Saying something about a recommendation, one matter a step; each step is saved."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.followup import acts, forms, refusing
from vigie.followup.doings import DOINGS, Doing, open_milestones
from vigie.followup.evidence import named
from vigie.followup.faces import ListedRecommendation
from vigie.followup.models import Recommendation
from vigie.followup.views.thread import seen
from vigie.web import words
from vigie.web.show import show_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step(request: HttpRequest, ref: str, doing: str, number: int) -> HttpResponse:
    """One step: what was typed before stands in it. The last one does it."""
    row = seen(request, ref)
    chosen = DOINGS.get(doing)
    if (
        chosen is None
        or not 1 <= number <= len(chosen.steps)
        or not access.may(request.user, chosen.verb, row)
    ):
        raise Http404
    if forms.Reached in chosen.steps and not open_milestones(request.user, row).exists():
        raise Http404
    typed = _typed(request, row, chosen)
    if request.method != "POST":
        form = _form(request, row, chosen, number, typed["words"] or None, blank=True)
        return _asked(request, row, chosen, number, form, typed)
    form = _form(request, row, chosen, number, request.POST)
    said = {name: request.POST.getlist(name)[-1] for name in form.fields if name in request.POST}
    if len(chosen.steps) > 1:
        acts.keep_step(request.user, row, doing=chosen.slug, words=said)
    if not form.is_valid():
        return _asked(request, row, chosen, number, form, typed, status=422)
    if number < len(chosen.steps):
        return HttpResponseRedirect(_address(row, chosen, number + 1))
    return _done(request, row, chosen, {**typed["words"], **said}, typed)


def _done(request, row: Recommendation, doing: Doing, said: dict, typed: dict) -> HttpResponse:
    """Every step is read again; the first that does not fit is shown with what is wrong."""
    read = [_form(request, row, doing, number, said) for number in range(1, len(doing.steps) + 1)]
    for number, form in enumerate(read, 1):
        if not form.is_valid():
            return _asked(request, row, doing, number, form, typed, status=422)
    try:
        doing.do(request.user, row, **_given(doing, row, read))
    except ValidationError as refusal:
        number = _blamed(read, refusal)
        return _asked(request, row, doing, number, read[number - 1], typed, status=422)
    if typed["at"]:
        acts.throw_away_step(request.user, row, doing=doing.slug)
    return HttpResponseRedirect(reverse("recommendation", kwargs={"ref": row.ref}) + "#fil")


def _given(doing: Doing, row: Recommendation, read: list[Form]) -> dict:
    if doing.slug == "scinder":
        return {"parts": read[0].parts(row), "words": read[0].cleaned_data["words"]}
    return {name: value for form in read for name, value in form.cleaned_data.items()}


def _blamed(read: list[Form], refusal: ValidationError) -> int:
    """The step in which a refusal is told: that of its field, or the last."""
    blamed = len(read)
    faults = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
    for name, sentences in faults.items():
        number = next((n for n, form in enumerate(read, 1) if name in form.fields), len(read))
        read[number - 1].add_error(name if name in read[number - 1].fields else None, sentences)
        blamed = min(blamed, number)
    return blamed


def _form(request, row, doing: Doing, number: int, said, *, blank: bool = False) -> Form:
    """The form of one step. With `blank` it is shown with `said` and finds no fault yet."""
    kind = doing.steps[number - 1]
    more = _offered(request.user, row, kind)
    return kind(initial=said, **more) if blank else kind(said, **more)


def _offered(actor, row: Recommendation, kind: type[Form]) -> dict:
    """What the rows of this recommendation give a form to choose from."""
    if kind is forms.Reached:
        return {"milestones": open_milestones(actor, row)}
    if kind is forms.Paper:
        return {
            "actions": access.rows(actor, "see", "followup.Action").filter(recommendations=row).order_by("pk")
        }
    return {"named": partial(named, actor)} if kind is forms.Seen else {}


def _typed(request, row: Recommendation, doing: Doing) -> dict:
    """What this person typed in the steps, and when it was saved."""
    found = access.rows(request.user, "see", "followup.StepDraft").filter(
        recommendation=row, doing=doing.slug
    )
    draft = found.first()
    return {"words": draft.words if draft else {}, "at": words.clock(draft.saved_at) if draft else ""}


def _asked(
    request, row, doing: Doing, number: int, form: Form, typed: dict, *, status: int = 200
) -> HttpResponse:
    why_not = refusing.ended(row) if row.state not in doing.states else ""
    if doing.verb == "verify":
        why_not = why_not or refusing.may_not_verify(request.user.organisation, row)
    total = len(doing.steps)
    return show_page(
        request, "followup/step", status=status, it=ListedRecommendation.of(row), form=form, why_not=why_not,
        title=doing.title, hint=doing.hint, button=doing.button, number=number, total=total, saved_at=typed["at"],
        action=_address(row, doing, number),
        before=_address(row, doing, number - 1) if number > 1 else "",
    )  # fmt: skip


def _address(row: Recommendation, doing: Doing, number: int) -> str:
    return reverse("recommendation-step", kwargs={"ref": row.ref, "doing": doing.slug, "number": number})
