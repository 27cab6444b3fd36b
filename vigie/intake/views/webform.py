"""Filling a form in a browser, step by step, with nothing but HTML."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.access import NodeActor
from vigie.core.xforms.filling import Filling, Page, Unfillable, after, before, page_of, pages
from vigie.core.xforms.filling.checking import fault_of, first_page_with_faults
from vigie.intake import acts
from vigie.intake.faces.webform import ListedDraft, ListedWebForm
from vigie.intake.receiving import stored
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.webform import held
from vigie.intake.webform.opening import code_of, language_for, opened, plan_for
from vigie.intake.webform.posted import field_name, file_name, is_told, take, uploads
from vigie.intake.webform.sending import send
from vigie.intake.webform.sentences import why_not_filled, why_wrong
from vigie.intake.webform.showing import WITHIN_METRES, distance, receipt_of, shown_end, shown_step, token
from vigie.web.show import show_page

MOST_FILE_BYTES = 10_000_000
MOST_BODY_BYTES = 3 * MOST_FILE_BYTES


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """The forms that one may fill, and what one has begun."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    drafts = _drafts(request)
    found = [_listed(version, drafts) for version in _offered(request)]
    if not found and not access.rows(request.user, "fill", "intake.Form").exists():
        _absent_unless_monitor(request)
    return show_page(request, "intake/webform/forms", forms=found)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, uuid) -> HttpResponse:
    """Begin to fill a form, in a language."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    version = offered_version(request, uuid)
    try:
        plan = plan_for(version)
    except Unfillable as refusal:
        faults = [why_not_filled(each) for each in refusal.faults]
        return show_page(request, "intake/webform/unfillable", status=409, title=version.title, faults=faults)
    if request.method == "POST":
        language = language_for(plan.definition, request.POST.get("language", ""))
        draft = acts.begin(request.user, version.form, version=version, language=language)
        return _to_page(draft, pages(opened(draft))[0].key if pages(opened(draft)) else "")
    chosen = language_for(plan.definition)
    return show_page(
        request, "intake/webform/form", form=_listed(version, _drafts(request)), chosen=chosen,
        languages=[(each, code_of(each)) for each in plan.definition.languages if each],
    )  # fmt: skip


@csrf_exempt  # checked within: words typed under an old token must not be lost
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, uuid, key: str) -> HttpResponse:
    """One page of a draft. What is posted to it is never lost, whoever is signed in by then."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BODY_BYTES:
        sentence = _("The files of this page are over 30 MB together. Go back and choose smaller ones.")
        return show_page(request, "error", status=413, title=_("Too much at once."), sentence=sentence)
    draft = _draft(request, uuid)
    if draft is None:
        return _held(request, uuid, key) if request.method == "POST" else _to_sign_in_or_absent(request)
    if draft.submission_id:
        return redirect("web-receipt", uuid=draft.uuid)
    filling = opened(draft)
    page = page_of(filling, key)
    if page is None:
        return _to_page(draft, pages(filling)[0].key)
    if request.method != "POST":
        return _page(request, draft, filling, page)
    if _is_stale(request):
        take(filling, page, request.POST)
        return _shown(request, draft, filling, page, status=403, stale=True)
    return _taken(request, draft, filling, page)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uuid) -> HttpResponse:
    """Look over all answers, and send them. Sent twice, it is one report."""
    draft = _draft(request, uuid)
    if draft is None:
        return _to_sign_in_or_absent(request)
    if draft.submission_id:
        return redirect("web-receipt", uuid=draft.uuid)
    filling = opened(draft)
    if request.method != "POST":
        return show_page(request, "intake/webform/end", it=shown_end(draft, filling))
    if wrong := first_page_with_faults(filling):
        return _shown(request, draft, filling, wrong, status=422, faults=True)
    try:
        send(request.user, draft)
    except NotTaken as refusal:
        it = shown_end(draft, filling)
        return show_page(request, "intake/webform/end", status=refusal.status, it=it, why=refusal.sentence())
    return redirect("web-receipt", uuid=draft.uuid)


