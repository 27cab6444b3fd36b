"""How right the matching is on real lists whose publishers number their incidents.

    .venv/bin/python -m benchmarks.known_ids [--data shared/data/events] [--misses 12]

Truth is the publisher's own number; neither it nor the publisher's title reaches the engine. Each list is taken
as one organisation's.

- Insecurity Insight publishes one incident in several products under one number ("SiND Event ID", "Event ID"):
  health care, its interactive map, education, explosive weapons. Two rows of different products are one
  incident where the numbers are equal, two where they are not. The map gives neither point nor region: the
  country, the day, the perpetrator's category and the health workers harmed are all there is to go by.
- UCDP numbers events; one event stands in several editions and exports under one number: Burkina Faso
  2016-2022, sixty rows of the raw export, and the rows of the three countries in a sample of edition 23.1.

Pairwise precision and recall over pairs of rows from different lists; beside them how many pairs inside one list
were joined although the publisher counts them apart. Weights are learnt from the rows themselves where the
diagnostics allow it, as in `vigie match`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import click

from vigie.core.pairing import Account, account_of
from vigie.intake.readers import read

EVENTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "events"
COUNTRIES = {"BF", "ML", "NE"}

# Set → reader and files, in the order of the publisher's detail.
SETS = {
    "Insecurity Insight": (
        "insecurity-insight",
        (
            "insecurity_insight_healthcare_to2022_hxl.csv.gz",
            "insecurity_insight_healthcare_map_to2022_hxl.csv.gz",
            "insecurity_insight_education_to2022_hxl.csv.gz",
            "insecurity_insight_explosive_to2022_hxl.csv.gz",
        ),
    ),
    "UCDP": (
        "ucdp",
        (
            "ucdp_ged_bfa_2016_2022.csv.gz",
            "ucdp_ged_bfa_raw_export_sample.csv",
            "ucdp_ged_v23_1_global_sample1000.csv.gz",
        ),
    ),
}


@dataclass(frozen=True)
class Numbered:
    """A row as the engine sees it, and the publisher's number of its incident."""

    account: Account
    number: str


@dataclass(frozen=True)
class Scores:
    """Pairs of rows from different lists: true, found, and right among these; and pairs joined inside a list."""

    true: int
    found: int
    right: int
    inside: int
    missed: tuple[tuple[int, int], ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def numbered(folder: Path, name: str) -> list[Numbered]:
    """The rows of the three countries in a set's lists. A number that a list repeats stands once in it."""
    reader, files = SETS[name]
    found = []
    for position, file in enumerate(files):
        seen = set()
        for row in read(reader, folder / file):
            number = row.key.rpartition(":")[2]
            if row.statement and number not in seen and _is_here(row.statement):
                seen.add(number)
                found.append(Numbered(_hidden(row.statement, f"list-{position}", len(found)), number))
    return found


def _is_here(statement) -> bool:
    return any(set(spot.countries) & COUNTRIES for spot in statement.spots)


def _hidden(statement, source: str, row: int) -> Account:
    """The account without number, title, headline and cited articles: all that would give the number away."""
    bare = replace(statement, key="", event_type_said="", text="", origins=(), original={})
    return account_of(bare, id=row, source=source)


def labels_of(rows: list[Numbered]) -> list[int]:
    """The engine's incident of each row."""
    from vigie.core.clusters import group
    from vigie.core.pairing import encode, match

    reports = encode([row.account for row in rows])
    matched = match(reports)
    grouping = group(len(reports), reports.source, matched.one, matched.other, matched.bits)
    return grouping.labels.tolist()


def scores(rows: list[Numbered], labels: list[int]) -> Scores:
    true, found = _pairs(row.number for row in rows), _pairs(labels)
    crossing = {pair for pair in found if _crosses(rows, pair)}
    missed = tuple(sorted(pair for pair in true - found if _crosses(rows, pair)))
    real = {pair for pair in true if _crosses(rows, pair)}
    return Scores(len(real), len(crossing), len(crossing & real), len(found - crossing), missed)


def _pairs(labels) -> set[tuple[int, int]]:
    groups = defaultdict(list)
    for row, label in enumerate(labels):
        groups[label].append(row)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def _crosses(rows: list[Numbered], pair: tuple[int, int]) -> bool:
    return rows[pair[0]].account.source != rows[pair[1]].account.source


def why_missed(
    rows: list[Numbered], labels: list[int], scored: Scores
) -> Iterator[tuple[str, tuple[int, int]]]:
    """A cause for each missed pair: what the lists themselves say that stands against it."""
    groups = defaultdict(list)
    for row, label in enumerate(labels):
        groups[label].append(row)
    for pair in scored.missed:
        one, other = (rows[each].account for each in pair)
        if one.when.days_apart(other.when) > 7:
            cause = "the two lists date it more than a week apart"
        elif any(_rivals(rows, groups[labels[row]], one, other) for row in pair):
            cause = "taken by another row of the same day and country, as likely by what is told"
        elif one.killed and other.killed and abs(one.killed[1] - other.killed[1]) > 1:
            cause = "the two lists count the dead differently"
        else:
            cause = "too little in common to be sure: kept apart"
        yield cause, pair


def _rivals(rows: list[Numbered], group: list[int], one: Account, other: Account) -> bool:
    """Whether a third row of one of the two lists stands in the group."""
    return any(
        rows[row].account.source in (one.source, other.source)
        for row in group
        if rows[row].account.id not in (one.id, other.id)
    )


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), default=EVENTS)
@click.option("--misses", default=6, help="How many missed pairs to show of each set.")
def main(data: Path, misses: int) -> None:
    click.echo(f"{'set':<20}{'rows':>6}{'true':>7}{'found':>7}{'precision':>11}{'recall':>8}{'inside':>8}")
    for name in SETS:
        rows = numbered(data, name)
        labels = labels_of(rows)
        scored = scores(rows, labels)
        click.echo(
            f"{name:<20}{len(rows):>6}{scored.true:>7}{scored.found:>7}{scored.precision:>11.3f}"
            f"{scored.recall:>8.3f}{scored.inside:>8}"
        )
        causes = list(why_missed(rows, labels, scored))
        for cause, number in Counter(cause for cause, _pair in causes).most_common():
            click.echo(f"    {number:>4} missed: {cause}")
        for cause, pair in causes[:misses]:
            click.echo(f"         {cause}: " + " | ".join(_told(rows[row]) for row in pair))


def _told(row: Numbered) -> str:
    account = row.account
    spot = account.spots[0] if account.spots else None
    where = (
        (spot.name or ", ".join(said for _level, said in spot.areas) or " ".join(spot.countries))
        if spot
        else "?"
    )
    who = ", ".join(actor.name or actor.kind for actor in account.initiators) or "?"
    killed = account.killed[1] if account.killed else "?"
    return f"{account.when.first}, {where}, {who}, {killed} killed"


if __name__ == "__main__":
    main()
