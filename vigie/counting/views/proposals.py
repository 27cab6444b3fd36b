"""What a new matching would do otherwise than it stands: accepted or declined by a person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.faces import ListedProposal
from vigie.counting.views.readers import for_analysts
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page

WORDS = {"accepter": acts.accept, "decliner": acts.decline}


@for_analysts
def proposals(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What is proposed and fits what stands, the heaviest first."""
    found = access.rows(request.user, "decide", "counting.Proposal").open().fitting().heaviest_first()
    return show(
        request, "counting/proposals", found.for_reading(), face=ListedProposal, waiting=found.count(),
    )  # fmt: skip


@for_analysts
@require_POST
def answer(request: HttpRequest, key: int, word: str) -> HttpResponse:
    """Carry out what is proposed, or put it away."""
    found = access.one(request.user, "decide", "counting.Proposal", pk=key)
    if word not in WORDS:
        raise Http404
    try:
        WORDS[word](request.user, found)
    except Refused as refusal:
        raise Http404 from refusal
    except Unfit as why:
        title = _("This proposal could not be answered")
        return show_page(
            request, "counting/not_done", status=409, title=title, sentence=str(why), onward="proposals"
        )
    return redirect("proposals")
