"""What an export holds: filled forms, each with the turns of its repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vigie.intake.readers.outcome import Fault


@dataclass(frozen=True)
class Entry:
    """One filled form, or one turn of a repeat: cells by column, and the turns inside by the repeat's name.

    `number` is its row as a spreadsheet shows it; `raw` its cells as received. The names of repeats are those of
    sheets and files: which repeat of a form one is, its columns tell.
    """

    number: int
    cells: dict[str, str]
    raw: dict[str, str]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()
    repeats: dict[str, list[Entry]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def all_faults(self) -> Iterator[Fault]:
        """Its own faults and those of the turns inside, which name their sheet and row."""
        yield from self.faults
        for sheet, turns in self.repeats.items():
            for turn in turns:
                for fault in turn.all_faults():
                    yield _placed(fault, sheet, turn.number)


def _placed(fault: Fault, sheet: str, row: int) -> Fault:
    if "sheet" in fault.params:
        return fault
    return Fault(fault.code, fault.field, fault.value, {**fault.params, "sheet": sheet, "sheet_row": row})


@dataclass(frozen=True)
class Export:
    """A whole export. `repeats`: name of sheet or file → its columns.

    `strays` are turns of repeats whose filled form is not in the file. `instance` names the column that holds the
    identity of a filled form, `sent` the one with the day on which it came to the other server.
    """

    made_by: str  # "kobo" or "central"
    columns: tuple[str, ...]
    repeats: dict[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    strays: tuple[tuple[str, Entry], ...]
    instance: tuple[str, ...]
    sent: str
    remarks: tuple[Fault, ...] = ()

    def instance_id(self, entry: Entry) -> str:
        """The identity that the phone gave, with its scheme; "" where the export has none."""
        found = next((entry[column] for column in self.instance if entry[column]), "")
        return found if not found or ":" in found else f"uuid:{found}"
