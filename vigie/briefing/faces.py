"""What stands in a sitting's file, ready to be set, and the page on which copies are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Cell:
    """What stands in a table with a mark before it: said is "hollow", verified is "full"; "" is no mark."""

    words: str
    mark: str = ""


@dataclass(frozen=True)
class Matter:
    """One matter in a list: its title, a word about it, and further sentences."""

    title: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True)
class Section:
    """One section: what it says first, then its matters or its table, then how sure it is.

    `columns` are widths, one for each of `head`: 0 is as wide as its words, n is n parts of the rest. `notes` are
    sentences that must stand with the figures above them. `marks` are the TLP marks of what is in it.
    """

    title: str
    how: str = ""
    lead: str = ""
    matters: tuple[Matter, ...] = ()
    head: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def as_data(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Reader:
    """Somebody for whom a copy can be made, and the last that was."""

    uuid: str
    name: str
    role: str
    last: str = ""


@dataclass(frozen=True)
class Dossier:
    """The page of a sitting's file."""

    uuid: str
    title: str
    when: str
    body: str
    for_others: bool
    readers: tuple[Reader, ...]
