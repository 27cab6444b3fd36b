"""Published tables that other programs were run on, from the shared data."""

from __future__ import annotations

import csv

from tests.shared_data import shared_data
from vigie.core.estimation import Overlap

KOSOVO = "mse/kosovo_1999_4lists.csv"
UK5 = "mse/uk_modern_slavery_2013_5lists.csv"
UK6 = "mse/uk_modern_slavery_2013_6lists.csv"
NEW_ORLEANS = "mse/new_orleans_8lists.csv"
ARTIFICIAL = "mse/chan_silverman_vincent_artificial_3lists.csv"


def table(name: str) -> Overlap:
    """One shared table; skips the test where the shared data is absent."""
    with shared_data(name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    patterns = {tuple(map(int, row[:-1])): int(row[-1]) for row in rows}
    return Overlap.of_patterns(header[:-1], patterns)
