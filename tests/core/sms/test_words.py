"""The list of words: it means what it says, and nothing that nobody confirmed."""

from __future__ import annotations

import pytest

from vigie.core.sms.words import LANGUAGES, counts, menu, to_be_verified, vocabulary
from vigie.core.standards import event_types, plain, read
from vigie.core.statement import HARMS


def test_every_type_and_harm_is_one_of_the_code_lists():
    words = vocabulary()
    assert set(words.types.values()) <= set(event_types())
    assert set(words.harms.values()) <= set(HARMS)
    assert {counts(code) for code in words.types.values()} <= {"", *HARMS}
    assert {option.type for option in menu()} <= set(words.types.values())


def test_no_word_stands_for_two_types():
    raw = read("sms")["types"]
    met: dict[str, str] = {}
    for code, entry in raw.items():
        for word in {plain(each) for each in (*entry["fr"], *entry["en"])}:
            assert met.setdefault(word, code) == code, word


def test_a_suggested_word_means_nothing_until_it_is_confirmed():
    words = vocabulary()
    for each in to_be_verified():
        assert each.language in LANGUAGES
        assert each.type in event_types()
        assert not words.type_of(plain(each.word))
        assert not words.type_like(plain(each.word))


@pytest.mark.parametrize(("word", "kind"), [
    ("ataque", "attack-civilians"), ("enlevment", "abduction"), ("embuscad", "ambush"), ("pillaje", "looting"),
    ("vol", ""), ("viole", "sexual-violence"), ("Dorila", ""), ("mime", ""),
])  # fmt: skip
def test_a_long_word_may_be_misspelt(word, kind):
    assert vocabulary().type_like(plain(word)) == kind
