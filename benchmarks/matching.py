"""How right the matching is on the sample region, in the core alone and through the database.

    .venv/bin/python -m benchmarks.matching [--seed N] [--scale X]

Pairwise precision, recall and F1 of the clusters against the generator's truth. Through the database, reports
that organisations keep to themselves are never joined with others': recall has a ceiling below 1, printed beside.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import click

from sample import build
from vigie.core.clusters import group
from vigie.core.pairing import account_of, encode, match, standing_weights
from vigie.intake.readers import read

Key = tuple[str, str]


def pairs_in(groups: Counter) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())


def scores(found: dict[Key, object], truth: dict[Key, str]) -> tuple[float, float, float, float]:
    """Precision, recall and F1 over pairs, and the share of true incidents found exactly."""
    keys = [key for key in found if key in truth]
    right = pairs_in(Counter((found[key], truth[key]) for key in keys))
    said, true = pairs_in(Counter(found[key] for key in keys)), pairs_in(Counter(truth[key] for key in keys))
    sets, real = defaultdict(set), defaultdict(set)
    for key in keys:
        sets[found[key]].add(key)
        real[truth[key]].add(key)
    exact = len({frozenset(each) for each in sets.values()} & {frozenset(each) for each in real.values()})
    return right / said, right / true, 2 * right / (said + true), exact / len(real)


def in_the_core(region) -> tuple[dict[Key, object], float]:
    accounts = [
        account_of(row.statement, id=f"{source.organisation}/{row.key}", source=source.organisation)
        for source in region.sources
        for row in read("mapping", source.file, mapping=source.mapping)
        if row.statement
    ]
    match(encode(accounts[:50]), weights=standing_weights())  # compiled before the clock runs
    started = time.process_time()
    reports = encode(accounts)
    matched = match(reports, weights=standing_weights())
    grouping = group(len(reports), reports.source, matched.one, matched.other, matched.bits)
    spent = time.process_time() - started
    labels = zip(reports.ids, grouping.labels.tolist(), strict=True)
    return {tuple(id.split("/", 1)): label for id, label in labels}, spent


def through_the_database(region) -> tuple[dict[Key, object], float, dict[Key, tuple[str, int]]]:
    from vigie.access import NodeActor
    from vigie.command.progress import progress
    from vigie.command.region import bring_reports, load_directory, load_places
    from vigie.command.setup import prepare
    from vigie.monitoring.models import Link

    node, actor = prepare(name="benchmark", fictional=True), NodeActor()
    with progress("Places") as tell:
        load_places(actor, region, tell)
    load_directory(actor, node, region.directory, "a-long-enough-password")
    started = time.process_time()
    with progress("Reports") as tell:
        bring_reports(actor, region.sources, tell)
    spent = time.process_time() - started
    links = Link.objects.select_related("report__organisation", "report__audience")
    found = {(link.report.organisation.slug, link.report.key): link.incident_id for link in links}
    marks = {(link.report.organisation.slug, link.report.key): link.report.audience_id for link in links}
    return found, spent, marks


def a_full_run() -> str:
    """What `vigie match` then says: learnt or not, how many incidents, and what it would change."""
    from vigie.access import NodeActor
    from vigie.counting.acts import match as match_all
    from vigie.ledger.models import Node

    started = time.process_time()
    run = match_all(NodeActor(), Node.here())
    spent = time.process_time() - started
    doubts = ", ".join(each["code"] for each in run.diagnostics) or "none"
    return (
        f"full run: {run.count} incidents stand, {run.count_low} to {run.count_high} by the sampled groupings; "
        f"{run.proposals} proposals, {run.to_review} pairs to review; weights trusted: {run.is_trusted} "
        f"(doubts: {doubts}); {spent:.1f} s CPU"
    )


def ceiling(truth: dict[Key, str], marks: dict[Key, int]) -> float:
    """The share of true pairs that their organisations may join."""
    from vigie.directory.audiences import Reaches

    companions = Reaches.of().companions()
    together = defaultdict(list)
    for key in marks:
        if key in truth:
            together[truth[key]].append(marks[key])
    pairs = [pair for each in together.values() for pair in combinations(each, 2)]
    return sum(other in companions[one] for one, other in pairs) / len(pairs)


@click.command()
@click.option("--seed", default=1)
@click.option("--scale", default=1.0)
def main(seed: int, scale: float) -> None:
    import os

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VIGIE_VAR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "vigie.settings"}
        import django

        django.setup()
        region = build(Path(folder) / "sample", seed=seed, scale=scale)
        with region.truth.open(encoding="utf-8") as file:
            truth = {(row["organisation"], row["report"]): row["incident"] for row in csv.DictReader(file)}
        click.echo(f"{len(truth)} reports, {len(set(truth.values()))} reported incidents, seed {seed}")
        click.echo("                     precision  recall     F1  exact  CPU s")
        found, spent = in_the_core(region)
        _line("core alone", scores(found, truth), spent)
        found, spent, marks = through_the_database(region)
        _line("through the database", scores(found, truth), spent)
        click.echo(f"recall that access allows: {ceiling(truth, marks):.3f}")
        click.echo(a_full_run())


def _line(name: str, figures: tuple[float, ...], spent: float) -> None:
    click.echo(f"{name:<22}" + "".join(f"{figure:>8.3f}" for figure in figures) + f"{spent:>8.1f}")


if __name__ == "__main__":
    main()
