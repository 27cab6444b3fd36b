"""One organisation, one person, one unit."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vigie import access
from vigie.core import dates
from vigie.directory.commanding import units_above, who_commanded
from vigie.directory.faces import ListedOrganisation, ListedPost, OrganisationPage, PersonPage, UnitPage
from vigie.directory.faces.body import ShownStanding, ShownSuccession, presence_in_words
from vigie.directory.faces.person import Belonging
from vigie.directory.forms import read_date
from vigie.directory.presence import sits
from vigie.web.show import show

SITTING = ("parliament", "committee", "council", "regional")  # kinds of bodies that sit
NEWEST_FIRST = ("-first_cited", "-pk")


def organisation(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """One organisation; its people and posts for those who may see them."""
    actor = request.user
    found = access.one(actor, "see", "directory.Organisation", slug=slug)
    members = access.rows(actor, "see", "directory.Membership").filter(organisation=found)
    posts = access.rows(actor, "see", "directory.Post").filter(organisation=found).order_by("label")
    below = access.rows(actor, "see", "directory.Organisation").filter(parent=found)
    standings = access.rows(actor, "see", "directory.Standing").filter(organisation=found)
    successions = access.rows(actor, "see", "directory.Succession").filter(Q(earlier=found) | Q(later=found))
    return show(
        request, "directory/organisation", found, face=OrganisationPage,
        members=[Belonging.of(each) for each in members.select_related("person", "organisation", "post")],
        posts=[ListedPost.of(each) for each in posts.select_related("organisation", "unit")],
        below=[ListedOrganisation.of(each) for each in below.by_kind()],
        standings=[ShownStanding.of(each) for each in standings.order_by("-start_date", "-pk")],
        successions=[
            ShownSuccession.of(each, found)
            for each in successions.select_related("earlier", "later").order_by("date", "pk")
        ],
        presence=presence_in_words(sits(found, timezone.localdate())) if found.classification in SITTING else "",
        may_constitute=access.may(actor, "constitute", found), has_ended=bool(found.dissolution_date),
    )  # fmt: skip


def person(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """One person: dated memberships and commands, each with its sources."""
    actor = request.user
    access.one(actor, "see", "directory.Person", slug=slug)
    memberships = access.rows(actor, "see", "directory.Membership").select_related(
        "person", "organisation", "post"
    )
    found = access.rows(actor, "see", "directory.Person").prefetch_related(
        Prefetch("memberships", memberships.order_by("-start_date", "-pk")), _commands(actor)
    )
    return show(request, "directory/person", found.get(slug=slug), face=PersonPage)


def unit(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """One unit: its command over time, where it was, under whom; and who commanded on the date asked."""
    actor = request.user
    access.one(actor, "see", "directory.Unit", slug=slug)
    positions = access.rows(actor, "see", "directory.Positioning").select_related("area")
    found = (
        access.rows(actor, "see", "directory.Unit")
        .prefetch_related(_commands(actor), Prefetch("positions", positions.order_by("-start_date", "-pk")))
        .get(slug=slug)
    )
    said = request.GET.get("date", "")
    on, wrong = read_date(said)
    found.answered = who_commanded(actor, found, on) if on else None
    found.above = units_above(actor, found, on or dates.day(timezone.localdate()))
    return show(
        request, "directory/unit", found, face=UnitPage, said=said, on=on, wrong=wrong,
        status=400 if wrong else 200,
    )  # fmt: skip


def _commands(actor) -> Prefetch:
    seen = access.rows(actor, "see", "directory.Command").select_related("unit", "person", "post")
    return Prefetch("commands", seen.order_by(*NEWEST_FIRST))
