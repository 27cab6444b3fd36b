"""An ask to pass something on, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from vigie.sharing.faces.circle import named
from vigie.sharing.models import Consent
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedConsent:
    """Who asked what of whom, for which circle as it stands now, and what was answered."""

    uuid: str = column(gettext_noop("Ask"), "#meta+id")
    item: str = column(gettext_noop("Item"), "#meta+title")
    tlp: str = column(gettext_noop("Mark"), "#meta+tlp")
    originator: str = column(gettext_noop("Originator"), "#org+originator")
    asker: str = column(gettext_noop("Asked by"), "#org+asker")
    circle: str = column(gettext_noop("To whom"), "#meta+circle")
    purpose: str = column(gettext_noop("What for"), "#description")
    asked_on: str = column(gettext_noop("Asked on"), "#date+start")
    answer: str = column(gettext_noop("Answer"), "#status")
    reason: str = column(gettext_noop("Reason"), "#description+reason")
    answered_on: str = column(gettext_noop("Answered on"), "#date+end")
    item_uuid: str = ""
    code: str = ""
    members: tuple[str, ...] = ()
    asked: date | None = None
    answered: date | None = None

    @classmethod
    def of(cls, row: Consent) -> ListedConsent:
        item, circle = row.item, row.granted or row.circle
        asked = timezone.localdate(row.asked_at)
        answered = timezone.localdate(row.answered_at) if row.answered_at else None
        members = (
            *(each.name for each in circle.bodies.all()),
            *(named(each) for each in circle.persons.all()),
        )
        return cls(
            str(row.uuid), item.title, item.terms.tlp, item.terms.originator.name, row.asker.name, circle.name,
            row.purpose, asked.isoformat(), str(row.get_answer_display()), row.reason,
            answered.isoformat() if answered else "", str(item.uuid), row.answer, members, asked, answered,
        )  # fmt: skip
