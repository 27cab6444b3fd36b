"""What a monitor's message does to their reports, and what is answered."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from vigie.core.sms import dialogue as asking
from vigie.core.sms.dialogue import Listener, Sentence
from vigie.core.sms.draft import Draft, amended, to_data
from vigie.core.sms.grammar import RECEIPT_LENGTH, RECEIPT_LETTERS, Command
from vigie.intake.models import Dialogue, Message, Sender
from vigie.intake.sms.passing import draft_of, pass_on

# Whoever stops answering is taken at their word after LEFT: what was said becomes a partial report. Until EXPIRED
# the next answer still goes on with it.
LEFT = timedelta(hours=1)
EXPIRED = timedelta(hours=24)


class Conversation:
    """One message of one monitor: its effect, and the sentences that answer it."""

    def __init__(self, message: Message, sender: Sender, listener: Listener, now: datetime) -> None:
        self.message, self.sender, self.listener, self.now = message, sender, listener, now
        self.current = open_dialogue([sender], now)

    def hear(self, command: Command) -> tuple[list[Sentence], str]:
        """Do what the message says; gives the sentences and the receipt that stands before them."""
        do = {
            "report": self._report, "correct": self._correct, "cancel": self._cancel, "finish": self._finish,
            "help": self._help, "resume": self._resume, "": self._words,
        }[command.verb]  # fmt: skip
        sentences = do(command)
        at = self.message.dialogue
        return sentences, at.receipt if at else ""

    def _report(self, command: Command) -> list[Sentence]:
        """A new report begins: one that was left open is taken as it is, and stays apart."""
        if self.current:
            leave(self.current)
        return self._begun(command)

    def _begun(self, command: Command) -> list[Sentence]:
        self.message.outcome = "report"
        draft, remarks = asking.begun(command.text, command.verb, self.listener)
        dialogue = Dialogue(sender=self.sender, receipt=_receipt(), opened_at=self.now, moved_at=self.now)
        return self._goes_on(dialogue, draft, remarks)

    def _words(self, command: Command) -> list[Sentence]:
        if self.current is None:
            return self._begun(command)
        self.message.outcome = "answer"
        draft = draft_of(self.current)
        if not draft.asks:
            return self._begun(command)
        return self._goes_on(self.current, *asking.answered(draft, command.text, self.listener))

    def _goes_on(self, dialogue: Dialogue, draft: Draft, remarks: list[Sentence]) -> list[Sentence]:
        """Keep what is known now, and ask the next question; where there is none, pass it on."""
        before = bool(dialogue.passed)
        self._keep(dialogue, draft)
        if draft.asks:
            return [*remarks, asking.question(draft)]
        dialogue.is_open = False
        dialogue.save(update_fields=["is_open"])
        if not pass_on(dialogue):
            self.message.needs_person = True
            return [Sentence("for-a-person")]
        if not draft.when:
            self.message.needs_person = True
            return [Sentence("undated")]
        return [Sentence("corrected" if before else "received")]

    def _keep(self, dialogue: Dialogue, draft: Draft) -> None:
        data = to_data(draft)
        if data != dialogue.draft:
            dialogue.draft, dialogue.edition = data, dialogue.edition + 1
        dialogue.is_open, dialogue.moved_at = True, self.now
        dialogue.save()
        self.message.dialogue = dialogue

    def _correct(self, command: Command) -> list[Sentence]:
        self.message.outcome = "correction"
        found = self._own(command.receipt)
        if found is None:
            return [Sentence("no-such-receipt" if command.receipt else "which-receipt")]
        self.message.dialogue = found
        said = self.listener.reads(command.text)
        draft = amended(draft_of(found), said, self.listener.find)
        if draft == draft_of(found):
            return [Sentence(said.faults[0] if said.faults else "correct-what")]
        draft = replace(draft, texts=(*draft.texts, command.text))
        return self._goes_on(found, draft, [])

    def _cancel(self, command: Command) -> list[Sentence]:
        """A report of which the register has nothing is dropped; else a coordinator decides."""
        self.message.outcome = "withdrawal"
        found = self._own(command.receipt) if command.receipt else self.current
        if found is None:
            return [Sentence("no-such-receipt" if command.receipt else "which-receipt")]
        self.message.dialogue = found
        found.is_open = False
        found.save(update_fields=["is_open"])
        if not found.passed:
            return [Sentence("dropped")]
        self.message.needs_person = True
        return [Sentence("to-be-withdrawn")]

    def _own(self, receipt: str) -> Dialogue | None:
        return Dialogue.objects.filter(receipt=receipt, sender=self.sender).first() if receipt else None

    def _finish(self, command: Command) -> list[Sentence]:
        if self.current is None:
            return self._help(command)
        self.message.outcome, self.message.dialogue = "answer", self.current
        if not leave(self.current):
            return [Sentence("for-a-person")]
        return [Sentence("received" if draft_of(self.current).when else "undated")]

    def _help(self, command: Command) -> list[Sentence]:
        self.message.outcome = "question"
        return [Sentence("help")]

    def _resume(self, command: Command) -> list[Sentence]:
        draft = draft_of(self.current) if self.current else None
        if draft is None or not draft.asks:
            return self._help(command)
        self.message.outcome, self.message.dialogue = "answer", self.current
        return [asking.question(draft)]


def open_dialogue(senders: list[Sender], now: datetime) -> Dialogue | None:
    """The dialogue that these senders last took part in, where it still waits for an answer."""
    waiting = Dialogue.objects.filter(sender__in=senders, is_open=True, moved_at__gte=now - EXPIRED)
    return (
        waiting.select_related("sender__account__organisation", "sender__area").order_by("-moved_at").first()
    )


def leave(dialogue: Dialogue) -> bool:
    """End a dialogue: what it says is passed on, and if it tells nothing a person looks at it. Whether it tells."""
    dialogue.is_open = False
    dialogue.save(update_fields=["is_open"])
    tells = draft_of(dialogue).tells
    if not tells or not pass_on(dialogue) or not draft_of(dialogue).when:
        dialogue.messages.filter(outcome="report").update(needs_person=True)
    return tells


def _receipt() -> str:
    """A receipt that no report has: it says nothing, and the next one can't be guessed from it."""
    while True:
        found = "".join(secrets.choice(RECEIPT_LETTERS) for _letter in range(RECEIPT_LENGTH))
        if not Dialogue.objects.filter(receipt=found).exists():
            return found
