"""How right and how fast the matching is beside its peers, on worlds with known truth, in one run.

    make peers                                             # once: installs Splink
    .venv/bin/python -m benchmarks.counting                # 5,000 to 500,000 reports, three seeds
    .venv/bin/python -m benchmarks.counting --sizes 5000000 --seeds 1 --methods vigie
    .venv/bin/python -m benchmarks.counting --kind correlated

Worlds come from `benchmarks.worlds`, at constant density; the density is printed. Every method runs in a
process of its own, on two threads, from columns in memory: reading is left out for all alike. Ours is timed
after its code is compiled (a small world first); Splink without import and load. `decided` is ours after 2,000
pairs were answered by a person who knows the truth: half drawn from the doubtful, half at random.
"""

from __future__ import annotations

import json
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

from benchmarks.scoring import score
from benchmarks.worlds import KM_PER_DEGREE, World, generate

ANSWERED = 2_000
MELTT_MOST, SPLINK_MOST = 50_000, 500_000


def keep(world: World, file: Path) -> None:
    """Write a world as codes and names, so that a method's process holds nothing of its making."""
    packed = {"truth": world.truth, "incidents": np.array(world.incidents)}
    for name, column in world.columns.items():
        if name == "report_id":
            continue
        if column.dtype.kind == "U":
            names, codes = np.unique(column, return_inverse=True)
            packed[f"{name}:names"], packed[f"{name}:codes"] = names, codes.astype(np.int32)
        else:
            packed[f"{name}:plain"] = column.filled(-1) if np.ma.isMaskedArray(column) else column
    np.savez(file, **packed)


