"""What somebody who fills a form in a browser is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class ListedWebForm:
    """A form that may be filled, with the drafts one has begun."""

    uuid: str
    title: str
    organisation: str
    drafts: tuple[ListedDraft, ...] = ()


@dataclass(frozen=True)
class ListedDraft:
    """A draft of one's own."""

    uuid: str
    step: str
    saved_at: datetime


@dataclass(frozen=True)
class Offered:
    """One answer to choose."""

    value: str
    label: str
    chosen: bool = False
    place: str = ""  # of a ranking: which place it was given


@dataclass(frozen=True)
class Asked:
    """One question as it stands on a page. `kind` names its way of asking: a template of that name draws it."""

    name: str
    kind: str
    label: str
    hint: str = ""
    value: str = ""
    fault: str = ""
    is_required: bool = False
    choices: tuple[Offered, ...] = ()
    about: dict[str, str] = field(default_factory=dict)  # least, most, step, accept, within
    shown: str = ""  # what the page sends back to say that it was asked, and with which choices

    @property
    def described(self) -> str:
        """The identifiers of what describes it, for readers."""
        parts = [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-fault"] * bool(self.fault)
        return " ".join(parts)


@dataclass(frozen=True)
class ListedTurn:
    """One turn of a repeat: where its questions begin, and its first answers in words."""

    number: int
    key: str
    told: str


@dataclass(frozen=True)
class ShownStep:
    """One step of a form being filled."""

    uuid: str
    key: str
    title: str
    headings: tuple[str, ...]
    language: str
    number: int
    of: int
    saved_at: datetime
    asked: tuple[Asked, ...] = ()
    is_repeat: bool = False
    turns: tuple[ListedTurn, ...] = ()
    has_files: bool = False

    @property
    def faults(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.asked if each.fault)

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else self.title


@dataclass(frozen=True)
class OfflineStep:
    """One step of a whole form, as a mould that a browser fills in."""

    number: int
    heading: str
    is_repeat: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class OfflineForm:
    """A whole form in one page. `data` is JSON that can stand within an element."""

    uuid: str
    title: str
    language: str
    steps: tuple[OfflineStep, ...]
    data: str


@dataclass(frozen=True)
class Told:
    """One answer in words, and the page where it can be changed."""

    label: str
    value: str
    key: str
    fault: str = ""


@dataclass(frozen=True)
class ShownEnd:
    """A form before it is sent: every answer in words."""

    uuid: str
    title: str
    language: str
    saved_at: datetime
    told: tuple[Told, ...]
    last: str  # the key of the last page

    @property
    def faults(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.fault)


@dataclass(frozen=True)
class Receipt:
    """That a report came in. The number is what one can read out."""

    number: str
    title: str
    form: str
    sent_at: datetime
