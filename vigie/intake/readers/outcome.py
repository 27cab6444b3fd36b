"""What became of one row of a file: taken, taken with a remark, passed over, or refused and why."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.faults import Fault
from vigie.core.statement import Statement
from vigie.intake.readers.places import BoundaryArea, Settlement


@dataclass(frozen=True)
class Row:
    """One row of the file. Readers of events fill `statement`, readers of places `place`.

    Refused: `faults` is not empty and nothing else is filled but perhaps the key.
    Passed over: neither faults nor content, and a remark says why (the same row stood above).
    """

    number: int  # as a spreadsheet shows it: the header is row 1, a HXL tag row counts
    key: str
    statement: Statement | None = None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()
    place: Settlement | BoundaryArea | None = None

    @property
    def taken(self) -> bool:
        return self.statement is not None or self.place is not None


class UnreadableFile(Exception):
    """The file as a whole can't be read, or can't be read any further. `faults` says why."""

    def __init__(self, fault: Fault, *more: Fault):
        super().__init__(fault.code)
        self.fault = fault
        self.faults = (fault, *more)
