"""What is answered to a text message: short, in one message, and never what the sender wrote.

The sentences are English msgids; `translate` turns one into the sender's language, so that this module needs
no Django. Their French stands in the locale folder of the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vigie.core.sms.alphabet import ALONE, gsm, length
from vigie.core.sms.dialogue import Sentence
from vigie.core.sms.spots import Candidate, labels
from vigie.core.sms.words import menu

Translate = Callable[[str], str]

# Of a place's name, so that five fit into one message beside the rest.
LONGEST_LABEL = 16


def _(text: str) -> str:
    """Mark a text for translation; `reply` translates it."""
    return text


SENTENCES = {
    # questions
    "type": _("What happened? %(menu)s. Number or word."),
    "place": _("Where? The village or commune."),
    "place-again": _("Place not found. Another spelling, or the commune? 0 keeps it as written."),
    "which": _("Which place? %(options)s, 0 none of them."),
    "when": _("When? dd/mm, yesterday, today, the month or the year, or ? if not known."),
    "how-many-killed": _("How many killed? A number, 0 if none, N if not known."),
    "how-many": _("How many people? A number, 0 if none, N if not known."),
    # before a question
    "not-understood": _("Not understood."),
    "no-such-day": _("This day does not exist."),
    "future-date": _("This day is still to come."),
    "two-dates": _("Two dates: which one?"),
    # at an end
    "received": _("Received, thank you. To correct: COR %(receipt)s and what changes. To withdraw: ANN %(receipt)s"),
    "undated": _(
        "Received, thank you. It can't be counted without a date: send COR %(receipt)s and the day, the month or the "
        "year."
    ),
    "corrected": _("Correction received, thank you."),
    "correct-what": _("Write COR %(receipt)s and what changes: type, place, dd/mm or number."),
    "which-receipt": _("Write COR or ANN, then the receipt, then what changes."),
    "no-such-receipt": _("No report of yours has this receipt. Look at its letters again."),
    "dropped": _("Given up. Nothing of it was passed on."),
    "to-be-withdrawn": _("Noted: a coordinator will look at your wish to withdraw it."),
    "help": _(
        "INC type place dd/mm number. Or write anything: we ask one thing at a time. END ends it, CANCEL drops it. "
        "SMS can be read by others: no names."
    ),
    "for-a-person": _("Your message has arrived. Somebody will read it."),
    "whose": _("Several people use this phone. Begin with @ and your code."),
    "thanks": _("Thank you, your message has arrived."),
}  # fmt: skip


def reply(
    sentences: Iterable[Sentence], *, receipt: str = "", language: str = "fr", translate: Translate = str
) -> str:
    """The sentences as one message in the default alphabet, with the receipt before them.

    `language` is that of the menu ("fr" or "en"); `translate` as gettext does it. Never longer than one message:
    the tests hold every sentence to it, and names of places are cut.
    """
    said = " ".join(_said(sentence, receipt, language, translate) for sentence in sentences)
    text = gsm(f"{receipt}. {said}" if receipt else said)
    assert length(text) <= ALONE, f"{length(text)}: {text}"
    return text


def _said(sentence: Sentence, receipt: str, language: str, translate: Translate) -> str:
    named = {
        "receipt": receipt,
        "menu": ", ".join(f"{each.number} {getattr(each, language)}" for each in menu()),
        "options": _numbered(sentence.params.get("options", ())),
    }
    return translate(SENTENCES[sentence.code]) % named


def _numbered(options: Iterable[Candidate]) -> str:
    return ", ".join(f"{number} {_cut(name)}" for number, name in enumerate(labels(list(options)), start=1))


def _cut(name: str) -> str:
    """A name in letters that each take one place, as far as it fits."""
    plain = gsm(name)
    bare = "".join(letter for letter in plain if length(letter) == 1)
    return bare if len(bare) <= LONGEST_LABEL else bare[: LONGEST_LABEL - 1] + "."
