"""A sample is drawn blind; its answers give precision and recall that hold for all pairs, not for the sample."""

from __future__ import annotations

import csv
import json
from itertools import pairwise

import numpy as np
import pytest

from tests.research.files import rows
from vigie.research import BadFile, read_answers
from vigie.research.rules import Spans
from vigie.research.sampling import _joined, draw


def fill(outputs, world, path):
    """Answer a sample from the known truth; the key goes along."""
    true = dict(zip(world.columns["report_id"].tolist(), world.truth.tolist(), strict=True))
    table = rows(outputs.sample)
    for row in table:
        row["answer"] = "same" if true[row["report_id_1"]] == true[row["report_id_2"]] else "different"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    path.with_suffix(".key.json").write_text(outputs.key.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.mark.usefixtures("matching")
def test_a_sample_says_nothing_of_what_the_engine_thinks(outputs):
    table = rows(outputs.sample)
    assert 60 <= len(table) <= 80 and all(row["answer"] == "" for row in table)
    assert not {"probability", "bits", "stratum", "incident_id"} & set(table[0])
    assert {"source_1", "source_2", "date_1", "date_2"} <= set(table[0])
    key = json.loads(outputs.key.read_text(encoding="utf-8"))
    strata = [key["pairs"][f"{row['report_id_1']}\t{row['report_id_2']}"]["stratum"] for row in table]
    assert set(strata) == {"joined", "compared", "near"} and strata.count("joined") == 40
    # Shuffled: the strata do not come one after another.
    assert sum(a != b for a, b in pairwise(strata)) > 10


def test_answers_give_precision_and_recall_that_hold_the_truth(world, matching, outputs, tmp_path):
    path = fill(outputs, world, tmp_path / "filled.csv")
    checked = read_answers(path, path.with_suffix(".key.json"))
    order = {id: row for row, id in enumerate(matching.sheet.ids())}
    truth = np.empty(len(order), int)
    for id, incident in zip(world.columns["report_id"].tolist(), world.truth.tolist(), strict=True):
        truth[order[id]] = incident
    joined = _pairs(matching.incident)
    right = len(joined & _pairs(truth)) / len(joined)
    assert checked.validation.precision.low <= right <= checked.validation.precision.high
    assert checked.validation.recall is None or checked.validation.recall.low <= len(
        joined & _pairs(truth)
    ) / len(_pairs(truth))
    assert checked.bins and 0 <= checked.error <= 1 and checked.unanswered == 0
    assert {each.name: each.size for each in checked.strata}["joined"] == len(joined)


def _pairs(labels) -> set[tuple[int, int]]:
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return {(int(min(a, b)), int(max(a, b))) for group in groups for a in group for b in group if a < b}


@pytest.mark.usefixtures("matching")
@pytest.mark.parametrize(("answer", "code"), [("perhaps", "answers_value"), ("", "answers_none")])
def test_answers_that_are_none_are_refused(outputs, tmp_path, answer, code):
    path = tmp_path / "filled.csv"
    first = rows(outputs.sample)[0] | {"answer": answer}
    path.write_text(
        "\n".join([",".join(first), ",".join(f'"{cell}"' for cell in first.values())]), encoding="utf-8"
    )
    with pytest.raises(BadFile) as raised:
        read_answers(path, outputs.key)
    assert raised.value.fault.code == code


@pytest.mark.usefixtures("matching")
def test_a_key_of_another_sample_does_not_fit(outputs, tmp_path):
    path = tmp_path / "filled.csv"
    path.write_text("report_id_1,report_id_2,answer\nr1,elsewhere,same\n")
    with pytest.raises(BadFile, match="row 2: no pair r1 – elsewhere"):
        read_answers(path, outputs.key)
    with pytest.raises(BadFile, match="There is no file"):
        read_answers(path, tmp_path / "none.json")


def test_each_joined_pair_has_the_same_chance():
    incident = np.array([0, 1, 0, 2, 0, 1, 3, 0])
    every = {(0, 2), (0, 4), (0, 7), (2, 4), (2, 7), (4, 7), (1, 5)}
    none = np.zeros(0, int)
    seen = dict.fromkeys(every, 0)
    for seed in range(300):
        drawn = _joined(incident, none, none, none, 2, np.random.default_rng(seed))
        assert drawn.size == 7
        for pair in zip(drawn.one.tolist(), drawn.other.tolist(), strict=True):
            seen[pair] += 1
    # 300 draws of 2 among 7: 86 each, with a standard deviation of some 8.
    assert all(50 < number < 125 for number in seen.values())


def test_controls_that_lie_near_are_apart_and_their_number_is_known():
    n = 40
    spans = Spans(np.full(n, 14.0), np.full(n, -1.0), *(np.zeros(n, np.int32),) * 3)
    incident = np.arange(n) // 2
    one = np.arange(0, n, 2)
    joined, compared, near = draw(incident, spans, one, one + 1, np.full(n // 2, 0.9), 20)
    assert (joined.size, compared.size, near.size) == (20, 0, n * (n - 1) / 2 - 20)
    assert near.error == 0 and (incident[near.one] != incident[near.other]).all()
    assert np.isnan(near.probability).all() and (joined.probability == 0.9).all()
