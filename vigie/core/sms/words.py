"""What the words of a text message stand for: `standards/sms.yaml`, and what a coordinator has confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from vigie.core.standards import plain, read

# A word of a type may be misspelt when it is as long as this, by about one letter in seven.
LEAST_LETTERS = 5
ALIKE = 85

LANGUAGES = ("fulfulde", "hausa", "zarma", "tamasheq", "moore", "bambara")


@dataclass(frozen=True)
class Option:
    """One answer by number to "what happened?"."""

    number: int
    type: str
    fr: str
    en: str


@dataclass(frozen=True)
class Suggestion:
    """A word of another language that nobody has confirmed. It means nothing in a message."""

    language: str
    word: str
    type: str


@dataclass(frozen=True)
class Vocabulary:
    """Words in plain letters → what they stand for; words of several parts have one space between."""

    verbs: dict[str, str]
    unknown: frozenset[str]
    types: dict[str, str]
    harms: dict[str, str]

    def verb(self, word: str) -> str:
        return self.verbs.get(word, "")

    def type_of(self, words: str) -> str:
        """The type that these words name exactly, or the empty text."""
        return self.types.get(words, "")

    def type_like(self, word: str) -> str:
        """The type of the one word that is spelt nearly like this; empty where two types are as near."""
        if len(word) < LEAST_LETTERS:
            return ""
        near = process.extract(word, list(self.types), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
        best = {self.types[name] for name, score, _number in near if score == near[0][1]}
        return best.pop() if len(best) == 1 else ""


def vocabulary(confirmed: Iterable[tuple[str, str]] = ()) -> Vocabulary:
    """The standard's words, with (word, type) of other languages that were confirmed.

    A confirmed word never changes what a French or English one stands for.
    """
    known = _standard()
    extra = {plain(word): code for word, code in confirmed}
    return Vocabulary(known.verbs, known.unknown, {**extra, **known.types}, known.harms)


@cache
def _standard() -> Vocabulary:
    raw = read("sms")
    verbs = {word: verb for verb, words in raw["verbs"].items() for word in words}
    unknown = frozenset(plain(word) or word for word in raw["unknown"])
    return Vocabulary(verbs, unknown, _named(raw["types"]), _named(raw["harms"]))


def _named(entries: dict) -> dict[str, str]:
    return {plain(word): code for code, entry in entries.items() for word in (*entry["fr"], *entry["en"])}


@cache
def counts(type_code: str) -> str:
    """The harm that a bare number counts in reports of this type; empty where it must be asked."""
    return read("sms")["types"].get(type_code, {}).get("counts", "")


@cache
def menu() -> tuple[Option, ...]:
    return tuple(
        Option(number, each["type"], each["fr"], each["en"])
        for number, each in enumerate(read("sms")["menu"], start=1)
    )


@cache
def to_be_verified() -> tuple[Suggestion, ...]:
    """Words that wait for somebody who speaks the language."""
    waiting = read("sms")["to_be_verified"]
    return tuple(
        Suggestion(language, each["word"], each["type"])
        for language in LANGUAGES
        for each in waiting.get(language) or ()
    )