class Kept:
    """A world as read back from its file."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as packed:
            self.packed = dict(packed)  # all of it: reading is nobody's time
        self.truth = self.packed["truth"]

    def coded(self, name: str) -> tuple[np.ndarray, list[str]]:
        names, codes = self.packed[f"{name}:names"], self.packed[f"{name}:codes"]
        if len(names) and names[0] == "":
            return codes - 1, list(names[1:])
        return codes, list(names)

    def plain(self, name: str) -> np.ndarray:
        return self.packed[f"{name}:plain"]

    def world(self) -> World:
        """The world with its texts, for the peers."""
        columns = {}
        for key in self.packed:
            name, _, form = key.partition(":")
            if form == "names":
                columns[name] = self.packed[key][self.packed[f"{name}:codes"]]
            elif form == "plain":
                columns[name] = self.packed[key]
        columns["killed"] = np.ma.masked_less(columns["killed"], 0)
        return World(columns, self.truth, int(self.packed["incidents"]))


def reports_of(kept: Kept):
    from vigie.core.pairing import Reports

    killed = kept.plain("killed")
    return Reports.of_columns(
        kept.coded("source"), kept.plain("date"), date_precision=kept.coded("date_precision"),
        lat=kept.plain("lat"), lon=kept.plain("lon"), geo_precision=kept.coded("geo_precision"),
        place=kept.coded("place"), area=kept.coded("area"),
        event_type=[kept.coded(f"event_type_{level}") for level in (1, 2, 3)],
        actor_group=kept.coded("actor_group"), actor_family=kept.coded("actor_family"),
        target=kept.coded("target"), killed=np.ma.masked_less(killed, 0),
    )  # fmt: skip


def _ours(kept: Kept, same=(), different=()):
    """Labels, the pairs found, and seconds by step, with those of the processor."""
    from vigie.core.clusters import Constraints, group
    from vigie.core.pairing import match

    began, spent = time.perf_counter(), time.process_time()
    reports = reports_of(kept)
    read = time.perf_counter()
    matched = match(reports, same=same, different=different)
    compared = time.perf_counter()
    constraints = Constraints(same=frozenset(same), different=frozenset(different))
    found = group(
        len(reports),
        kept.coded("source")[0],
        matched.one,
        matched.other,
        matched.bits,
        constraints=constraints,
    )
    grouped = time.perf_counter()
    steps = {"encode": read - began, "match": compared - read, "group": grouped - compared}
    return found.labels, matched, steps, time.process_time() - spent


def vigie(kept: Kept) -> dict:
    labels, matched, steps, cpu = _ours(kept)
    pairs = kept.truth[matched.one] == kept.truth[matched.other]
    return _told(labels, kept, steps) | {
        "cpu": cpu,
        "ece": _ece(matched.probability, pairs),
        "compared": int(matched.compared),
    }


def decided(kept: Kept) -> dict:
    """Ours after a person answered so many pairs; the answering itself is not timed."""
    _, matched, _, _ = _ours(kept)
    rng = np.random.default_rng(7)
    doubtful = np.flatnonzero((matched.probability > 0.1) & (matched.probability < 0.9))
    half = min(ANSWERED // 2, len(doubtful))
    asked = np.union1d(
        rng.choice(doubtful, half, replace=False),
        rng.choice(len(matched.one), min(ANSWERED - half, len(matched.one)), replace=False),
    )
    pairs = np.c_[matched.one[asked], matched.other[asked]]
    alike = kept.truth[pairs[:, 0]] == kept.truth[pairs[:, 1]]
    same, different = ([tuple(map(int, pair)) for pair in pairs[which]] for which in (alike, ~alike))
    labels, matched, steps, cpu = _ours(kept, same, different)
    pairs = kept.truth[matched.one] == kept.truth[matched.other]
    return _told(labels, kept, steps) | {"cpu": cpu, "ece": _ece(matched.probability, pairs)}


def splink(kept: Kept) -> dict:
    from benchmarks import peers

    world = kept.world()
    began = time.perf_counter()
    labels = peers.splink(world)
    return _told(labels, kept, {"all": time.perf_counter() - began})


def meltt(kept: Kept) -> dict:
    from benchmarks import peers

    world = kept.world()
    began = time.perf_counter()
    labels = peers.meltt_rule(world)
    return _told(labels, kept, {"all": time.perf_counter() - began})


METHODS = {"vigie": vigie, "decided": decided, "splink": splink, "meltt": meltt}


def _ece(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal bins of the stated probability."""
    which = np.minimum((probability * bins).astype(int), bins - 1)
    size = np.bincount(which, minlength=bins)
    gap = np.bincount(which, probability, bins) - np.bincount(which, right, bins)
    return float(np.abs(gap).sum() / max(size.sum(), 1))


def _peak_mb() -> float:
    """The most memory of this process. Not `ru_maxrss`: a child begins with its parent's, who made the world."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found.group(1)) / 1024


def _told(labels: np.ndarray, kept: Kept, steps: dict[str, float]) -> dict:
    peak = _peak_mb()
    return {**asdict(score(labels, kept.truth)), "seconds": sum(steps.values()), "steps": steps, "mb": peak}


def density(world: World) -> float:
    """Reports of another organisation within 40 km and 3 days, in the mean of all reports."""
    from scipy.spatial import cKDTree

    columns = world.columns
    lat, lon = columns["lat"], columns["lon"]
    x, y = lon * KM_PER_DEGREE * np.cos(np.radians(lat)), lat * KM_PER_DEGREE
    day = (columns["date"] - columns["date"].min()).astype(int)
    few = np.random.default_rng(0).choice(len(world), min(len(world), 2_000), replace=False)
    # A cylinder of 40 km and 3 days: candidates from the cube around it, then cut.
    tree = cKDTree(np.c_[x / 40, y / 40, day / 3.5])
    met = 0
    for one, near in zip(few, tree.query_ball_point(tree.data[few], 1.0, p=np.inf), strict=True):
        near = np.asarray(near)
        here = np.hypot(x[near] - x[one], y[near] - y[one]) < 40
        met += int((here & (columns["source"][near] != columns["source"][one])).sum())
    return met / len(few)


def _run(method: str, file: Path, small: Path, times: int) -> dict:
    """One method on one world in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.counting",
        "--one",
        method,
        str(file),
        str(small),
        str(times),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {
            "error": done.stderr.strip().splitlines()[-1]
            if done.stderr.strip()
            else f"exit {done.returncode}"
        }
    return json.loads(done.stdout.strip().splitlines()[-1])


