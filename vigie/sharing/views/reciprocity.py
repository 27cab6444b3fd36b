"""What each parliament gave and got."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from vigie import access
from vigie.sharing.faces.reciprocity import Balance, ListedExchange
from vigie.sharing.reciprocity import exchanged
from vigie.sharing.views.doing import only_bodies
from vigie.web.show import show


@login_required
def reciprocity(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Counted over the items and circles that this person sees, and over nothing else."""
    only_bodies(request)
    rows = exchanged(
        access.rows(request.user, "see", "sharing.Item"), access.rows(request.user, "see", "sharing.Circle")
    )
    balance = Balance.of([ListedExchange.of(row) for row in rows])
    return show(request, "sharing/reciprocity", rows, face=ListedExchange, balance=balance)
