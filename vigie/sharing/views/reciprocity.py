"""What each parliament gave and got."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.sharing.faces.reciprocity import Balance, ListedExchange
from vigie.sharing.pictures import by_quarter, given_and_got
from vigie.sharing.reciprocity import exchanged, quarters_between
from vigie.sharing.views.doing import only_bodies
from vigie.web.show import show
from vigie.web.words import number

FEWEST = 3


@login_required
def reciprocity(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Counted over the items and circles that this person sees, and over nothing else."""
    only_bodies(request)
    rows = exchanged(
        access.rows(request.user, "see", "sharing.Item"), access.rows(request.user, "see", "sharing.Circle")
    )
    balance = Balance.of([ListedExchange.of(row) for row in rows])
    return show(
        request, "sharing/reciprocity", rows, face=ListedExchange, balance=balance, **_pictures(balance)
    )


def _pictures(balance: Balance) -> dict:
    """The whole in one picture, and one by quarter for each parliament, all on one scale."""
    if not balance.parliaments:
        return {}
    whole = [(name, *balance.whole[0].counts[place]) for place, name in enumerate(balance.parliaments)]
    told = "; ".join(f"{name}{_(': ')}{given(gave)}, {received(got)}" for name, gave, got in whole)
    counts = {line.label: line.counts for line in balance.by_quarter}
    quarters = quarters_between(min(counts), max(counts))
    most = max(max(pair) for line in balance.by_quarter for pair in line.counts)
    over_time = [
        (name, by_quarter(
            [(each, *(counts[each][place] if each in counts else (0, 0))) for each in quarters], most,
            _("%(parliament)s, quarter by quarter") % {"parliament": name},
        ))
        for place, name in enumerate(balance.parliaments)
    ]  # fmt: skip
    pictures = {"whole": given_and_got(whole, (given, received), told)}
    # Fewer quarters make no picture: the table says them.
    return {**pictures, "over_time": over_time} if len(quarters) >= FEWEST else pictures


def given(count: int) -> str:
    return ngettext("%(gave)s given", "%(gave)s given", count) % {"gave": number(count)}


def received(count: int) -> str:
    return ngettext("%(got)s got", "%(got)s got", count) % {"got": number(count)}
