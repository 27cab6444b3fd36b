"""How often the interval of the number of incidents holds the true number, and how wide it is.

    .venv/bin/python -m benchmarks.doubt                                    # 2,000 and 5,000 reports
    .venv/bin/python -m benchmarks.doubt --sizes 50000 --seeds 11,12,21 --answers 0,2000
    .venv/bin/python -m benchmarks.doubt --kinds correlated --seeds 61-80

Worlds come from `benchmarks.worlds`, at constant density; the truth is the number of incidents that any report
tells of. Weights are learnt without labels, or with pairs answered by a person who knows the truth, half of them
doubtful and half drawn at random; the same answers teach the weights, tell how sure they may be, and stand in
every clustering. `off` is how far the middle of the draws lies from the truth: its mean, and its spread over seeds.
Constants were chosen on seeds 41 to 60.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from benchmarks.counting import Kept, keep, reports_of
from benchmarks.worlds import generate
from vigie.core.clusters import Constraints
from vigie.core.clusters.calibration import TAUGHT, calibrate
from vigie.core.clusters.sampling import Draws, sample_clusterings
from vigie.core.pairing import Matched, match


@dataclass(frozen=True)
class Interval:
    """What was said of one world, and the truth."""

    truth: int
    low: int
    middle: float
    high: int
    trusted: bool
    seconds: float  # of CPU, for the draws

    @property
    def holds(self) -> bool:
        return self.low <= self.truth <= self.high

    @property
    def width(self) -> float:
        return (self.high - self.low) / self.truth

    @property
    def off(self) -> float:
        return self.middle / self.truth - 1


def interval(kept: Kept, answers: int, draws: int) -> Interval:
    """Match one world and draw its clusterings."""
    reports, truth = reports_of(kept), kept.truth
    learnt = match(reports)
    trusted = not any(each.grave for each in learnt.diagnostics)
    decided, known = Constraints(), (None, None)
    if answers:
        decided = _answered(learnt, truth, answers)
        taught = match(reports, same=decided.same, different=decided.different).weights
        learnt = match(reports, weights=taught)
        known = _known(learnt, decided)
    behind = learnt.weights.share * learnt.weights.pairs if trusted else 0.0
    calibration = calibrate(*known, behind=behind, news=TAUGHT)
    began = time.process_time()
    found: Draws = sample_clusterings(
        len(reports), kept.coded("source")[0], learnt.one, learnt.other, learnt.bits, constraints=decided,
        calibration=calibration, draws=draws,
    )  # fmt: skip
    seconds = time.process_time() - began
    number = len(np.unique(truth))
    return Interval(number, *_ends(found), trusted, seconds)


def _ends(found: Draws) -> tuple[int, float, int]:
    low, high = found.interval()
    return low, float(np.median(found.counts)), high


def _answered(learnt: Matched, truth: np.ndarray, answers: int) -> Constraints:
    rng = np.random.default_rng(7)
    doubtful = np.flatnonzero((learnt.probability > 0.1) & (learnt.probability < 0.9))
    half = min(answers // 2, len(doubtful))
    asked = np.union1d(
        rng.choice(doubtful, half, replace=False),
        rng.choice(len(learnt.one), min(answers - half, len(learnt.one)), replace=False),
    )
    pairs = np.c_[learnt.one[asked], learnt.other[asked]]
    alike = truth[pairs[:, 0]] == truth[pairs[:, 1]]
    return Constraints(*([tuple(map(int, pair)) for pair in pairs[which]] for which in (alike, ~alike)))


def _known(learnt: Matched, decided: Constraints) -> tuple[np.ndarray, np.ndarray]:
    """Bits, as the weights alone have them, and answers."""
    told = dict.fromkeys(decided.same, True) | dict.fromkeys(decided.different, False)
    pairs = zip(learnt.one.tolist(), learnt.other.tolist(), strict=True)
    edges, same = zip(*((edge, told[pair]) for edge, pair in enumerate(pairs) if pair in told), strict=True)
    return learnt.bits[list(edges)], np.array(same)


def _seeds(text: str) -> list[int]:
    found = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@click.command()
@click.option("--sizes", default="2000,5000", show_default=True)
@click.option("--kinds", default="plain,correlated", show_default=True)
@click.option("--answers", default="0,500,2000", show_default=True)
@click.option("--seeds", default="11,12,21,61-70", show_default=True)
@click.option("--draws", default=100, show_default=True)
def main(sizes: str, kinds: str, answers: str, seeds: str, draws: int) -> None:
    print(f"seeds {seeds}; {draws} clusterings each; percentages of the true number")
    print("reports  kind        answers worlds  covers  width  off: mean spread  not trusted  CPU s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "world.npz"
        for size in map(int, sizes.split(",")):
            for kind in kinds.split(","):
                found: dict[int, list[Interval]] = {int(each): [] for each in answers.split(",")}
                for seed in _seeds(seeds):
                    keep(generate(size, seed, kind), file)
                    for many, each in found.items():
                        each.append(interval(Kept(file), many, draws))
                for many, each in found.items():
                    _print(size, kind, many, each)


def _print(size: int, kind: str, answers: int, found: list[Interval]) -> None:
    covers = 100 * np.mean([each.holds for each in found])
    width = 100 * np.median([each.width for each in found])
    off = 100 * np.array([each.off for each in found])
    seconds = np.median([each.seconds for each in found])
    untrusted = sum(not each.trusted for each in found)
    print(
        f"{size:<9}{kind:<12}{answers:<8}{len(found):<8}{covers:<8.0f}{width:<7.1f}{off.mean():<+11.1f}{off.std():<7.1f}"
        f"{untrusted:<13}{seconds:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
