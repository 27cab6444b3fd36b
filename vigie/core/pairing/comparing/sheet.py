"""What the compiled comparison reads: records with what lies behind their codes, and how far apart they may be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.pairing.reports import Reports


class Window(NamedTuple):
    """How far apart two reports may be and still be compared, before their own imprecision is added."""

    km: float
    days: int
    control_from: int  # days apart from which a pair of one place is a control
    control_to: int
    at_most: int  # reports of one cell, or one area, with which one report is compared
    anywhere: bool  # no report says where: dates alone decide
    further: bool  # reports have more than a record holds: words, origins, other harms, further actors


class Sheet(NamedTuple):
    """What the compiled comparison reads: records and what lies behind their codes."""

    records: np.ndarray
    names: np.ndarray  # rows of NAME
    may_be: np.ndarray  # bool[families, families]
    vague_kinds: np.ndarray  # bool[kinds]: kinds that name no group
    actors: np.ndarray
    targets: np.ndarray
    harmed: np.ndarray
    origins: np.ndarray
    cites: np.ndarray
    words: np.ndarray
    rarity: np.ndarray


def sheet_of(reports: Reports, records: np.ndarray | None = None) -> Sheet:
    """The reports as the compiled comparison reads them; `records` may be the same in another order."""
    return Sheet(
        reports.records if records is None else records, reports.names, reports.may_be, reports.vague_kinds,
        reports.actors, reports.targets, reports.harmed, reports.origins, reports.cites, reports.words,
        reports.rarity,
    )  # fmt: skip
