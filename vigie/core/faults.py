"""Why something can't be taken, or what to know about it, as a code with what the sentence names."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Why a row, a file or an answer can't be taken, or what to know about one that was.

    `code` is a stable key of a table of sentences; `field` is the column or question as its file names it,
    `value` the cell as written, `params` whatever else the sentence names.
    """

    code: str
    field: str = ""
    value: str = ""
    params: dict = dataclasses.field(default_factory=dict, hash=False)

    def as_data(self) -> dict:
        return dataclasses.asdict(self)
