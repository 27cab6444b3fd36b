"""What the newest run would do otherwise than it stands: the list, each proposal, and a person's word on it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.faces import ListedProposal, ProposedChange
from vigie.counting.forms import WordForm
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page

LABEL = "counting.Proposal"


@login_required
def proposals(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The open proposals that this person may answer, the clearest first."""
    if access.role_of(request.user) not in access.ANALYSTS:
        raise Http404
    found = access.rows(request.user, "decide", LABEL).waiting()
    return show(request, "counting/proposals", found, face=ListedProposal)


@login_required
def proposal(request: HttpRequest, key: int, ending: str = "") -> HttpResponse:
    """One proposal: what stands, what would follow, and why."""
    found = access.rows(request.user, "see", LABEL).for_reading().filter(pk=key).first()
    if found is None:
        raise Http404
    return show(request, "counting/proposal", found, face=ProposedChange)


@login_required
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Carry a proposal out or put it away, and go back to the list."""
    found = access.one(request.user, "decide", LABEL, pk=key)
    form = WordForm(request.POST)
    if not form.is_valid():
        return redirect("proposal", key)
    act = {"accept": acts.accept, "decline": acts.decline}[form.cleaned_data["word"]]
    try:
        act(request.user, found, because=form.cleaned_data["because"])
    except Refused as refusal:
        raise Http404 from refusal
    except Unfit as why:
        title = _("This answer could not be carried out")
        more = {"title": title, "sentence": str(why), "pair": found.pair_id}
        return show_page(request, "counting/not_done", status=409, **more)
    return redirect("proposals")
