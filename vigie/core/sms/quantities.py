"""How many, as people write it: figures, words in French and English, and "3 à 5"."""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 100_000  # more is a telephone number or a slip

_FRENCH = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf",
]  # fmt: skip
_FRENCH_TENS = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    80: "quatre vingt",
}
_ENGLISH = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NONE = {"aucun": 0, "aucune": 0, "none": 0, "une": 1}

_RANGE = re.compile(r"(\d+) (?:a|to|ou|or) (\d+)")


@dataclass(frozen=True)
class Quantity:
    """A count from `low` to `high`, both included."""

    low: int
    high: int

    @property
    def best(self) -> int | None:
        return self.low if self.low == self.high else None


def quantity(text: str) -> Quantity | None:
    """The count that plain words say ("3", "trois", "vingt et un", "3 a 5"), or None: nothing is guessed."""
    if found := _RANGE.fullmatch(text):
        low, high = int(found[1]), int(found[2])
        return Quantity(low, high) if low <= high <= LARGEST else None
    number = int(text) if re.fullmatch(r"\d{1,9}", text) else IN_WORDS.get(text)
    return None if number is None or number > LARGEST else Quantity(number, number)


def _french(number: int) -> list[str]:
    """The ways to write a number below 100, without hyphens."""
    if number < 20:
        return [_FRENCH[number]]
    ten = max(each for each in _FRENCH_TENS if each <= number)
    word, rest = _FRENCH_TENS[ten], number - ten
    if not rest:
        return [word, f"{word}s"] if ten == 80 else [word]
    joined = "et " if rest in (1, 11) and ten != 80 else ""
    return [f"{word} {joined}{unit}" for unit in _french(rest)]


def _english(number: int) -> list[str]:
    if number < 20:
        return [_ENGLISH[number]]
    word, rest = _ENGLISH_TENS[number // 10 - 2], number % 10
    return [f"{word} {_ENGLISH[rest]}" if rest else word]


def _all() -> dict[str, int]:
    """Every way to write a number from 0 to 999 in words: a table is shorter than a parser of words."""
    found = dict(_NONE)
    for rest in range(100):
        for words, hundreds in (
            (_french(rest), ("cent", "cents")),
            (_english(rest), ("hundred", "hundred and")),
        ):
            found.update(dict.fromkeys(words, rest))
            units = _FRENCH if "cent" in hundreds else _ENGLISH
            for many in range(1, 10):
                before = "" if many == 1 and units is _FRENCH else f"{units[many]} "
                for hundred in hundreds:
                    tails = words if rest else [""]
                    found.update({f"{before}{hundred} {tail}".strip(): 100 * many + rest for tail in tails})
    return found


IN_WORDS = _all()
