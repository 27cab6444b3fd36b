"""A form on a page that does one thing: what it is called, when it is offered, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms

from vigie import access


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


def by_name(*doings: Doing) -> dict[str, Doing]:
    return {each.name: each for each in doings}