def _one(method: str, file: str, small: str, times: str) -> None:
    if method in ("vigie", "decided"):
        _ours(Kept(Path(small)))  # compiles
    kept = Kept(Path(file))
    runs = [METHODS[method](kept) for _ in range(int(times))]
    medians = {key: _median(runs, key) for key in ("seconds", "cpu") if key in runs[0]}
    best = runs[0] | medians
    print(json.dumps(best))


def _methods_for(size: int, chosen: list[str]) -> list[str]:
    most = {"meltt": MELTT_MOST, "splink": SPLINK_MOST}
    return [each for each in chosen if size <= most.get(each, size)]


@click.command()
@click.option("--sizes", default="5000,50000,500000")
@click.option("--seeds", default="1,2,3")
@click.option("--kind", default="plain", type=click.Choice(["plain", "correlated"]))
@click.option("--methods", default="vigie,decided,splink,meltt")
@click.option("--times", default=3, help="Runs of ours, of which the median time counts.")
def main(sizes: str, seeds: str, kind: str, methods: str, times: int) -> None:
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}; kind {kind}; seeds {seeds}"
    )
    print(
        "size      seed  near/report  method    F1     prec   recall B3     exact  ECE      s      CPU s   MB"
    )
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.npz"
        keep(generate(2_000, 99), small)
        for size in map(int, sizes.split(",")):
            rows = [
                (method, found)
                for seed in map(int, seeds.split(","))
                for method, found in _of_world(
                    size, seed, kind, methods.split(","), Path(folder), small, times
                )
            ]
            _medians(size, rows)


def _of_world(size: int, seed: int, kind: str, methods: list[str], folder: Path, small: Path, times: int):
    world, file = generate(size, seed, kind), folder / "world.npz"
    keep(world, file)
    number, near = len(world), density(world)
    del world
    for method in _methods_for(size, methods):
        ours = method in ("vigie", "decided")
        found = _run(method, file, small, times if ours else 1)
        _print(number, seed, near, method, found)
        yield method, found


def _print(number: int, seed: int, near: float, method: str, found: dict) -> None:
    head = f"{number:<10}{seed:<6}{near:<13.2f}{method:<10}"
    if "error" in found:
        print(head + found["error"], flush=True)
        return
    shares = "".join(f"{found[each]:<7.3f}" for each in ("f1", "precision", "recall", "b_cubed", "exact"))
    ece = f"{found['ece']:<8.3f}" if "ece" in found else " " * 8
    steps = " ".join(f"{name} {spent:.2f}" for name, spent in found["steps"].items())
    cpu = f"{found['cpu']:<8.2f}" if "cpu" in found else " " * 8
    print(f"{head}{shares}{ece}{found['seconds']:<7.2f}{cpu}{found['mb']:<7.0f}{steps}", flush=True)


def _medians(size: int, rows: list[tuple[str, dict]]) -> None:
    """Ours beside each peer, over the seeds: gain in F1 and ratio of times."""
    told = {
        name: [found for method, found in rows if method == name and "error" not in found] for name in METHODS
    }
    if not told["vigie"]:
        return
    for peer in ("splink", "meltt"):
        if not told[peer]:
            continue
        gain = _median(told["vigie"], "f1") - _median(told[peer], "f1")
        line = f"{size}: F1 {gain:+.3f} over {peer}"
        if peer == "splink":  # the other is a rule in our words: its time says nothing of the R package's
            line += (
                f", {_median(told[peer], 'seconds') / _median(told['vigie'], 'seconds'):.0f} times as fast"
            )
        print(f"{line} (medians over seeds)", flush=True)


def _median(found: list[dict], key: str) -> float:
    return statistics.median(each[key] for each in found)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        _one(*sys.argv[2:])
    else:
        main()
