"""What coordinators are shown of text messages: never a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from vigie.core.sms.words import Option, Suggestion
from vigie.intake.models import Gateway, LocalWord, Message, Sender
from vigie.intake.sms.forms import LANGUAGE_NAMES
from vigie.web import codes
from vigie.web.tables import column


@dataclass(frozen=True)
class ShownMessage:
    """A message that needs a person. The text is what the sender wrote; an unknown number stays unknown."""

    number: int = column(gettext_noop("Message"), "#meta+id")
    received_at: datetime = column(gettext_noop("Received"), "#date+received")
    who: str = column(gettext_noop("Sender"), "#contact+user")
    why: str = column(gettext_noop("Why"), "#status")
    text: str = column(gettext_noop("Text"), "#description")
    receipt: str = column(gettext_noop("Receipt"), "#meta+receipt")
    times: int = column(gettext_noop("Times sent"), "#indicator+sent+num")
    _report: str = ""

    @classmethod
    def of(cls, row: Message) -> ShownMessage:
        dialogue = row.dialogue
        report = dialogue.submission.report if dialogue and dialogue.submission else None
        return cls(
            row.pk, row.received_at, row.sender.account.username if row.sender else "",
            str(row.get_outcome_display()), row.text, dialogue.receipt if dialogue else "", row.times,
            str(report.uuid) if report else "",
        )  # fmt: skip

    @property
    def report(self) -> str:
        return self._report


@dataclass(frozen=True)
class ShownGateway:
    """A gateway in use."""

    uuid: str
    name: str
    kind: str
    created_at: datetime
    turned_away: int

    @classmethod
    def of(cls, row: Gateway) -> ShownGateway:
        return cls(str(row.uuid), row.name, str(row.get_kind_display()), row.created_at, row.turned_away)


@dataclass(frozen=True)
class ShownSender:
    """Somebody whose number is registered. The number is not here: nobody has it."""

    uuid: str
    who: str
    code: str
    area: str
    registered_at: datetime

    @classmethod
    def of(cls, row: Sender) -> ShownSender:
        area = row.area.name if row.area else ""
        return cls(str(row.uuid), row.account.username, row.code, area, row.registered_at)


@dataclass(frozen=True)
class ShownWord:
    """A word of another language: confirmed (`key`), or waiting for somebody who speaks it (no key)."""

    key: int
    language: str
    language_name: str
    word: str
    event_type: str
    type_name: str

    @classmethod
    def of(cls, row: LocalWord) -> ShownWord:
        return cls._named(row.pk, row.language, row.word, row.event_type)

    @classmethod
    def suggested(cls, row: Suggestion) -> ShownWord:
        return cls._named(0, row.language, row.word, row.type)

    @classmethod
    def _named(cls, key: int, language: str, word: str, kind: str) -> ShownWord:
        return cls(key, language, str(LANGUAGE_NAMES[language]), word, kind, codes.event_type(kind))


@dataclass(frozen=True)
class CardWord:
    """A type of incident on the monitor's card, in the reader's language."""

    word: str

    @classmethod
    def of(cls, row: Option, language: str) -> CardWord:
        return cls(row.fr if language == "fr" else row.en)
