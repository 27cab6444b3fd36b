"""What stands at the head of every page: who you are, and at most six links."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie import access
from vigie.ledger.models import Node

REGISTER = ("register", _("Register"))
REVIEW = ("review", _("Review"))
FILL = ("web-forms", _("Fill a form"))
IMPORTS = ("imports", _("Imports"))
DIRECTORY = ("directory", _("Directory"))
FIELD = ("field", _("Field"))
PLACES = ("places", _("Places"))
ESTIMATES = ("estimates", _("Estimates"))
HOME = ("home", _("Home"))
METHOD = ("method", _("Method"))
PARLIAMENT = ("parliament", pgettext_lazy("institution", "Parliament"))
FRAMEWORK = ("frameworks", pgettext_lazy("of the three committees", "Framework"))
RECOMMENDATIONS = ("recommendations", _("Recommendations"))
TO_ANSWER = ("to-answer", _("To answer"))
QUESTIONS = ("asked-questions", _("Questions"))
REQUESTS = ("requests", _("Requests"))
SHARED = ("shared-items", pgettext_lazy("what is shared", "Shared"))

_COMMITTEE = (HOME, REGISTER, PARLIAMENT, RECOMMENDATIONS, SHARED, FRAMEWORK)
LINKS = {
    "monitor": (HOME, FILL, REGISTER, IMPORTS, PLACES),
    "analyst": (HOME, REGISTER, REVIEW, IMPORTS, DIRECTORY, PLACES),
    "coordinator": (HOME, REGISTER, REVIEW, FIELD, IMPORTS, DIRECTORY),
    "clerk": _COMMITTEE, "member": _COMMITTEE, "chair": _COMMITTEE,
    "researcher": (HOME, REGISTER, ESTIMATES, RECOMMENDATIONS, REQUESTS, SHARED),
    "ministry": (HOME, TO_ANSWER, QUESTIONS, REQUESTS, SHARED, RECOMMENDATIONS),
    "programme": (HOME, PARLIAMENT, RECOMMENDATIONS, DIRECTORY, PLACES),
    "operator": (HOME, PARLIAMENT, RECOMMENDATIONS, DIRECTORY, PLACES),
    "public": (HOME, PARLIAMENT, RECOMMENDATIONS, METHOD, DIRECTORY, PLACES),
}  # fmt: skip
# What is open to everybody: at the foot of the page for whom it is not at the head.
FOR_ALL = (PARLIAMENT, FRAMEWORK, RECOMMENDATIONS, DIRECTORY, PLACES)
FOR_ACCOUNTS = (("alerts", _("Your alerts")),)

ROLE_NAMES = {
    "monitor": _("monitor"), "analyst": _("analyst"), "coordinator": _("coordinator"),
    "clerk": _("committee clerk"), "member": _("member of parliament"), "chair": _("committee chair"),
    "ministry": _("ministry official"),
    "researcher": _("researcher"), "programme": _("programme officer"), "operator": _("operator"),
}  # fmt: skip

# Pages that lie within another: name → name of the page under which they are found. Who has no link to that one
# finds them under the next wider.
WITHIN: dict[str, str] = {}

# Counts that stand beside a link: name of the page → function of the actor. Rooms register theirs.
WAITING = {}
MOST_COUNTED = 999  # beyond this it is "more": to count a hundred thousand on every page would be slow


def within(page: str, *names: str) -> None:
    """Say that pages are found under another. Rooms say it of their own, beside their addresses."""
    WITHIN.update(dict.fromkeys(names, page))


@dataclass(frozen=True)
class MastheadLink:
    """One link of the masthead, with how many things wait behind it."""

    address: str
    label: str
    current: str  # aria-current: "page", "true" on a page within, or empty
    waiting: int

    @property
    def waiting_told(self) -> str:
        return f"{MOST_COUNTED}+" if self.waiting > MOST_COUNTED else str(self.waiting)


def masthead(request: HttpRequest) -> dict:
    """The context of every page."""
    actor = getattr(request, "user", None)
    role = access.role_of(actor) if actor is not None else "public"
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "fictional": Node.here().fictional, "links": _links(actor, role, here, _counts(request)),
        "who": _who(actor, role),
        "elsewhere": _elsewhere(role),
    }  # fmt: skip


def _counts(request: HttpRequest) -> dict:
    """What is counted on this page: nothing where there is nothing to show, so that such pages are all alike."""
    return {} if getattr(request, "is_answered_with_an_error", False) else WAITING


def _links(actor, role: str, here: str, counts: dict) -> list[MastheadLink]:
    links = LINKS.get(role, LINKS["public"])
    found_under = _found_under(here, {name for name, _label in links})
    return [
        MastheadLink(
            address, label, _current(name, here, found_under), counts.get(name, lambda actor: 0)(actor)
        )
        for name, label in links
        if (address := _address(name))
    ]


def _elsewhere(role: str) -> list[tuple[str, str]]:
    """Addresses and labels of what this role may open too."""
    links = LINKS.get(role, LINKS["public"])
    open_to = FOR_ALL if role == "public" else (*FOR_ACCOUNTS, *FOR_ALL)
    return [
        (address, label)
        for name, label in open_to
        if (name, label) not in links and (address := _address(name))
    ]


def _found_under(here: str, names: set[str]) -> str:
    """The link that leads to a page, if one does."""
    while here and here not in names:
        here = WITHIN.get(here, "")
    return here


def _current(name: str, here: str, found_under: str) -> str:
    if name == here:
        return "page"
    return "true" if name == found_under else ""


def _address(name: str) -> str:
    # A room that this installation does not have is not linked to; tests hold every link to be there.
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _who(actor, role: str) -> str:
    if role == "public":
        return ""
    return f"{actor.organisation.name}, {ROLE_NAMES[role]}"
