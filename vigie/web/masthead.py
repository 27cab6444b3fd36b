"""What stands at the head of every page: who you are, and at most six links."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

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

LINKS = {
    "monitor": (HOME, FILL, REGISTER, IMPORTS, PLACES),
    "analyst": (HOME, REGISTER, REVIEW, IMPORTS, DIRECTORY, PLACES),
    "coordinator": (HOME, REGISTER, REVIEW, FIELD, IMPORTS, DIRECTORY),
    "clerk": (HOME, REGISTER, ESTIMATES, DIRECTORY, PLACES),
    "member": (HOME, REGISTER, ESTIMATES, DIRECTORY, PLACES),
    "chair": (HOME, REGISTER, ESTIMATES, DIRECTORY, PLACES),
    "researcher": (HOME, REGISTER, ESTIMATES, DIRECTORY, PLACES),
    "ministry": (HOME, DIRECTORY, PLACES),
    "programme": (HOME, DIRECTORY, PLACES),
    "operator": (HOME, DIRECTORY, PLACES),
    "public": (HOME, METHOD, DIRECTORY, PLACES),
}

ROLE_NAMES = {
    "monitor": _("monitor"), "analyst": _("analyst"), "coordinator": _("coordinator"),
    "clerk": _("committee clerk"), "member": _("member of parliament"), "chair": _("committee chair"),
    "ministry": _("ministry official"),
    "researcher": _("researcher"), "programme": _("programme officer"), "operator": _("operator"),
}  # fmt: skip

# Pages that lie within another: name → name of the page under which they are found. Who has no link to that one
# finds them under the next wider.
WITHIN = {
    "estimates": "register", "combinations": "estimates", "estimate-models": "estimates",
    "estimate": "estimates",
    "map": "register", "trends": "register", "incident": "register", "report": "register",
    "pair": "review", "near": "review", "questions": "review", "match-runs": "review", "duplicates": "register",
    "forms": "field", "form": "forms", "form-new": "forms", "visits": "register", "visit": "visits",
    "surveys": "visits", "survey": "surveys",
    "queue": "review", "blind": "review", "disputes": "review", "proposals": "review",
    "reliability": "register", "import-run": "imports", "import-new": "imports", "organisation": "directory",
    "web-form": "web-forms", "web-step": "web-forms", "web-end": "web-forms", "web-receipt": "web-forms",
    "person": "directory", "unit": "directory", "people": "directory", "posts": "directory",
    "phone": "field", "phone-new": "field", "records": "field", "record": "field", "asides": "field",
    "effort": "field", "mappings": "field", "field": "imports", "messages": "field", "sms-card": "field",
    "shared-item": "shared-items", "shared-item-new": "shared-items", "shared-item-redact": "shared-items",
    "consents": "shared-items", "holds": "shared-items", "reciprocity": "shared-items", "circles": "shared-items",
    "circle": "circles", "circle-new": "circles",
    "sittings": "parliament", "sitting": "sittings", "sitting-new": "sittings", "sitting-do": "sittings",
    "sitting-attendance": "sittings", "sitting-documents": "parliament", "committee": "parliament",
    "committee-attendance": "parliament", "seat": "parliament", "seat-new": "parliament", "women": "parliament",
    "calendar-keys": "parliament",
    "request": "requests", "request-new": "requests", "requests": "shared-items",
    "site-visit": "site-visits", "site-visit-new": "site-visits", "site-visit-change": "site-visits",
    "site-visit-block": "site-visits", "checklists": "site-visits", "checklist": "checklists",
    "visit-report": "visit-reports", "visit-reports": "site-visits", "visit-report-write": "site-visits",
    "recommendation": "recommendations", "recommendation-step": "recommendations",
    "recommendation-new": "recommendations", "recommendation-amend": "recommendations",
    "to-answer": "recommendations",
    "exchange": "shared-items", "exchange-peer": "exchange", "exchange-peer-new": "exchange",
    "exchange-outbox": "exchange", "exchange-inbox": "exchange", "exchange-faults": "exchange",
    "exchange-confirm": "exchange", "exchange-stop": "exchange", "exchange-write": "exchange",
    "exchange-bring": "exchange", "exchange-answer": "exchange",
    "schedule": "recommendations", "deadline": "schedule", "inherit": "schedule", "dossier": "sittings",
    "standing-new": "directory", "standing": "directory", "body-end": "directory", "succession": "directory",
    "units": "directory", "area": "places", "place-search": "places",
}  # fmt: skip

# Counts that stand beside a link: name of the page → function of the actor. Rooms register theirs.
WAITING = {}
MOST_COUNTED = 999  # beyond this it is "more": to count a hundred thousand on every page would be slow


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
    return {"fictional": Node.here().fictional, "links": _links(actor, role, here), "who": _who(actor, role)}


def _links(actor, role: str, here: str) -> list[MastheadLink]:
    links = LINKS.get(role, LINKS["public"])
    found_under = _found_under(here, {name for name, _label in links})
    return [
        MastheadLink(
            address, label, _current(name, here, found_under), WAITING.get(name, lambda actor: 0)(actor)
        )
        for name, label in links
        if (address := _address(name))
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
