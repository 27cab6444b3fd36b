"""What this room puts on other pages: from where an item came, and what waits for those who correspond."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.access.rules.exchange import CORRESPONDENTS
from vigie.exchange.faces import CameBy
from vigie.sharing.models import Item
from vigie.web.awaited import Awaited
from vigie.web.panels import Panel


def awaited(actor) -> list[Awaited]:
    """Questions to answer, correspondents whose keys nobody has compared, packages that were refused."""
    if access.role_of(actor) not in CORRESPONDENTS:
        return []
    questions = access.rows(actor, "answer", "exchange.OnwardQuestion").filter(direction="in")
    asked = questions.unanswered().count()
    strangers = access.rows(actor, "confirm", "exchange.Peer").to_compare().count()
    faults = access.rows(actor, "see", "exchange.Fault").unlooked().exclude(own=None).count()
    return [
        Awaited(
            asked, ngettext("question from another installation", "questions from other installations", asked),
            _("A body asks whether it may pass on what you gave it."), reverse("exchange-inbox") + "#questions",
        ),
        Awaited(
            strangers,
            ngettext("correspondent to compare by telephone", "correspondents to compare by telephone", strangers),
            _("Nothing is exchanged before two people have read the same words to one another."), reverse("exchange"),
        ),
        Awaited(
            faults, ngettext("package that was refused", "packages that were refused", faults),
            _("Each says why, and what its sender has to do."), reverse("exchange-faults"),
        ),
    ]  # fmt: skip


def among_links(actor, _row=None) -> Panel | None:
    """The way to this room, beside what else is done with what is shared."""
    return Panel("exchange/_way_in.html", None) if access.role_of(actor) in CORRESPONDENTS else None


def on_item(actor, item: Item) -> Panel | None:
    """On a received item: who sent it, from which installation, and that it goes no further without their consent."""
    came = (
        access.rows(actor, "see", "exchange.Carried").filter(direction="in", item=item).newest_first().first()
    )
    return Panel("exchange/_came_by.html", CameBy.of(came)) if came else None
