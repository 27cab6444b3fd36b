"""All sharing from a country stopped, and set free again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from vigie import access
from vigie.sharing import acts
from vigie.sharing.acts.hold import allowed
from vigie.sharing.faces.circle import ListedHold
from vigie.sharing.forms.circle import HoldForm
from vigie.sharing.views.doing import done, only_bodies, own_body
from vigie.web.show import show


@login_required
def holds(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Holds in force and lifted, newest first: every body reads them."""
    only_bodies(request)
    return _shown(request)


@require_POST
def hold_set(request: HttpRequest) -> HttpResponse:
    body = own_body(request, "keep")
    form = HoldForm(request.POST, countries=allowed(body))
    if done(form, lambda: acts.hold(request.user, body, **form.cleaned_data)) is None:
        return _shown(request, status=422, typed=form)
    return HttpResponseRedirect(reverse("holds"))


@require_POST
def hold_lift(request: HttpRequest, uuid) -> HttpResponse:
    acts.lift(request.user, access.one(request.user, "lift", "sharing.Hold", uuid=uuid))
    return HttpResponseRedirect(reverse("holds"))


def _shown(request: HttpRequest, *, status: int = 200, typed: HoldForm | None = None) -> HttpResponse:
    actor = request.user
    bodies = access.rows(actor, "keep", "directory.Organisation").filter(pk=actor.organisation_id)
    countries = allowed(bodies[0]) if bodies else ()
    found = access.rows(actor, "see", "sharing.Hold").select_related("holder").newest_first()
    liftable = {
        str(uuid) for uuid in access.rows(actor, "lift", "sharing.Hold").values_list("uuid", flat=True)
    }
    return show(
        request, "sharing/holds", found, face=ListedHold, status=status, liftable=liftable,
        form=typed or (HoldForm(countries=countries) if countries else None), in_force=found.in_force().count(),
    )  # fmt: skip
