"""A sample of pairs for people to read blind, and what their answers say of the matching.

Donnay et al. (2019) check MELTT with a sample of matches and controls; so here, with the strata weighed by
their sizes, so that precision and recall hold for all pairs and not for the sample alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vigie.core.validation import Bin, Stratum, Validation, calibration_error, reliability, validate
from vigie.research.decided import answers
from vigie.research.faults import BadFile
from vigie.research.rules import Spans, neighbours

NEAR_KM, NEAR_DAYS = 25.0, 3
ASKED = 2000  # reports whose neighbourhoods are counted to know how many pairs lie near and apart
EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


@dataclass(frozen=True)
class Drawn:
    """Pairs of rows drawn from one stratum of `size` pairs (standard error `error` where estimated)."""

    name: str
    together: bool
    size: float
    error: float
    one: np.ndarray
    other: np.ndarray
    probability: np.ndarray


def draw(
    incident: np.ndarray, spans: Spans, one: np.ndarray, other: np.ndarray, probability: np.ndarray,
    number: int, seed: int = 1,
) -> list[Drawn]:  # fmt: skip
    """Draw `number` joined pairs and as many controls: half of those compared, half of others that lie near.

    `incident[n]` numbers the incidents, `one`, `other`, `probability` are the compared pairs.
    """
    chance = np.random.default_rng(seed)
    apart = np.flatnonzero(incident[one] != incident[other])
    chosen = np.sort(chance.choice(apart, min(number - number // 2, len(apart)), replace=False))
    compared = Drawn("compared", False, len(apart), 0.0, one[chosen], other[chosen], probability[chosen])
    near = _near(incident, spans, one, other, number // 2, chance)
    return [_joined(incident, one, other, probability, number, chance), compared, near]


def _joined(incident, one, other, probability, number: int, chance) -> Drawn:
    """Pairs inside incidents, each with the same chance; one that was not compared has no probability."""
    order = np.argsort(incident, kind="stable")
    size = np.bincount(incident)
    start = np.concatenate([[0], np.cumsum(size)])
    ends = np.cumsum(size.astype(np.int64) * (size - 1) // 2)
    total = int(ends[-1]) if len(ends) else 0
    wanted = np.sort(chance.choice(total, min(number, total), replace=False))
    where = np.searchsorted(ends, wanted, side="right")
    within = wanted - np.where(where > 0, ends[where - 1], 0)
    # The k-th pair (i, j), i < j, of a group of m in the order of j, then i.
    j = np.floor((1 + np.sqrt(1 + 8 * within.astype(float))) / 2).astype(np.int64)
    i = within - j * (j - 1) // 2
    a, b = order[start[where] + i], order[start[where] + j]
    a, b = np.minimum(a, b), np.maximum(a, b)
    return Drawn("joined", True, total, 0.0, a, b, _stated(a, b, one, other, probability))


def _near(incident, spans: Spans, one, other, number: int, chance) -> Drawn:
    """Pairs near in place and time that the engine did not even keep; how many there are is estimated."""
    n = len(incident)
    asked = np.sort(chance.choice(n, min(ASKED, n), replace=False))
    there, here = neighbours(spans, asked, NEAR_KM, NEAR_DAYS)
    fresh = incident[there] != incident[here]
    fresh &= ~np.isfinite(_stated(np.minimum(there, here), np.maximum(there, here), one, other, one))
    there, here = there[fresh], here[fresh]
    each = (
        np.bincount(np.searchsorted(asked, here), minlength=len(asked)) / 2
    )  # a pair is met from both sides
    size = n * each.mean() if n else 0.0
    error = n * each.std() / max(np.sqrt(len(asked)), 1) if len(asked) < n else 0.0
    chosen = chance.choice(len(here), min(number, len(here)), replace=False)
    a, b = np.minimum(there, here)[chosen], np.maximum(there, here)[chosen]
    pairs = np.unique(np.stack([a, b], axis=1), axis=0).reshape(-1, 2)
    return Drawn(
        "near", False, float(size), float(error), pairs[:, 0], pairs[:, 1], np.full(len(pairs), np.nan)
    )


def _stated(a, b, one, other, value) -> np.ndarray:
    """The value of each pair (a < b) among the compared ones; NaN where it was not compared."""
    if not len(one) or not len(a):
        return np.full(len(a), np.nan)
    wide = int(max(one.max(), other.max(), a.max(), b.max())) + 1
    keys = np.minimum(one, other).astype(np.int64) * wide + np.maximum(one, other)
    order = np.argsort(keys)
    asked = a.astype(np.int64) * wide + b
    at = np.minimum(np.searchsorted(keys, asked, sorter=order), len(keys) - 1)
    hit = keys[order[at]] == asked
    return np.where(hit, np.asarray(value, float)[order[at]], np.nan)


@dataclass(frozen=True)
class Checked:
    """What the answers to a sample say. `bins` and `error` are the reliability of stated probabilities."""

    validation: Validation
    strata: tuple[Stratum, ...]
    bins: tuple[Bin, ...]
    error: float | None
    unsure: int
    unanswered: int


def read_answers(path: Path, key: Path) -> Checked:
    """Read a sample that was filled in, with its key. Raises `BadFile`."""
    try:
        kept = json.loads(key.read_text(encoding="utf-8"))
        pairs, strata = kept["pairs"], kept["strata"]
    except FileNotFoundError:
        raise BadFile("file_absent", path=str(key)) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile("file_unreadable", path=str(key), why=str(error)) from None
    told, unsure, unanswered = _answers(path, key, pairs)
    if not told:
        raise BadFile("answers_none", path=str(path))
    counted = tuple(_stratum(each, told) for each in strata)
    drawn = {each.name: each.size / max(each.read, 1) for each in counted}
    stated = [
        (pair["probability"], same, drawn[pair["stratum"]])
        for pair, same in told
        if pair["probability"] is not None
    ]
    bins = reliability(*zip(*stated, strict=True), EDGES) if stated else []
    return Checked(validate(counted), counted, tuple(bins), calibration_error(bins), unsure, unanswered)


def _answers(path: Path, key: Path, pairs: dict) -> tuple[list[tuple[dict, bool]], int, int]:
    told, unsure, unanswered = [], 0, 0
    for number, row in answers(path):
        pair = pairs.get(f"{row['report_id_1']}\t{row['report_id_2']}")
        if pair is None:
            shown = f"{row['report_id_1']} – {row['report_id_2']}"
            raise BadFile("answers_foreign", path=str(path), row=number, value=shown, key=str(key))
        answer = row["answer"].lower()
        if answer not in ("same", "different", "unsure", ""):
            raise BadFile("answers_value", path=str(path), row=number, value=row["answer"])
        if answer in ("same", "different"):
            told.append((pair, answer == "same"))
        unsure += answer == "unsure"
        unanswered += not answer
    return told, unsure, unanswered


def _stratum(kept: dict, told: list[tuple[dict, bool]]) -> Stratum:
    answers = [same for pair, same in told if pair["stratum"] == kept["name"]]
    return Stratum(
        kept["name"], kept["together"], kept["size"], sum(answers), len(answers) - sum(answers), kept["error"]
    )
