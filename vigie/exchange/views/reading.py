"""Who opens the pages of the exchange, and what is found for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.access.rules.exchange import CORRESPONDENTS
from vigie.core.packages import BadPackage
from vigie.exchange.keys import NoKeys
from vigie.exchange.models import Peer
from vigie.exchange.sentences import sentence
from vigie.exchange.unfit import Unfit


def for_correspondents(view: Callable) -> Callable:
    """Absent to everybody but those who answer for a body's correspondence."""

    @wraps(view)
    @login_required
    def reading(request: HttpRequest, *given, **named) -> HttpResponse:
        if access.role_of(request.user) not in CORRESPONDENTS:
            raise Http404
        return view(request, *given, **named)

    return reading


def with_sight(request: HttpRequest, found: QuerySet) -> QuerySet:
    """Each row with `is_seen`: whether the law lets this reader see its item."""
    seen = access.rows(request.user, "see", "sharing.Item").filter(pk=OuterRef("item"))
    return found.annotate(is_seen=Exists(seen))


def found_peer(request: HttpRequest, uuid) -> Peer:
    found = access.rows(request.user, "see", "exchange.Peer").for_reading().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def done(form: Form, doing: Callable):
    """What `doing(**cleaned)` gives; None, with the reason in the form, where it makes no sense."""
    if not form.is_valid():
        return None
    try:
        return doing(**form.cleaned_data) or True
    except (Unfit, NoKeys) as refusal:
        form.add_error(None, str(refusal))
    except BadPackage as fault:
        form.add_error(None, sentence(fault.code, fault.params))
    return None
