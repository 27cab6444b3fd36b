"""Correspondents: entered from their card, compared by telephone, stopped at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.exchange import acts, cards, keys, sending
from vigie.exchange.faces import ListedCarried, ListedPeer, OwnKeys, ShownPeer
from vigie.exchange.forms import CardForm, GroupsForm, WhyForm
from vigie.exchange.models import Peer
from vigie.exchange.unfit import Unfit
from vigie.exchange.views.reading import done, for_correspondents, found_peer, with_sight
from vigie.web.show import show, show_page

LAST = 20


@require_safe
@for_correspondents
def peers(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The bodies with which one's own exchanges, and what waits to be looked at."""
    found = access.rows(request.user, "see", "exchange.Peer").for_reading().by_name()
    return show(
        request, "exchange/peers", list(found), face=ListedPeer, own=_own_keys(request),
        body=request.user.organisation.slug,
        faults=access.rows(request.user, "see", "exchange.Fault").unlooked().count(),
        asked=_asked(request),
    )  # fmt: skip


def _asked(request: HttpRequest) -> int:
    rows = access.rows(request.user, "answer", "exchange.OnwardQuestion")
    return rows.filter(direction="in").unanswered().count()


def _own_keys(request: HttpRequest) -> OwnKeys | None:
    """None where the operator has not made them yet."""
    try:
        return OwnKeys.of(cards.card_of(request.user.organisation))
    except keys.NoKeys:
        return None


@require_safe
@for_correspondents
@never_cache
def card(request: HttpRequest) -> HttpResponse:
    """One's own card, to be handed to correspondents. It tells the address where the line is encrypted."""
    body = access.one(request.user, "correspond", "directory.Organisation", pk=request.user.organisation_id)
    address = request.build_absolute_uri("/").rstrip("/") if request.is_secure() else ""
    try:
        raw = cards.written_card(body, address)
    except keys.NoKeys:
        return HttpResponseRedirect(reverse("exchange"))
    response = HttpResponse(raw, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{body.slug}.vigie-card.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_correspondents
def peer_new(request: HttpRequest) -> HttpResponse:
    """Enter a correspondent's card."""
    posted = request.method == "POST"
    form = CardForm(request.POST, request.FILES) if posted else CardForm()
    body = access.one(request.user, "correspond", "directory.Organisation", pk=request.user.organisation_id)
    if posted and (made := done(form, lambda card: acts.propose_peer(request.user, body, card=card))):
        return HttpResponseRedirect(reverse("exchange-peer", kwargs={"uuid": made.uuid}))
    return show_page(request, "exchange/peer_new", form=form, status=422 if form.errors else 200)


@require_safe
@for_correspondents
def peer(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    return _peer(request, found_peer(request, uuid))


@require_POST
@for_correspondents
def peer_confirm(request: HttpRequest, uuid) -> HttpResponse:
    """The groups were compared: whoever typed them heard them."""
    found, form = found_peer(request, uuid), GroupsForm(request.POST)
    if not done(form, lambda groups: acts.confirm_peer(request.user, found, groups=groups)):
        found.refresh_from_db()
        return _peer(request, found, groups=form, status=422)
    return HttpResponseRedirect(reverse("exchange-peer", kwargs={"uuid": found.uuid}))


@require_POST
@for_correspondents
def peer_stop(request: HttpRequest, uuid) -> HttpResponse:
    """Nothing more is sent or taken."""
    found, form = found_peer(request, uuid), WhyForm(request.POST)
    if not done(form, lambda because: acts.stop_peer(request.user, found, because=because)):
        found.refresh_from_db()
        return _peer(request, found, why=form, status=422)
    return HttpResponseRedirect(reverse("exchange-peer", kwargs={"uuid": found.uuid}))


@require_POST
@for_correspondents
def peer_write(request: HttpRequest, uuid) -> HttpResponse:
    """Put what is due into packages. Pressed twice, the second finds nothing due."""
    found = found_peer(request, uuid)
    try:
        sending.write_due(request.user, found)
    except (Unfit, keys.NoKeys) as refusal:
        return _peer(request, found, refusal=str(refusal), status=422)
    return HttpResponseRedirect(reverse("exchange-outbox"))


def _peer(request: HttpRequest, found: Peer, *, status: int = 200, **more) -> HttpResponse:
    carried = access.rows(request.user, "see", "exchange.Carried").filter(peer=found)
    heavy = [each.title for each in sending.too_heavy(found)] if found.state == "confirmed" else []
    said = {"groups": GroupsForm(), "why": WhyForm(), **more}
    return show(
        request, "exchange/peer", found, face=ShownPeer, status=status, own=_own_keys(request),
        due=sending.due(found), heavy=heavy,
        carried=[ListedCarried.of(each) for each in with_sight(request, carried).newest_first()[:LAST]], **said,
    )  # fmt: skip
