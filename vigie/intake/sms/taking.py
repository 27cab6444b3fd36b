"""Taking a message from a gateway, once however often it is sent, with the same reply each time."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from vigie.core.sms.dialogue import Listener, Sentence
from vigie.core.sms.grammar import Command, command
from vigie.core.sms.sentences import reply
from vigie.core.sms.words import vocabulary
from vigie.intake.models import Dialogue, Gateway, LocalWord, Message, Sender
from vigie.intake.receiving import filer
from vigie.intake.receiving.committing import pen
from vigie.intake.sms.conversation import EXPIRED, LEFT, Conversation, leave, open_dialogue
from vigie.intake.sms.numbers import digits, hashed
from vigie.intake.sms.passing import draft_of, pass_on
from vigie.intake.sms.places import finder

# Without an identifier of the gateway, the same words of the same sender are one message for so long after the
# last time they came.
SAME_FOR = timedelta(minutes=10)
# Of one unknown number, and of all of them together, in a day.
HELD_OF_ONE, HELD_OF_ALL = 10, 500
LONGEST = 2000  # letters; a report is some hundred, and ten messages joined are 1,530
LANGUAGES = ("fr", "en")


def take(
    gateway: Gateway, *, number: str, text: str, message_id: str = "", now: datetime | None = None
) -> Message:
    """What became of a message; its `reply` is for the sender, empty where none is due.

    It is on disk when this returns. Raises `DatabaseError`; then nothing is kept and the gateway sends it again.
    """
    now = now or timezone.now()
    text = text.replace("\x00", "")
    try:
        taken = _taken(gateway, number, text, message_id, now)
    except IntegrityError:  # another process was quicker with the same message
        taken = _taken(gateway, number, text, message_id, now)
    filer.wake()
    return taken


def _taken(gateway: Gateway, number: str, text: str, message_id: str, now: datetime) -> Message:
    with pen(), transaction.atomic():
        return _written_down(gateway, number, text, message_id, now)


def _written_down(gateway: Gateway, number: str, text: str, message_id: str, now: datetime) -> Message:
    # One message of a gateway at a time: two answers of one sender never pass each other.
    gateway = Gateway.objects.select_for_update().select_related("organisation").get(pk=gateway.pk)
    message = _written(gateway, number, text, message_id, now)
    again = _again(message, bool(message_id))
    if again is not None:
        again.times, again.last_at = again.times + 1, now
        again.save(update_fields=["times", "last_at"])
        return again
    answer(message, digits(number, gateway.calling_code) != "", now)
    if message.outcome:
        message.submission = message.dialogue.submission if message.dialogue else None
        message.save(force_insert=True)
    return message


def _written(gateway: Gateway, number: str, text: str, message_id: str, now: datetime) -> Message:
    known_as = hashed(number, gateway.calling_code)
    message = Message(
        gateway=gateway, number_hash=known_as, text=text, content=_hash(known_as, " ".join(text.split())),
        received_at=now, last_at=now, outcome="",
    )  # fmt: skip
    if message_id:
        message.dedupe = _hash("id", message_id)
    else:
        before = _of_the_sender(message).first()
        # The constraint in the database holds also where two processes read the same state.
        message.dedupe = _hash(
            message.content, str(before.pk if before else 0), str(int(now.timestamp() // 600))
        )
    return message


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _of_the_sender(message: Message):
    return Message.objects.filter(gateway=message.gateway_id, number_hash=message.number_hash).order_by("-id")


def _again(message: Message, has_id: bool) -> Message | None:
    """The message that this one repeats.

    An identifier decides. Kannel gives a new one to what the operator sends again, so that there, as without any,
    the same words within some minutes are the same message; but a short answer may rightly come twice ("1", "1"),
    and is a repetition only of the message right before it.
    """
    known = Message.objects.filter(gateway=message.gateway_id, dedupe=message.dedupe).first()
    if known or (has_id and message.gateway.kind != "kannel"):
        return known
    of_sender = _of_the_sender(message)
    same = of_sender.filter(content=message.content, last_at__gt=message.received_at - SAME_FOR).first()
    if same is None or (same.outcome == "answer" and same != of_sender.first()):
        return None
    return same


def answer(message: Message, is_number: bool, now: datetime) -> None:
    """Do what a new message says, and set its outcome and reply. Without an outcome it is not kept."""
    organisation = message.gateway.organisation
    asked = command(message.text, vocabulary())
    senders = list(
        Sender.objects.in_use()
        .filter(organisation=organisation, number_hash=message.number_hash)
        .select_related("account__organisation", "organisation")
    )
    if not senders:
        _of_a_stranger(message, is_number, now)
        return
    sender = _who(senders, asked, now)
    if sender is None:
        _hold(message, "whose", senders[0])
        return
    message.sender = sender
    if len(message.text) > LONGEST or not message.text.strip():
        _hold(message, "held", sender)
        return
    words = LocalWord.objects.filter(organisation=organisation).values_list("word", "event_type")
    listener = Listener(vocabulary(words), timezone.localdate(now), finder(sender))
    sentences, receipt = Conversation(message, sender, listener, now).hear(asked)
    message.reply = _said(sentences, sender, receipt)


def _who(senders: list[Sender], asked: Command, now: datetime) -> Sender | None:
    """Which of those who share a phone writes: who says their code, else who last wrote and was asked."""
    if asked.code:
        return next((each for each in senders if each.code.upper() == asked.code), None)
    if len(senders) == 1:
        return senders[0]
    if asked.receipt:
        owned = (
            Dialogue.objects.filter(receipt=asked.receipt, sender__in=senders)
            .select_related("sender")
            .first()
        )
        return next((each for each in senders if owned and each == owned.sender), None)
    current = open_dialogue(senders, now) if asked.verb != "report" else None
    return next((each for each in senders if current and each == current.sender), None)


def _hold(message: Message, outcome: str, sender: Sender) -> None:
    message.outcome, message.needs_person = outcome, True
    message.reply = _said([Sentence("whose" if outcome == "whose" else "for-a-person")], sender, "")


def _of_a_stranger(message: Message, is_number: bool, now: datetime) -> None:
    """Hold what an unknown number writes, up to a limit, and answer without telling what this is."""
    day = Message.objects.filter(
        gateway=message.gateway, outcome="unknown", received_at__gt=now - timedelta(days=1)
    )
    if (
        day.filter(number_hash=message.number_hash).count() >= HELD_OF_ONE
        or day.count() >= HELD_OF_ALL
        or len(message.text) > LONGEST
    ):
        message.gateway.turned_away += 1
        message.gateway.save(update_fields=["turned_away"])
        return
    message.outcome, message.needs_person = "unknown", True
    if is_number:  # an operator's advertisement is not answered
        with translation.override(LANGUAGES[0]):
            message.reply = reply([Sentence("thanks")], translate=translation.gettext)


def _said(sentences: list[Sentence], sender: Sender, receipt: str) -> str:
    language = sender.account.language if sender.account.language in LANGUAGES else LANGUAGES[0]
    with translation.override(language):
        return reply(sentences, receipt=receipt, language=language, translate=translation.gettext)


def end_left(now: datetime | None = None) -> int:
    """Take at their word those who stopped answering; gives how many reports were passed on.

    After an hour what was said is passed on and may still be added to; after a day the dialogue ends, and one that
    told nothing waits for a person.
    """
    now = now or timezone.now()
    passed = 0
    for key in Dialogue.objects.filter(is_open=True, moved_at__lt=now - LEFT).values_list("pk", flat=True):
        with pen(), transaction.atomic():
            dialogue = Dialogue.objects.select_for_update().get(pk=key)
            if not dialogue.is_open or dialogue.moved_at >= now - LEFT:
                continue
            before = dialogue.passed
            if dialogue.moved_at < now - EXPIRED:
                leave(dialogue)
            elif draft_of(dialogue).tells:
                pass_on(dialogue)
            passed += dialogue.passed != before
    if passed:
        filer.wake()
    return passed
