"""What a mapping holds once it is read: where in the answers each part of a report stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.core import standards
from vigie.core.dates import PRECISIONS
from vigie.core.faults import Fault
from vigie.core.statement import (
    ACTOR_ROLES,
    AGE_BANDS,
    GEO_PRECISIONS,
    GROUPS,
    HARMS,
    ORIGIN_KINDS,
    SEXES,
    TLP,
)
from vigie.core.xforms.instance import Answers

# "kept": nothing in the register; the record stays as it was sent.
BECOMES = ("report", "follow_up", "visit", "survey", "kept")
VISIT_KINDS = ("police_post", "gendarmerie_post", "checkpoint", "detention", "committee_visit", "community_meeting",
               "other")  # fmt: skip
PLACE_PARTS = ("name", "country", "precision", "adm1", "adm2", "adm3", "point")

# Answers to "how many?" that forms give; "number" and "known" say that a figure stands beside, "none" is zero.
STATUSES = ("number", "known", "none", "unknown", "not_asked", "refused", "withheld")


class BadMapping(ValueError):
    """A mapping that cannot be used with this form. `faults` holds every one that was found."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Source:
    """Where one value comes from: a question, by the names of its elements below the root, or a value that is
    the same in every record. `codes` are the form's words for ours; `field` is how the mapping names it.
    """

    path: tuple[str, ...] = ()
    value: str = ""
    codes: dict[str, str] = field(default_factory=dict, hash=False)
    field: str = ""

    def of(self, answers: Answers) -> str:
        """The answer as it stands; "" where there is none."""
        if not self.path:
            return self.value
        here = answers
        for name in self.path:
            here = here.get(name) if isinstance(here, dict) else None
        return here if isinstance(here, str) else ""

    def code(self, answers: Answers) -> str:
        """The answer as one of our codes."""
        said = self.of(answers)
        return self.codes.get(said, said)


@dataclass(frozen=True)
class ActorSource:
    role: str
    kind: Source | None = None
    name: Source | None = None


@dataclass(frozen=True)
class TollSource:
    """One figure, or with `each` (the path of a repeat) one for every turn."""

    number: Source | None
    harm: Source
    group: Source = Source(value="all")
    sex: Source = Source(value="all")
    age: Source = Source(value="all")
    low: Source | None = None
    high: Source | None = None
    status: Source | None = None
    each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How one form's answers are taken. `asked` are the paths of everything that a person answers.

    `identity` are the paths of what tells who somebody is: it never leaves the recipient of an encrypted form.
    """

    becomes: str
    first: tuple[Source, ...] = ()
    last: Source | None = None
    precision: Source | None = None
    place: dict[str, Source] = field(default_factory=dict)
    event_type: Source | None = None
    event_said: Source | None = None
    actors: tuple[ActorSource, ...] = ()
    tolls: tuple[TollSource, ...] = ()
    origin_kind: Source | None = None
    origin_name: Source | None = None
    text: tuple[Source, ...] = ()
    sharing: Source | None = None
    language: str = "fr"
    incident: tuple[Source, ...] = ()
    kind: Source | None = None
    survey: str = ""
    answers: dict[str, Source] = field(default_factory=dict)  # findings of a visit, answers of a survey
    asked: tuple[tuple[str, ...], ...] = ()
    identity: tuple[tuple[str, ...], ...] = ()
    clock: tuple[str, ...] = ()  # the path of what the phone's own clock said


def codes_of(kind: str) -> tuple[str, ...]:
    """Our codes for one kind of answer; () where any word will do."""
    return {
        "event_type": lambda: tuple(standards.event_types()),
        "actor": lambda: tuple(standards.actor_kinds()),
        "date_precision": lambda: PRECISIONS,
        "geo_precision": lambda: GEO_PRECISIONS,
        "origin_kind": lambda: ORIGIN_KINDS,
        "tlp": lambda: ("", *TLP),
        "harm": lambda: HARMS,
        "group": lambda: GROUPS,
        "sex": lambda: SEXES,
        "age": lambda: AGE_BANDS,
        "role": lambda: ACTOR_ROLES,
        "status": lambda: STATUSES,
        "country": lambda: ("BF", "ML", "NE", "unknown"),
        "visit": lambda: VISIT_KINDS,
    }.get(kind, tuple)()
