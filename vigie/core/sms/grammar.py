"""What one text message says: `INC <type> <place> <dd/mm> <number>`, in any order that is clear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from vigie.core.dates import NotADate, When
from vigie.core.sms.days import WRITTEN, FutureDate, days
from vigie.core.sms.quantities import Quantity, quantity
from vigie.core.sms.words import Vocabulary

SLOTS = ("type", "place", "when", "number")

# Verbs that mean what they say only where the message says nothing else: "fin mars", "aide bloquée".
ALONE = ("help", "finish", "resume")

RECEIPT_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # none that is taken for another, no vowels, so no words
RECEIPT_LENGTH = 5
_RECEIPT = re.compile(rf"[{RECEIPT_LETTERS}]{{{RECEIPT_LENGTH}}}")
_CODE = re.compile(r"\s*@\s?([^\W_]{1,12})[\s:,]*", re.UNICODE)

_TOKEN = re.compile(r"[a-z]{2}\d{2,}(?!\w)|\d+|[^\W\d_]+|\?+")
_PCODE = re.compile(r"[a-z]{2}\d{2,}")
_LOOSE = re.compile(r"(?<!\d)[./-]|[./-](?!\d)|[^\w?./-]|_")

# Words that lead to a place or name a field, and are no part of its name where they stand at an end.
_LITTLE = frozenset(
    word
    for line in (
        "a au aux de du des d la le les l un une en dans vers pres cote par sur chez et il y eu ont ete sont est",
        "c non pas village commune lieu endroit ou type quoi date quand nombre combien the of in at near and",
        "place where what when number not",
    )
    for word in line.split()
)
# French and English articles are numbers too, but only beside the word for those who are counted.
_ARTICLES = frozenset({"un", "une", "one"})
LONGEST_TYPE, LONGEST_NUMBER = 3, 6
MOST_WORDS = 6  # of a place's name


@dataclass(frozen=True)
class Said:
    """What a message says of an incident. `places` are the words left over, likeliest place first.

    `tolls` name whom they count; `number` does not. `unknown` are the slots for which the sender says that
    it is not known. `faults`: "no-such-day", "future-date", "not-a-date", "two-dates".
    """

    type: str = ""
    when: When | None = None
    tolls: dict[str, Quantity] = field(default_factory=dict)
    number: Quantity | None = None
    places: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Command:
    """A message: what it wants (`verb`: report, correct, cancel, help, finish, resume, or empty for plain
    words), the code of a monitor on a shared phone, the receipt it names, and the words after these.
    """

    verb: str
    code: str
    receipt: str
    text: str


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def command(text: str, vocabulary: Vocabulary) -> Command:
    """What a message wants. A receipt is looked for only where one is expected."""
    code = ""
    if found := _CODE.match(text):
        code, text = found[1].upper(), text[found.end() :]
    text = _one_line(text)
    words = [text[word.start : word.end] for word in _words(_line(text))]
    verb = vocabulary.verb(_line(words[0])) if words else ""
    if not verb or (verb in ALONE and len(words) > 1):
        return Command("", code, "", text)
    rest = text[text.index(words[0]) + len(words[0]) :].lstrip(" :,;.#/*-")
    if verb in ("correct", "cancel"):
        return Command(verb, code, *_receipt(rest))
    return Command(verb, code, "", rest)


def _receipt(text: str) -> tuple[str, str]:
    first, _space, rest = text.partition(" ")
    for taken, left in ((first, rest), (first + rest.partition(" ")[0], rest.partition(" ")[2])):
        bare = re.sub(r"\W", "", taken).upper()
        if _RECEIPT.fullmatch(bare):
            return bare, left
    return "", text


def said(text: str, vocabulary: Vocabulary, today: date) -> Said:
    """What the words say of an incident. Whatever could be two things is left out, and asked about."""
    return _Reading(_one_line(text), vocabulary, today).said()


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()).replace("œ", "oe").replace("Œ", "OE"))


def _line(text: str) -> str:
    """The text in plain letters, each where it stood: accents, case and marks between words are gone."""
    letters = (
        unicodedata.normalize("NFKD", letter)[0].lower() for letter in unicodedata.normalize("NFC", text)
    )
    plain = "".join(letter if len(letter) == 1 else letter[0] for letter in letters)
    return _LOOSE.sub(" ", plain)


def _words(line: str) -> list[_Word]:
    return [_Word(found[0], *found.span()) for found in _TOKEN.finditer(line)]


class _Reading:
    """One message while it is read: words are taken out as what they stand for is found."""

    def __init__(self, text: str, vocabulary: Vocabulary, today: date) -> None:
        self.text = text
        self.line = _line(self.text)
        self.vocabulary, self.today = vocabulary, today
        self.words = _words(self.line)
        self.at: dict[str, int] = {}  # where the word of each slot stands
        self.taken: set[_Word] = set()
        self.faults: list[str] = []

    def said(self) -> Said:
        when = self._when()
        tolls, harmed = self._tolls()
        kind = self._type() or self._type_of(harmed)
        when, number = self._bare_numbers(when)
        unknown = self._unknown()
        return Said(kind, when, tolls, number, self._places(), unknown, tuple(self.faults))

    def _take(self, words: Iterable[_Word], slot: str = "") -> None:
        words = list(words)
        self.taken.update(words)
        if slot and words:
            self.at.setdefault(slot, words[0].start)

    def _free(self) -> list[_Word]:
        return [word for word in self.words if word not in self.taken]

    def _when(self) -> When | None:
        """The surest date. Two that are as sure and differ are asked about."""
        for pattern in WRITTEN:
            spans = [found.span() for found in pattern.finditer(self.line)]
            if not spans:
                continue
            for start, end in spans:
                self._take((word for word in self.words if start <= word.start < end), "when")
            return self._one_of([self.line[start:end] for start, end in spans])
        return None

    def _one_of(self, written: list[str]) -> When | None:
        try:
            found = {days(each, self.today) for each in written}
        except FutureDate:
            self.faults.append("future-date")
        except NotADate:
            self.faults.append("no-such-day")
        else:
            if len(found) == 1:
                return found.pop()
            self.faults.append("two-dates")
        return None

    def _tolls(self) -> tuple[dict[str, Quantity], list[_Word]]:
        """Numbers beside the word for those whom they count: "3 morts", "blessés: 2"."""
        found: dict[str, Quantity] = {}
        harmed = []
        for many, words in self._quantities():
            after = self._neighbour(words[-1], 1)
            before = self._neighbour(words[0], -1)
            named = next(
                (each for each in (after, before) if each and each.text in self.vocabulary.harms), None
            )
            if named is None or named in self.taken:
                continue
            found.setdefault(self.vocabulary.harms[named.text], many)
            self._take([*words, named], "number")
            harmed.append(named)
        return found, harmed

    def _neighbour(self, word: _Word, step: int) -> _Word | None:
        place = self.words.index(word) + step
        return self.words[place] if 0 <= place < len(self.words) else None

    def _quantities(self) -> list[tuple[Quantity, list[_Word]]]:
        """Every number among the words that are left, each of as many words as it can be."""
        found, at, words = [], 0, self._free()
        while at < len(words):
            for size in range(min(LONGEST_NUMBER, len(words) - at), 0, -1):
                part = words[at : at + size]
                many = quantity(" ".join(word.text for word in part)) if self._adjacent(part) else None
                if many is not None:
                    found.append((many, part))
                    at += size
                    break
            else:
                at += 1
        return found

    def _adjacent(self, words: list[_Word]) -> bool:
        first = self.words.index(words[0])
        return self.words[first : first + len(words)] == words

    def _type(self) -> str:
        """The first type that is named, by as many words as name it; or what is nearly spelt like one."""
        words = self._free()
        for at in range(len(words)):
            for size in range(min(LONGEST_TYPE, len(words) - at), 0, -1):
                part = words[at : at + size]
                kind = self.vocabulary.type_of(" ".join(word.text for word in part))
                if kind and self._adjacent(part):
                    self._take(part, "type")
                    return kind
        first = words[0] if words else None
        if first and first == self.words[0] and (kind := self.vocabulary.type_like(first.text)):
            self._take([first], "type")
            return kind
        return ""

    def _type_of(self, harmed: list[_Word]) -> str:
        """The type that a word for those harmed names as well: "2 enlevés" tells of an abduction."""
        kinds = {self.vocabulary.type_of(word.text) for word in harmed} - {""}
        return kinds.pop() if len(kinds) == 1 else ""

    def _bare_numbers(self, when: When | None) -> tuple[When | None, Quantity | None]:
        """The one number that is left; of two without any date, the first is the day's: so the code goes."""
        bare = [
            (many, words)
            for many, words in self._quantities()
            if not (len(words) == 1 and words[0].text in _ARTICLES)
        ]
        if len(bare) == 2 and "when" not in self.at:
            day, words = bare.pop(0)
            when = self._one_of([f"le {day.low}"])
            self._take(words, "when")
        if len(bare) != 1:
            return when, None
        many, words = bare[0]
        self._take(words, "number")
        return when, many

    def _unknown(self) -> frozenset[str]:
        """Slots that a "?" stands for: by the usual order, among what was found on either side."""
        found: set[str] = set()
        for word in self._free():
            if word.text.startswith("?") or (len(word.text) > 1 and word.text in self.vocabulary.unknown):
                slot = self._slot_at(word.start, found)
                self._take([word])
                if slot:
                    self.at[slot] = word.start
                    found.add(slot)
        return frozenset(found)

    def _slot_at(self, start: int, found: set[str]) -> str:
        places = dict(self.at)
        if spots := self._groups():
            places.setdefault("place", spots[0][0].start)
        for number, slot in enumerate(SLOTS):
            earlier = [places[each] for each in SLOTS[:number] if each in places]
            later = [places[each] for each in SLOTS[number + 1 :] if each in places]
            if slot not in places and all(p < start for p in earlier) and all(p > start for p in later):
                return slot
        return ""

    def _groups(self) -> list[list[_Word]]:
        """What is left, in runs of words that stand together, without little words at either end."""
        runs: list[list[_Word]] = []
        for word in self.words:
            if word in self.taken or word.text.startswith("?"):
                runs.append([])
            else:
                runs = [*(runs or [[]])]
                runs[-1].append(word)
        return [run for run in map(_trimmed, runs) if run]

    def _places(self) -> tuple[str, ...]:
        groups = self._groups()
        groups.sort(key=lambda run: not _PCODE.fullmatch(run[0].text))  # a code of an area is surest
        return tuple(self.text[run[0].start : run[-1].end] for run in groups)


def _trimmed(run: list[_Word]) -> list[_Word]:
    while run and run[0].text in _LITTLE:
        run = run[1:]
    while run and run[-1].text in _LITTLE:
        run = run[:-1]
    return [] if all(word.text.isdigit() for word in run) else run


def phrases(place: str) -> list[str]:
    """What of some words may be a place's name: all of them, then fewer from the end, then from the start."""
    words = place.split()[:MOST_WORDS]
    shorter = [words[:size] for size in range(len(words) - 1, 0, -1)]
    later = [words[start:] for start in range(1, len(words))]
    trimmed = (_ends_off(each) for each in (words, *shorter, *later))
    return list(dict.fromkeys(" ".join(each) for each in trimmed if each))


def _ends_off(words: list[str]) -> list[str]:
    while words and _line(words[0]) in _LITTLE:
        words = words[1:]
    while words and _line(words[-1]) in _LITTLE:
        words = words[:-1]
    return words
