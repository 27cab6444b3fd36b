"""A sanity check on data that nobody here made: FEBRL's invented persons, with known truth, through our scoring.

    python -m benchmarks.febrl

A person is dressed up as a report: born on a day, in a state, of a name. The engine learns its weights from these
without labels, as from any file, and its groups are held against the truth. What this shows and what not:

- Learning, scoring, grouping and the measures of accuracy work on records, errors and fields that we did not
  invent, and whose duplicates come up to five at a time.
- It is no contest with programs made for persons. Only persons born within three days of one another are
  compared at all (as reports are, by day), so that a mistyped date of birth is lost before anything is weighed;
  the ceiling printed first says how many. The social security number, nearly a key, is not shown to the engine.
"""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.meltt_crash import shared
from vigie.core.clusters import Decisions, group
from vigie.core.pairing import Reports, match

SETS = ("febrl_dataset1", "febrl_dataset3", "febrl_dataset4")
DAYS = 3


@dataclass(frozen=True)
class Scores:
    """Accuracy of a grouping against the truth: of pairs, and B-cubed (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    b_precision: float
    b_recall: float

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    @property
    def b_cubed(self) -> float:
        return _harmonic(self.b_precision, self.b_recall)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def scores(found: np.ndarray, truth: np.ndarray) -> Scores:
    """Compare two groupings, each a code for every record."""
    found, truth = (np.unique(codes, return_inverse=True)[1].astype(np.int64) for codes in (found, truth))
    both = np.unique(found * (truth.max() + 1) + truth, return_inverse=True)[1]
    size, true_size, shared_size = (np.bincount(codes) for codes in (found, truth, both))
    pairs = [int((each * (each - 1) // 2).sum()) for each in (size, true_size, shared_size)]
    own = shared_size[both]
    return Scores(
        pairs[2] / pairs[0] if pairs[0] else 1.0, pairs[2] / pairs[1] if pairs[1] else 1.0,
        float((own / size[found]).mean()), float((own / true_size[truth]).mean()),
    )  # fmt: skip


def read(name: str) -> list[dict[str, str]]:
    """The persons of a set; those of set 4 come in two files, originals and duplicates."""
    files = [f"{name}a", f"{name}b"] if name.endswith("4") else [name]
    persons = []
    for file in files:
        path: Path = shared(f"{file}.csv.gz")
        with gzip.open(path, "rt", encoding="utf-8") as text:
            persons += [
                {key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(text)
            ]
    return persons


def dressed(persons: list[dict[str, str]]) -> tuple[Reports, np.ndarray]:
    """Persons with a readable date of birth as reports, and the rows of these persons.

    The original is told by one "organisation", each duplicate by another, as if lists were compared.
    """
    born = [_born(each["date_of_birth"]) for each in persons]
    kept = [row for row, day in enumerate(born) if day is not None]
    told = [re.fullmatch(r"rec-(\d+)-(org|dup-\d+)", persons[row]["rec_id"]) for row in kept]

    def column(name: str) -> np.ndarray:
        return np.array([persons[row][name] for row in kept])

    number = np.array([_number(persons[row]["street_number"]) for row in kept])
    reports = Reports.of_columns(
        np.array([each.group(2) for each in told]),
        np.array([born[row] for row in kept]),
        place=column("surname"),
        area=column("state"),
        geo_precision=np.full(len(kept), "area"),
        event_type=(column("suburb"), column("postcode"), column("address_1")),
        actor_group=column("given_name"),
        killed=np.ma.masked_invalid(number),
    )
    return reports, np.array(kept)


def who(persons: list[dict[str, str]]) -> np.ndarray:
    """The number of the true person of each record."""
    return np.array([int(each["rec_id"].split("-")[1]) for each in persons])


def _born(text: str) -> np.datetime64 | None:
    try:
        return np.datetime64(f"{text[:4]}-{text[4:6]}-{text[6:8]}", "D")
    except ValueError:
        return None


def _number(text: str) -> float:
    return float(text) if text.isdigit() else np.nan


def ceiling(reports: Reports, truth: np.ndarray, kept: np.ndarray) -> float:
    """The share of true pairs that are compared at all: both born within a few days, in one state."""
    near = 0
    first, area = reports.records["first"], reports.records["area"][:, 2]
    of_person: dict[int, list[int]] = {}
    for row, person in enumerate(truth[kept].tolist()):
        of_person.setdefault(person, []).append(row)
    size = np.unique(truth, return_counts=True)[1]
    total = int((size * (size - 1) // 2).sum())
    for rows in of_person.values():
        for one, other in combinations(rows, 2):
            same_area = area[one] == area[other] or area[one] < 0 or area[other] < 0
            near += abs(int(first[one]) - int(first[other])) <= DAYS and same_area
    return near / total


def main() -> None:
    print(
        f"{'set':<16}{'records':>8}{'compared at most':>18}{'precision':>11}{'recall':>8}{'F1':>7}{'B-cubed':>9}"
    )
    for name in SETS:
        persons = read(name)
        (reports, kept), truth = dressed(persons), who(persons)
        matched = match(reports)
        found = group(
            len(reports), reports.source, matched.one, matched.other, matched.bits, decisions=Decisions()
        )
        # Whoever has no readable date of birth stays alone.
        labels = len(persons) + np.arange(len(persons))
        labels[kept] = found.labels
        score = scores(labels, truth)
        print(
            f"{name:<16}{len(persons):>8}{ceiling(reports, truth, kept):>18.3f}{score.precision:>11.3f}"
            f"{score.recall:>8.3f}{score.f1:>7.3f}{score.b_cubed:>9.3f}"
        )
    print("Recall can pass what is compared at most: two records may meet in one group by way of a third.")


if __name__ == "__main__":
    main()
