"""A form on a page that does one thing: what it is called, when it is offered, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from vigie import access
from vigie.followup.faces import ListedRecommendation
from vigie.parliament.views.filling import done


@dataclass(frozen=True)
class Doing:
    """One thing that people do to a paper. `fits` tells of which rows it can be done at all."""

    name: str  # in the address
    verb: str  # of the law
    form: type[forms.Form]
    act: Callable
    heading: str
    told: str
    button: str
    fits: Callable = lambda row: True
    first: Callable = lambda row: {}  # what the fields hold at first
    lists: dict[str, Callable] = field(default_factory=dict)  # field → the rows among which the actor chooses

    # Where one is led afterwards; None stays on the page.
    leads: Callable = lambda made: None

    def made(self, actor, row, typed=None) -> forms.Form:
        """Its form for this actor and row, with what was typed."""
        made = self.form(typed, auto_id=f"{self.name}-%s", initial=self.first(row))
        for name, among in self.lists.items():
            made.fields[name].queryset = among(actor, row)
        return made


@dataclass(frozen=True)
class Offered:
    """A doing as it stands on the page, with its form, which may hold what was typed and what was wrong."""

    name: str
    heading: str
    told: str
    button: str
    form: forms.Form


def offered(actor, row, doings: dict[str, Doing], tried: dict[str, forms.Form]) -> list[Offered]:
    """The doings that the law allows this actor here, in order; one that was tried stays, whatever it fits."""
    found = []
    for each in doings.values():
        if (each.name in tried or each.fits(row)) and access.may(actor, each.verb, row):
            form = tried.get(each.name) or each.made(actor, row)
            found.append(Offered(each.name, each.heading, each.told, each.button, form))
    return found


def carried_out(
    request: HttpRequest,
    label: str,
    doings: dict[str, Doing],
    name: str,
    *,
    shown: Callable,
    back: str,
    **key,
) -> HttpResponse:
    """Do one of `doings` to the row of `label` that `key` finds, and lead on; refused, its page shows what was typed.

    `shown(request, row, tried, status)` draws that page, and `back` is its address.
    """
    what = doings.get(name)
    if what is None:
        raise Http404
    row = access.one(request.user, what.verb, label, **key)
    form = what.made(request.user, row, request.POST)
    made = done(form, lambda **said: what.act(request.user, row, **said))
    if made is None:
        return shown(request, row, {name: form}, 422)
    return HttpResponseRedirect(what.leads(made) or back)


def by_name(*doings: Doing) -> dict[str, Doing]:
    return {each.name: each for each in doings}


def unless_signed(actor, forms: list[Offered], signoffs) -> list[Offered]:
    """Without the form of signing where this actor's body has spoken: it speaks once."""
    spoken = signoffs.filter(body=getattr(actor, "organisation_id", None)).exists()
    return [each for each in forms if each.form.errors or each.name != "signer" or not spoken]


def bodies_to_ask(actor, row):
    """The bodies to which one can recommend something, of every country."""
    asked = ("ministry", "parliament", "force", "council", "audit", "regional")
    return (
        access.rows(actor, "see", "directory.Organisation")
        .filter(classification__in=asked)
        .order_by("country", "name")
    )


def to_recommendation(made) -> str:
    return reverse("recommendation", kwargs={"ref": made.ref})


def recommended(actor, label: str, key) -> list[ListedRecommendation]:
    """The recommendations that a paper gave rise to, as far as this reader sees them."""
    seen = access.rows(actor, "see", "followup.Recommendation").filter(
        source_label=label, source_key=str(key)
    )
    return [ListedRecommendation.of(each) for each in seen.for_listing().newest_first()]
