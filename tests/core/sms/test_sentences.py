"""Every sentence that can be answered fits into one message, in both languages, and repeats nothing."""

from __future__ import annotations

from itertools import product

import pytest
from django.utils import translation

from vigie.core.sms.alphabet import ALONE, is_gsm, length
from vigie.core.sms.dialogue import Sentence
from vigie.core.sms.grammar import RECEIPT_LENGTH
from vigie.core.sms.sentences import SENTENCES, reply
from vigie.core.sms.spots import MOST, Candidate
from vigie.core.sms.words import menu

RECEIPT = "W" * RECEIPT_LENGTH
# The worst that a gazetteer can bring: long names, with letters that take two places.
LONG = tuple(
    Candidate(str(n), f"{n}[Ẅ€]" + "W" * 200, "BF", 90, None, (f"{n}" + "M" * 200,)) for n in range(MOST)
)
SAME = tuple(Candidate(str(n), "Kombari", "BF", 90, None, (f"{n}" + "M" * 200,)) for n in range(MOST))
QUESTIONS = ("type", "place", "place-again", "which", "when", "how-many", "how-many-killed")
BEFORE = {"when": ("no-such-day", "future-date", "two-dates", "not-understood")}


def every_reply():
    """Every combination of sentences that a reply can hold."""
    for code in SENTENCES:
        if code in QUESTIONS:
            yield from ((before, code) for before in BEFORE.get(code, ("not-understood",)))
        yield (code,)


@pytest.mark.parametrize(("language", "codes"), list(product(("fr", "en"), every_reply())))
def test_every_reply_is_one_message(language, codes):
    with translation.override(language):
        for options, receipt in product((LONG, SAME), (RECEIPT, "")):
            sentences = [Sentence(code, {"options": options}) for code in codes]
            text = reply(sentences, receipt=receipt, language=language, translate=translation.gettext)
            assert is_gsm(text)
            assert 0 < length(text) <= ALONE
            assert "%(" not in text


def test_the_french_sentences_are_french():
    with translation.override("fr"):
        assert all(translation.gettext(text) != text for text in SENTENCES.values())


def test_the_menu_numbers_what_it_names():
    assert [option.number for option in menu()] == list(range(1, 10))
    assert "1 attaque" in reply([Sentence("type")], language="fr")
    assert "1 attack" in reply([Sentence("type")], language="en")
