"""One question a message: what an answer adds to a report, and what is said next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from vigie.core.dates import year
from vigie.core.sms.days import EARLIEST
from vigie.core.sms.draft import Draft, placed, told
from vigie.core.sms.grammar import Said, said
from vigie.core.sms.quantities import quantity
from vigie.core.sms.spots import Find, nearest
from vigie.core.sms.words import Vocabulary, menu

# A message without the code is searched for a place only where few words are left: in a sentence, half the
# words are the name of some village.
MOST_FREE_WORDS = 3


@dataclass(frozen=True)
class Sentence:
    """One sentence of a reply, as a code of `sentences` with what it names."""

    code: str
    params: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Listener:
    """What is needed to understand a message: words, the day, and the places that may be meant."""

    vocabulary: Vocabulary
    today: date
    find: Find

    def reads(self, text: str) -> Said:
        return said(text, self.vocabulary, self.today)


def begun(text: str, coded: str, listener: Listener) -> tuple[Draft, list[Sentence]]:
    """A report from its first message. `coded`: the verb, empty where the message is in free words."""
    read = listener.reads(text)
    if not coded and sum(len(place.split()) for place in read.places) > MOST_FREE_WORDS:
        read = replace(read, places=())
    if not coded and not read.type and not read.when:
        read = replace(read, places=())  # "Bonjour" is no village
    texts = (text,) if text else ()
    draft = told(Draft(texts=texts), read, listener.find)
    return draft, _remarks(read, draft)


def answered(draft: Draft, text: str, listener: Listener) -> tuple[Draft, list[Sentence]]:
    """The draft after an answer to its question. What is not understood changes nothing, and is asked again."""
    after, read = _ANSWERS[draft.asks](draft, text, listener)
    remarks = _remarks(read, after) if read else []
    if after == draft and not remarks:
        remarks = [Sentence("not-understood")]
    if read and len(text.split()) > MOST_FREE_WORDS:
        after = replace(after, texts=(*after.texts, text))
    return after, remarks


def question(draft: Draft) -> Sentence:
    """What is asked next. Needs a draft that asks."""
    asked = draft.asks
    if asked == "number":
        # Whom it counts follows from what was told, and is not repeated.
        return Sentence("how-many-killed" if draft.harm == "killed" else "how-many")
    if asked == "place" and draft.tries:
        return Sentence("place-again")
    if asked == "which":
        return Sentence("which", {"options": draft.options})
    return Sentence(asked)


def _remarks(read: Said, draft: Draft) -> list[Sentence]:
    return [Sentence(fault) for fault in read.faults] if draft.asks == "when" else []


def _number_in(text: str) -> int | None:
    found = re.fullmatch(r"\W*(\d{1,2})\W*", text)
    return int(found[1]) if found else None


def _is_unknown(text: str, listener: Listener) -> bool:
    return text.strip(" .!").lower() in listener.vocabulary.unknown or set(text.strip()) == {"?"}


def _type(draft: Draft, text: str, listener: Listener):
    chosen = next((option.type for option in menu() if option.number == _number_in(text)), "")
    if chosen:
        return told(replace(draft, type=chosen), Said(), listener.find), None
    return _slot("type", draft, text, listener)


def _place(draft: Draft, text: str, listener: Listener):
    """The whole answer is the name, before any word of it may be something else."""
    if _is_unknown(text, listener):
        return replace(draft, unknown=draft.unknown | {"place"}), None
    if _number_in(text) == 0 and draft.place_said:
        return replace(draft, kept=True), None
    if _number_in(text) is not None:
        return draft, None
    if nearest(listener.find(text)):
        return placed(draft, [text], listener.find), None
    read = listener.reads(text)
    after = told(draft, read, listener.find)
    if not after.place and not after.options and after.tries == draft.tries:
        after = placed(after, [text], listener.find)  # nothing in it was taken for a name: all of it is one
    return after, read


def _which(draft: Draft, text: str, listener: Listener):
    number = _number_in(text)
    if number is None:
        return _place(replace(draft, options=()), text, listener)
    if number == 0:
        tries = draft.tries + 1
        return replace(draft, options=(), tries=tries), None
    if number > len(draft.options):
        return draft, None
    return replace(draft, place=draft.options[number - 1], options=()), None


def _when(draft: Draft, text: str, listener: Listener):
    if (day := _number_in(text)) is not None:
        text = f"le {day}"
    elif (found := re.fullmatch(r"\W*(\d{4})\W*", text)) and EARLIEST.year <= int(
        found[1]
    ) <= listener.today.year:
        return replace(draft, when=year(int(found[1]))), None
    return _slot("when", draft, text, listener)


def _many(draft: Draft, text: str, listener: Listener):
    if (many := quantity(text.strip(" .!").lower())) is not None:
        return replace(draft, tolls={draft.harm: many}), None
    return _slot("number", draft, text, listener)


def _slot(slot: str, draft: Draft, text: str, listener: Listener):
    if _is_unknown(text, listener):
        return told(replace(draft, unknown=draft.unknown | {slot}), Said(), listener.find), None
    read = listener.reads(text)
    if not {"type": read.type, "when": read.when, "number": read.number or read.tolls}[slot]:
        read = replace(read, places=())  # words that do not answer are not taken for a village
    if slot == "number" and read.number and not read.tolls:
        read = replace(read, tolls={draft.harm: read.number}, number=None)
    return told(draft, read, listener.find), read


_ANSWERS = {"type": _type, "place": _place, "which": _which, "when": _when, "number": _many}
