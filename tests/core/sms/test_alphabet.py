"""What fits into one message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.sms.alphabet import BASIC, ESCAPED, gsm, is_gsm, length, parts


def test_the_default_alphabet_has_128_letters_and_the_escape():
    assert len(BASIC) == 127
    assert not BASIC & ESCAPED


@pytest.mark.parametrize(("written", "sent"), [
    ("é è à ù É Ç ñ ö ü", "é è à ù É Ç ñ ö ü"),
    ("ç ê â î ô û ë ï", "c e a i o u e i"),
    ("« l’eau » – bœuf…", '" l\'eau " - boeuf...'),
    ("1\u202f204\u00a0F", "1 204 F"),
    ("ɓ ⵣ ع", "? ? ?"),
])  # fmt: skip
def test_what_has_no_letter_there_is_written_plainer(written, sent):
    assert gsm(written) == sent


@pytest.mark.parametrize(("text", "size", "messages"), [
    ("", 0, 0),
    ("a" * 160, 160, 1),
    ("a" * 161, 161, 2),
    ("a" * 306, 306, 2),
    ("a" * 307, 307, 3),
    ("€" * 80, 160, 1),  # each takes two places
    ("€" * 81, 162, 2),
    ("ç" * 70, 70, 1),  # one letter outside makes the whole wide
    ("ç" * 71, 71, 2),
    ("😀" * 35, 70, 1),
    ("😀" * 36, 72, 2),
])  # fmt: skip
def test_how_many_messages_a_text_takes(text, size, messages):
    assert (length(text), parts(text)) == (size, messages)


@given(st.text())
def test_whatever_is_written_can_be_sent(text):
    assert is_gsm(gsm(text))
