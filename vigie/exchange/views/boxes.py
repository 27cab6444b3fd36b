"""What goes and what comes: packages, the things in them, questions about them, and what was refused."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.exchange import acts, sending, storing
from vigie.exchange.faces import (
    AskedOnward,
    Became,
    ListedCarried,
    ListedFault,
    ListedIncoming,
    ListedOutgoing,
)
from vigie.exchange.forms import AnswerForm, PackageForm
from vigie.exchange.models import OnwardQuestion, Outgoing
from vigie.exchange.taking import take
from vigie.exchange.views.reading import done, for_correspondents, with_sight
from vigie.web.show import show

LAST = 30


@require_safe
@for_correspondents
def outbox(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Packages that were written, newest first."""
    found = access.rows(request.user, "see", "exchange.Outgoing").newest_first()
    return show(request, "exchange/outbox", found, face=ListedOutgoing)


@require_POST
@for_correspondents
@never_cache
def package(request: HttpRequest, uuid) -> HttpResponse:
    """A sealed package, for a stick. That it was taken out is noted."""
    found: Outgoing = access.one(request.user, "see", "exchange.Outgoing", uuid=uuid)
    sealed = storing.read(str(found.uuid))
    if sealed is None or not access.may(request.user, "send", found.peer) or found.peer.state != "confirmed":
        raise Http404
    acts.give(request.user, found.peer, outgoing=found, way="stick")
    response = HttpResponse(sealed, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{sending.file_name(found)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@for_correspondents
def inbox(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Packages that came, what was in them, and what is asked about what went."""
    return _inbox(request, PackageForm())


@require_POST
@for_correspondents
def package_brought(request: HttpRequest) -> HttpResponse:
    """A package from a stick or an attachment. What became of it stands above the list."""
    form, outcomes = PackageForm(request.POST, request.FILES), []
    if not done(form, lambda package: outcomes.append(take(package, "page", request.user))):
        return _inbox(request, form, status=422)
    outcome = outcomes[0]
    mine = outcome.peer is None or access.may(request.user, "see", outcome.peer)
    status = 422 if outcome.state == "refused" else 200
    return _inbox(request, PackageForm(), status=status, outcome=Became.of(outcome) if mine else None)


def _inbox(request: HttpRequest, form: PackageForm, *, status: int = 200, **more) -> HttpResponse:
    found = access.rows(request.user, "see", "exchange.Incoming").newest_first()
    carried = access.rows(request.user, "see", "exchange.Carried").filter(
        direction="in", peer__own=_own(request)
    )
    asked = access.rows(request.user, "see", "exchange.OnwardQuestion").filter(direction="in")
    more.setdefault("answer", AnswerForm())
    return show(
        request, "exchange/inbox", found, face=ListedIncoming, status=status, form=form,
        carried=[ListedCarried.of(each) for each in with_sight(request, carried).newest_first()[:LAST]],
        asked=[AskedOnward.of(each) for each in with_sight(request, asked).newest_first()[:LAST]], **more,
    )  # fmt: skip


def _own(request: HttpRequest) -> int:
    return request.user.organisation_id


@require_POST
@for_correspondents
def question_answer(request: HttpRequest, uuid) -> HttpResponse:
    """May what we sent go further? The answer goes with the next package."""
    found: OnwardQuestion = access.one(
        request.user, "answer", "exchange.OnwardQuestion", uuid=uuid, direction="in"
    )
    form = AnswerForm(request.POST)
    if not done(form, lambda **said: acts.answer_question(request.user, found, **said)):
        return _inbox(request, PackageForm(), status=422, answer=form, tried=str(found.uuid))
    return HttpResponseRedirect(reverse("exchange-inbox"))


@require_safe
@for_correspondents
def faults(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What was refused and changed nothing; `all` shows also what was looked at."""
    found = access.rows(request.user, "see", "exchange.Fault").newest_first()
    shown_all = "all" in request.GET
    return show(
        request,
        "exchange/faults",
        found if shown_all else found.unlooked(),
        face=ListedFault,
        shown_all=shown_all,
    )


@require_POST
@for_correspondents
def fault_look(request: HttpRequest, uuid) -> HttpResponse:
    """Somebody has looked at it."""
    acts.look_at_fault(request.user, access.one(request.user, "look", "exchange.Fault", uuid=uuid))
    return HttpResponseRedirect(reverse("exchange-faults"))