@require_safe
def receipt(request: HttpRequest, uuid) -> HttpResponse:
    """That it came in, with its number."""
    draft = _draft(request, uuid)
    if draft is None or draft.submission_id is None:
        return _to_sign_in_or_absent(request)
    return show_page(request, "intake/webform/receipt", it=receipt_of(draft))


@require_POST
def throw_away(request: HttpRequest, uuid) -> HttpResponse:
    """Remove a draft and all that was typed."""
    draft = _draft(request, uuid)
    if draft is None:
        return _to_sign_in_or_absent(request)
    acts.throw_away(request.user, draft)
    return redirect("web-forms")


# finding


def _offered(request: HttpRequest):
    """The newest published version of every form that this person may fill."""
    filled = access.rows(request.user, "fill", "intake.Form")
    found = access.rows(request.user, "see", "intake.FormVersion").filter(form__in=filled, state="published")
    newest = {}
    for version in (
        found.select_related("form__organisation").defer("xml", "sheet").order_by("-published_at", "-pk")
    ):
        newest.setdefault(version.form_id, version)
    # A form that takes encrypted reports only is for phones: the node must not read them.
    return sorted((each for each in newest.values() if not each.public_key), key=lambda each: each.title)


def offered_version(request: HttpRequest, uuid):
    """The newest version of a form that this person may fill; absent for others.

    Who answers for the form may ask for a draft of it, to try: what they send is marked as a trial.
    """
    if (number := request.GET.get("version", "")).isdecimal():
        return _tried(request, uuid, int(number))
    found = next((each for each in _offered(request) if str(each.form.uuid) == str(uuid)), None)
    if found is None:
        raise Http404
    return found


def _tried(request: HttpRequest, uuid, number: int):
    row = access.one(request.user, "amend", "intake.Form", uuid=uuid)
    if not access.may(request.user, "fill", row):
        raise Http404
    drafts = access.rows(request.user, "see", "intake.FormVersion").filter(form=row, state="draft")
    found = drafts.select_related("form__organisation").defer("xml", "sheet").filter(pk=number).first()
    if found is None or found.public_key:
        raise Http404
    return found


def _drafts(request: HttpRequest):
    found = access.rows(request.user, "see", "intake.Draft").filter(submission=None)
    return list(found.select_related("version").order_by("-saved_at"))


def _listed(version, drafts) -> ListedWebForm:
    own = tuple(
        ListedDraft(str(each.uuid), each.step or "1", each.saved_at)
        for each in drafts
        if each.version.form_id == version.form_id
    )
    return ListedWebForm(str(version.form.uuid), version.title, version.form.organisation.name, own)


def _draft(request: HttpRequest, uuid):
    found = access.rows(request.user, "see", "intake.Draft").filter(uuid=uuid)
    return found.select_related("version", "account__organisation", "submission__form").first()


# showing


def _page(request: HttpRequest, draft, filling: Filling, page: Page) -> HttpResponse:
    """A page as it was last saved; with what was typed since, if that was kept aside for this browser."""
    kept = held.words_of(request, draft)
    if kept is None or kept[0] != page.key:
        return _shown(request, draft, filling, page)
    take(filling, page, kept[1])
    return _shown(request, draft, filling, page, restored=draft.held_at)


def _shown(request, draft, filling, page, *, status: int = 200, faults: bool = False, **more) -> HttpResponse:
    it = shown_step(draft, filling, page, faults)
    every = [each.key for each in pages(filling)]
    return show_page(
        request, "intake/webform/step", status=status, it=it, is_first=every[0] == page.key,
        more=request.GET.get("more", ""), within=[(each, distance(each)) for each in WITHIN_METRES], **more,
    )  # fmt: skip


def _to_page(draft, key: str) -> HttpResponse:
    if not key:
        return redirect("web-end", uuid=draft.uuid)
    return redirect("web-step", uuid=draft.uuid, key=key)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks who one is, and leads back here."""
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")


def _to_sign_in_or_absent(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        raise Http404
    return to_sign_in(request)


def _absent_unless_monitor(request: HttpRequest) -> None:
    if access.role_of(request.user) not in ("monitor", *access.ANALYSTS):
        raise Http404


# taking


def _is_stale(request: HttpRequest) -> bool:
    """Whether the page's token is missing or old, as after signing in elsewhere."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _request: None, (), {}) is not None


