"""Derive the standing weights from worlds with known truth, and write them as YAML.

    .venv/bin/python -m benchmarks.standing_weights [--reports 50000] standards/matching_weights.yaml

What the worlds hold (two points, a point and an area, days and months, types, tolls …) is counted in them, half in
plain and half in correlated ones, of seeds that no published figure uses. What they don't hold (weeks, names of
groups, words, other harms …) keeps the worth that was set by hand. The comments at the head of the file stay.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.worlds import World, generate
from vigie.core.pairing import Reports, Weights, standing_weights
from vigie.core.pairing import levels as l
from vigie.core.pairing.calibrating import LN2, scores, tempered
from vigie.core.pairing.comparing import sheet_of, unpack
from vigie.core.pairing.matching import keeping, window_of
from vigie.core.pairing.patterns import patterns_of
from vigie.core.pairing.shelving import shelve
from vigie.core.pairing.sweeping import scan
from vigie.core.pairing.weights import LEARNT_FIELDS, logit

SEEDS = (101, 102)
BY_HAND = ("initiators", "harmed", "words")


def columns(world: World) -> Reports:
    given = world.columns
    return Reports.of_columns(
        given["source"], given["date"], date_precision=given["date_precision"], lat=given["lat"], lon=given["lon"],
        geo_precision=given["geo_precision"], place=given["place"], area=given["area"],
        event_type=[given[f"event_type_{depth}"] for depth in (1, 2, 3)], actor_group=given["actor_group"],
        actor_family=given["actor_family"], target=given["target"], killed=given["killed"],
    )  # fmt: skip


def findings(world: World, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
    """Levels of all near pairs of a world, by field, and whether each is one incident."""
    reports = columns(world)
    shelves = shelve(reports.records, reports.names["sound"], weights.windows.km)
    sheet, window = sheet_of(reports, shelves.records), window_of(weights.windows, reports)
    kept = scan(sheet, shelves, window, keeping(weights, -np.inf))
    packed = patterns_of(sheet, shelves.records, kept.one, kept.other, window)
    rows = shelves.records["row"]
    return unpack(packed), world.truth[rows[kept.one]] == world.truth[rows[kept.other]]


def shares(levels: np.ndarray, name: str, by_hand: np.ndarray) -> np.ndarray:
    """Share of each level: as counted where the worlds hold it, as set by hand where they don't."""
    counted = np.bincount(levels[l.FIELDS.index(name)], minlength=len(by_hand)) + 0.5 * (by_hand > 0)
    held = counted >= 5
    return np.where(held, counted / counted[held].sum() * (1 - by_hand[~held].sum()), by_hand)


def derive(levels: np.ndarray, same: np.ndarray, start: Weights) -> Weights:
    apart = levels[l.SOURCE_FIELD] == 0
    m, u = dict(start.m), dict(start.u)
    for name in LEARNT_FIELDS:
        if name not in BY_HAND:
            m[name] = shares(levels[:, apart & same], name, start.m[name])
            u[name] = shares(levels[:, apart & ~same], name, start.u[name])
    share, inside = float(same[apart].mean()), float(same[~apart].mean())
    found = replace(
        start, share=share, m=m, u=u, slope=1.0, shift=0.0, pairs=len(same),
        added={**start.added, "source": {"same": logit(inside) - logit(share)}},
    )  # fmt: skip
    bits = scores(levels, found)
    near = bits > -8

    def loss(given):
        odds = given[0] + given[1] * bits[near] * LN2
        return -np.log(np.where(same[near], expit(odds), expit(-odds)) + 1e-12).sum()

    move, stretch = minimize(loss, [0.0, 0.8], method="Nelder-Mead").x
    calm = tempered(found, float(stretch), float(move))
    return replace(calm, added={**calm.added, "origin": start.added["origin"]})


def rounded(data: dict) -> dict:
    """Shares to three digits, adding up to 1 as nearly as that allows."""
    for table in data["fields"].values():
        for level, pair in table.items():
            table[level] = [float(f"{max(value, 1e-6):.3g}") for value in pair]
    for name in ("share", "slope", "shift"):
        data[name] = round(data[name], 4)
    data["added"] = {
        name: {level: round(bits, 2) for level, bits in table.items()}
        for name, table in data["added"].items()
    }
    return {name: value for name, value in data.items() if value not in ([], {})}


@click.command()
@click.option("--reports", default=50_000)
@click.argument("file", type=click.Path(path_type=Path))
def main(reports: int, file: Path) -> None:
    start = standing_weights()
    told = [
        findings(generate(reports, seed, kind), start) for seed in SEEDS for kind in ("plain", "correlated")
    ]
    levels, same = (np.concatenate(part, axis=-1) for part in zip(*told, strict=True))
    weights = derive(levels, same, start)
    head = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    text = yaml.safe_dump(rounded(weights.to_data()), sort_keys=False, default_flow_style=None, width=110)
    file.write_text("\n".join(head) + "\n" + text, encoding="utf-8")
    click.echo(f"{len(same):,} pairs, {same.mean():.1%} one incident; bits stretched by {weights.slope:.2f}")


if __name__ == "__main__":
    main()
