"""A report by text message while it comes together: what is known, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from vigie.core.dates import When
from vigie.core.sms.grammar import Said
from vigie.core.sms.quantities import Quantity
from vigie.core.sms.spots import Candidate, Find, is_sure, meant
from vigie.core.sms.words import counts

# What is asked, in this order. "which": among several places that bear the name.
QUESTIONS = ("type", "which", "place", "when", "number")
# How often a place may be not found before it is kept as it was written.
MOST_TRIES = 2


@dataclass(frozen=True)
class Draft:
    """What the messages of one report have said so far.

    `place_said` are the sender's words; `kept` says that they stay as they are, since no place of that name
    was found. `number` counts people of whom it is not yet known what befell them. `unknown` are the slots
    that the sender does not know. `texts` are the messages that were more than an answer.
    """

    type: str = ""
    when: When | None = None
    place: Candidate | None = None
    place_said: str = ""
    options: tuple[Candidate, ...] = ()
    tries: int = 0
    kept: bool = False
    tolls: dict[str, Quantity] = field(default_factory=dict)
    number: Quantity | None = None
    unknown: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()

    @property
    def asks(self) -> str:
        """The next question; empty where nothing is left to ask."""
        left = {
            "type": not self.type,
            "which": bool(self.options),
            "place": not (self.place or self.kept),
            "when": not self.when,
            "number": not self.tolls,
        }
        return next((name for name in QUESTIONS if left[name] and name not in self.unknown), "")

    @property
    def tells(self) -> bool:
        """Whether it says enough of an incident to be kept as a partial report."""
        return bool(self.type or self.place or self.place_said or self.when or self.tolls)

    @property
    def harm(self) -> str:
        """Whom the question for a number counts."""
        return counts(self.type) or "killed"


def told(draft: Draft, said: Said, find: Find) -> Draft:
    """The draft with what it did not yet hold."""
    number = said.number
    if not draft.when and not said.when and not said.faults and "when" not in said.unknown:
        number = None  # a lone number may be the day or the people: both are asked
    draft = replace(
        draft,
        type=draft.type or said.type,
        when=draft.when or said.when,
        tolls=draft.tolls or said.tolls,
        number=draft.number or number,
        unknown=draft.unknown | said.unknown,
    )
    if not (draft.place or draft.kept or draft.options):
        draft = placed(draft, said.places, find)
    return counted(draft)


def amended(draft: Draft, said: Said, find: Find) -> Draft:
    """The draft with what a correction says in place of what it held."""
    changed = {name: value for name in ("type", "when") if (value := getattr(said, name))}
    if said.tolls or said.number:
        changed |= {"tolls": {**draft.tolls, **said.tolls}, "number": said.number}
    found = frozenset({*changed} & {"type", "when"}) | (
        {"number"} if said.tolls or said.number else frozenset()
    )
    draft = replace(draft, **changed, unknown=(draft.unknown - found) | said.unknown)
    draft = _forgotten(draft, said.unknown)
    if said.places:
        bare = replace(draft, place=None, kept=False, options=(), tries=0, unknown=draft.unknown - {"place"})
        draft = placed(bare, said.places, find)
    return counted(draft)


def _forgotten(draft: Draft, slots: Iterable[str]) -> Draft:
    """Without what a correction says is not known after all."""
    empty = {"type": {"type": ""}, "when": {"when": None}, "number": {"tolls": {}, "number": None},
             "place": {"place": None, "place_said": "", "kept": False}}  # fmt: skip
    for slot in slots:
        draft = replace(draft, **empty[slot])
    return draft


def placed(draft: Draft, places: Iterable[str], find: Find) -> Draft:
    """The draft with the place that these words mean, or the places to choose among."""
    places = tuple(places)
    if not places:
        return draft
    said = replace(draft, place_said=places[0], unknown=draft.unknown - {"place"})
    found = meant(places, find)
    if is_sure(found):
        return replace(said, place=found[0], options=())
    if found:
        return replace(said, options=tuple(found))
    tries = draft.tries + 1
    return replace(said, options=(), tries=tries, kept=tries >= MOST_TRIES)


def counted(draft: Draft) -> Draft:
    """The draft with a bare number as those whom its type counts; what a type does not count is asked."""
    if draft.number is None or not (draft.type or "type" in draft.unknown):
        return draft
    harm = counts(draft.type)
    tolls = {**draft.tolls, harm: draft.number} if harm else draft.tolls
    return replace(draft, tolls=tolls, number=None)


def to_data(draft: Draft) -> dict:
    """A draft as JSON-ready data; `from_data` gives it back."""
    data = asdict(draft) | {"unknown": sorted(draft.unknown), "texts": list(draft.texts)}
    if draft.when:
        when = draft.when
        data["when"] = [when.first.isoformat(), when.last.isoformat(), when.precision]
    return data


def from_data(data: dict) -> Draft:
    when = data["when"] and When(*map(date.fromisoformat, data["when"][:2]), data["when"][2])
    return Draft(
        **{name: data[name] for name in ("type", "place_said", "tries", "kept")},
        when=when or None,
        place=_candidate(data["place"]) if data["place"] else None,
        options=tuple(map(_candidate, data["options"])),
        tolls={harm: Quantity(**many) for harm, many in data["tolls"].items()},
        number=Quantity(**data["number"]) if data["number"] else None,
        unknown=frozenset(data["unknown"]),
        texts=tuple(data["texts"]),
    )


def _candidate(data: dict) -> Candidate:
    return Candidate(**{**data, "within": tuple(data["within"])})
