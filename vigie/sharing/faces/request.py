"""A request for information as the two sides see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext

from vigie.sharing.faces.item import ShownReceipt
from vigie.sharing.models import InformationRequest
from vigie.web import words
from vigie.web.tables import column

# State → shape of its mark.
SHAPES = {"asked": "", "answered": "full", "partly": "half", "refused": "no", "withdrawn": "gone"}


@dataclass(frozen=True)
class ListedRequest:
    """One line of the list of requests. The question stays on its page."""

    uuid: str = column(gettext_noop("Request"), "#meta+id")
    title: str = column(gettext_noop("Subject"), "#meta+title")
    asker: str = column(gettext_noop("Requested by"), "#org+asker")
    asked: str = column(gettext_noop("Requested of"), "#org+asked")
    asked_on: str = column(gettext_noop("Requested on"), "#date+asked")
    due: str = column(gettext_noop("Due on"), "#date+due")
    state: str = column(gettext_noop("State"), "#status")
    answered_on: str = column(gettext_noop("Answered on"), "#date+answered")
    days_late: int = column(gettext_noop("Days overdue"), "#indicator+late")
    tlp: str = column(gettext_noop("Mark"), "#meta+tlp")
    due_in_words: str = ""
    shape: str = ""
    late: str = ""
    is_open: bool = False
    _asker: int = 0
    _asked: int = 0

    @classmethod
    def of(cls, row: InformationRequest) -> ListedRequest:
        late = row.days_late(timezone.localdate())
        return cls(
            str(row.uuid), row.title, row.asker.name, row.asked.name, row.asked_on.isoformat(),
            row.due.isoformat(), str(row.get_state_display()), row.answered_on.isoformat() if row.answered_on else "",
            late, row.terms.tlp, words.day(row.due), SHAPES[row.state], late_in_words(late),
            row.state == "asked", row.asker_id, row.asked_id,
        )  # fmt: skip


@dataclass(frozen=True)
class ShownRequest:
    """One request with its answer, and what this reader may do with it."""

    uuid: str
    title: str
    question: str
    purpose: str
    asker: str
    asked: str
    asked_on: date
    due: date
    due_rule: str
    state: str
    state_code: str
    shape: str
    late: str
    tlp: str
    answer: str
    refusal: str
    answered_on: date | None
    files: tuple[tuple[int, str, int], ...]
    item: tuple[str, str] | None
    thanks: str
    thanked_on: date | None
    withdrawn_on: date | None
    receipts: tuple[ShownReceipt, ...]

    @classmethod
    def read(cls, row: InformationRequest, *, item, rule: str, receipts) -> ShownRequest:
        """`item` is the shared thing, where this reader may see it; `rule` in words what the deadline rests on.

        `receipts` say who opened it, to the side that asked.
        """
        return cls(
            str(row.uuid), row.title, row.question, row.purpose, row.asker.name, row.asked.name, row.asked_on,
            row.due, rule, str(row.get_state_display()), row.state, SHAPES[row.state],
            late_in_words(row.days_late(timezone.localdate())), row.terms.tlp, row.answer,
            str(row.get_refusal_display()) if row.refusal else "", row.answered_on,
            tuple((each.pk, each.name, each.size) for each in row.files.order_by("pk")),
            (str(item.uuid), item.title) if item else None, row.thanks, row.thanked_on, row.withdrawn_on,
            tuple(ShownReceipt.of(each) for each in receipts),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownRequest) -> ShownRequest:
        return shown


def late_in_words(days: int) -> str:
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": words.number(days)} if days else ""
