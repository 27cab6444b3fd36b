"""The effort of reporting: what was reckoned, what the organisation states, and what stood in the way."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vigie import access
from vigie.intake import acts as intake
from vigie.intake.desk.effort import reckon
from vigie.intake.faces.effort import ListedEffort, ListedOutage, ListedPart
from vigie.intake.forms.desk import OutageForm, ReasonForm, StatedEffort, TakesPart
from vigie.intake.views.desk.readers import done, for_analysts, for_coordinators, for_desk
from vigie.ledger.act import Refused
from vigie.monitoring import acts
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show

# What is recorded here: name in the address → form and act, of the organisation.
DOINGS = {
    "journees": (StatedEffort, acts.state_effort),
    "coupures": (OutageForm, acts.record_outage),
    "participation": (TakesPart, acts.take_part),
}


@require_safe
@for_analysts
def effort(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Monitor-days by month and area of one's own organisation; also as data."""
    return _effort(request)


@require_POST
@for_coordinators
def effort_do(request: HttpRequest, doing: str) -> HttpResponse:
    """Record monitor-days, an outage, or since when one takes part."""
    if doing not in DOINGS:
        raise Http404
    made, act = DOINGS[doing]
    form = made(request.POST, auto_id=f"{doing}-%s")
    if not done(form, lambda **said: act(request.user, request.user.organisation, **said)):
        return _effort(request, {doing: form}, status=422)
    return HttpResponseRedirect(reverse("effort"))


@require_POST
@for_coordinators
def effort_reckon(request: HttpRequest) -> HttpResponse:
    """Reckon the latest months anew from what came in."""
    reckon(request.user, request.user.organisation)
    return HttpResponseRedirect(reverse("effort"))


@require_POST
@for_coordinators
def outage_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an outage that was recorded by mistake."""
    found = access.one(request.user, "amend", "monitoring.Outage", pk=pk, withdrawn_at=None)
    form = ReasonForm(request.POST)
    if not done(form, lambda because: acts.withdraw_outage(request.user, found, because=because)):
        return _effort(request, {"withdrawing": form}, status=422)
    return HttpResponseRedirect(reverse("effort"))


@require_POST
@for_desk("monitor", *access.ANALYSTS)
def check_in(request: HttpRequest) -> HttpResponse:
    """Say that one watched today and that nothing happened."""
    try:
        intake.check_in(request.user, request.user, on=timezone.localdate(), channel="web")
    except (Unfit, Refused) as refusal:
        raise Http404 from refusal
    return HttpResponseRedirect(reverse("home") + "?ras=1")


def _effort(request: HttpRequest, tried: dict | None = None, status: int = 200) -> HttpResponse:
    tried, own = tried or {}, request.user.organisation
    days = access.rows(request.user, "see", "monitoring.MonitorDays").filter(organisation=own)
    outages = access.rows(request.user, "see", "monitoring.Outage").standing().newest_first()
    parts = access.rows(request.user, "see", "monitoring.Participation").filter(organisation=own).in_order()
    forms = {name: tried.get(name) or made(auto_id=f"{name}-%s") for name, (made, _act) in DOINGS.items()}
    return show(
        request, "intake/desk/effort", days.newest_first(), face=ListedEffort, status=status,
        organisation=own.name, outages=[ListedOutage.of(each, own) for each in outages.with_area()[:50]],
        parts=[ListedPart.of(each) for each in parts], stated=forms["journees"], outage=forms["coupures"],
        part=forms["participation"], coordinates=access.role_of(request.user) == "coordinator",
        withdrawing=tried.get("withdrawing"),
    )  # fmt: skip