def _held(request: HttpRequest, uuid, key: str) -> HttpResponse:
    """Keep what was typed, though nobody is signed in who may write it: sealed, with the key in this browser."""
    draft = access.one(NodeActor(), "hold", "intake.Draft", uuid=uuid, submission=None)
    secret, words = held.sealed(str(draft.uuid), key, request.POST)
    if len(words) > held.MOST_BYTES:
        raise Http404
    acts.hold(NodeActor(), draft, words=words)
    back = urlencode({"next": request.path})
    response = show_page(
        request, "intake/webform/signed_out", status=401, back=f"{reverse(settings.LOGIN_URL)}?{back}",
        at=draft.held_at, is_other=request.user.is_authenticated,
    )  # fmt: skip
    held.give_key(response, str(draft.uuid), secret)
    return response


def _taken(request: HttpRequest, draft, filling: Filling, page: Page) -> HttpResponse:
    """Keep the page's answers, then go where the person wants to go."""
    wish, _sep, about = request.POST.get("go", "next").partition("-")
    wanted = page.key
    if page.step.repeat is not None:
        wanted = _turned(filling, page, wish, about)
    known = set(request.POST.getlist("shown"))
    take(filling, page, request.POST)
    too_big = _files(request, draft, filling, page)
    acts.keep_answers(request.user, draft, answers=filling.answers(), step=page.key, language=draft.language)
    response = _onward(request, draft, filling, page, wish, wanted, known, too_big)
    held.forget_key(response)
    return response


def _onward(request, draft, filling, page, wish, wanted, known, too_big) -> HttpResponse:
    if wish == "leave":
        return redirect("web-forms")
    if wanted != page.key or wish in ("add", "remove"):
        return _to_page(draft, wanted)
    if wish == "back":
        return _to_page(draft, (before(filling, page) or page).key)
    asked = [node for node in page.asked(filling) if not is_told(node)]
    new = [node for node in asked if token(filling, node) not in known and not node.text]
    wrong = [node for node in asked if node not in new and fault_of(filling, node)]
    if wrong or too_big:
        sentence = why_wrong("too-big") if too_big else ""
        return _shown(request, draft, filling, page, status=422, faults=True, too_big=sentence)
    if new:
        address = reverse("web-step", kwargs={"uuid": draft.uuid, "key": page.key})
        return HttpResponseRedirect(f"{address}?more={len(new)}#{field_name(new[0])}")
    following = after(filling, page)
    return _to_page(draft, following.key if following else "")


def _turned(filling: Filling, page: Page, wish: str, about: str) -> str:
    """Add a turn to a repeat or take one away; gives the key of the page to go to."""
    if wish == "add":
        part = filling.plan.by_path[page.step.repeat.path]
        holder = next(filling.at(part.path.rpartition("/")[0], page.holder))
        turn = filling.add_turn(holder, part)
        return next((each.key for each in pages(filling) if each.holder is turn), page.key)
    if wish == "remove" and about.isdecimal():
        turn = next((each for each in page.turns(filling) if each.place == int(about)), None)
        if turn is not None:
            filling.remove_turn(turn)
    return page.key


def _files(request: HttpRequest, draft, filling: Filling, page: Page) -> bool:
    """Keep the files that came, and forget those taken away; gives whether one was too big."""
    too_big = False
    for node in page.asked(filling):
        if request.POST.get(f"{field_name(node)}-remove") and node.part.question.control == "upload":
            node.text = ""
    for node, upload in uploads(filling, page, request.FILES):
        if upload.size > MOST_FILE_BYTES:
            too_big = True
            continue
        name = file_name(upload)
        acts.keep_file(request.user, draft, name=name, staged=stored.stage(upload.chunks()))
        node.text = name
    filling.settle()
    return too_big
