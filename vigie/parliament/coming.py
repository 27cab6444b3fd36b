"""What committees see on the first page: what comes within some days, which others remind of too, and who sits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.access.rules.sittings import COMMITTEE
from vigie.parliament.faces.sitting import ListedSitting
from vigie.parliament.shares import RolePicture, pictures
from vigie.parliament.women import WomenOf, by_year
from vigie.web.awaited import Awaited
from vigie.web.panels import Panel

DAYS = 30


def coming(actor, days: int):
    """The sittings of the actor's own committees that begin within `days`, soonest first: a QuerySet of `Sitting`.

    For who has no committee, those that they may see. Cancelled ones are left out; one in camera is among them for
    its own committee, and whoever writes of it outside Vigie tells its hour and nothing else (`is_in_camera`).
    """
    seen = access.rows(actor, "see", "parliament.Sitting").standing()
    if access.role_of(actor) in COMMITTEE:
        seen = seen.of_body(actor.organisation)
    soon = timezone.now() + timedelta(days)
    return seen.filter(starts_at__lte=soon).coming(timezone.now()).for_listing()


def to_write_up(actor) -> list[Awaited]:
    """For who writes up sittings: how many are past and not opened, or want attendance, minutes or their adoption."""
    if access.role_of(actor) not in ("clerk", "chair"):
        return []
    n = access.rows(actor, "amend", "parliament.Sitting").unfinished(timezone.now()).count()
    said = _("Past and not opened, or without attendance, minutes or their adoption.")
    words = ngettext("sitting to write up", "sittings to write up", n)
    return [Awaited(n, words, said, reverse("sittings") + "?when=unfinished")]


@dataclass(frozen=True)
class WomenPanel:
    """The share of women among members and in the bureaus: their pictures, and the figures beneath."""

    pictures: tuple[RolePicture, ...]
    rows: tuple[WomenOf, ...]


def women_panel(actor, _row=None) -> Panel | None:
    """On the first page of a committee: the share of women by role over the years."""
    if access.role_of(actor) not in COMMITTEE:
        return None
    rows = by_year(actor)
    return Panel("parliament/_women.html", WomenPanel(tuple(pictures(rows)), tuple(rows))) if rows else None


def upcoming_panel(actor, _row=None) -> Panel | None:
    """On the first page: what a member of a committee is expected at."""
    if access.role_of(actor) not in COMMITTEE:
        return None
    found = [ListedSitting.of(each) for each in coming(actor, DAYS)]
    return Panel("parliament/_upcoming.html", {"sittings": found, "body": actor.organisation.slug})
