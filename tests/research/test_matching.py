"""A file goes in, which report belongs to which incident comes out: the same whatever the order, and well."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pytest

from tests.research.files import report, rows, write
from vigie.research import BadFile, Options, Outputs, Rules, match_file

TABLES = ("pairs", "duplicates", "overlaps", "ranked", "merged", "episodes")
FEW = Options(draws=2)


def by_id(path: Path) -> dict[str, str]:
    return {row["report_id"]: row["incident_id"] for row in rows(path)}


def partition(path: Path) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for report_id, incident in by_id(path).items():
        groups.setdefault(incident, set()).add(report_id)
    return {frozenset(group) for group in groups.values()}


def pairwise_f1(found: np.ndarray, truth: np.ndarray) -> float:
    def pairs(codes) -> int:
        size = np.unique(codes, return_counts=True)[1].astype(np.int64)
        return int((size * (size - 1) // 2).sum())

    both = pairs(found.astype(np.int64) * (truth.max() + 1) + truth)
    return 2 * both / (pairs(found) + pairs(truth))


def test_every_report_gets_its_incident_and_most_get_the_right_one(world, matching, outputs):
    written = rows(outputs.incidents)
    assert list(written[0]) == ["report_id", "incident_id", "probability"]
    assert [row["report_id"] for row in written] == world.columns["report_id"].tolist()
    incidents = {row["incident_id"] for row in written}
    assert len(incidents) == matching.count.incidents
    assert incidents <= {row["report_id"] for row in written}
    assert all(0 <= float(row["probability"]) <= 1 for row in written)
    codes = np.unique([row["incident_id"] for row in written], return_inverse=True)[1]
    assert pairwise_f1(codes, world.truth) > 0.78


def test_the_count_has_an_interval_that_holds_the_truth(world, matching):
    told = len(np.unique(world.truth))
    assert matching.count.low <= matching.count.incidents <= matching.count.high
    assert matching.count.low < matching.count.high
    # How well intervals cover is measured in benchmarks; here, that they are of the right size.
    assert 0.9 * matching.count.low <= told <= 1.1 * matching.count.high


def test_what_it_takes_to_do_it_again_stands_beside(matching, outputs):
    about = json.loads(outputs.about.read_text(encoding="utf-8"))
    assert about["reports"] == len(matching.sheet) and about["refused"] == 0
    assert about["weights"]["fields"]["type"] and "diagnostics" in about
    assert len(about["file"]["sha256"]) == 64 and about["parameters"]["seed"] == 1


def test_a_parquet_result_carries_its_parameters(world_file, outputs, tmp_path):
    match_file(world_file, tmp_path / "incidents.parquet", FEW)
    written = tmp_path / "incidents.parquet"
    (text,) = duckdb.execute(
        f"SELECT value FROM parquet_kv_metadata('{written}') WHERE key = 'vigie'"
    ).fetchone()
    kept = json.loads(text)
    assert kept["weights"] == json.loads(outputs.about.read_text(encoding="utf-8"))["weights"]
    names = [name for name, *_ in duckdb.execute(f"DESCRIBE SELECT * FROM '{written}'").fetchall()]
    assert names == ["report_id", "incident_id", "probability"]


def test_neither_the_order_of_rows_nor_a_second_run_changes_anything(world_file, outputs, tmp_path):
    shuffled = tmp_path / "shuffled.csv"
    duckdb.execute(f"COPY (SELECT * FROM '{world_file}' ORDER BY hash(report_id)) TO '{shuffled}'")
    match_file(shuffled, tmp_path / "incidents.csv", FEW)
    assert by_id(tmp_path / "incidents.csv") == by_id(outputs.incidents)


def test_weights_learnt_once_serve_again(world_file, outputs, tmp_path):
    match_file(world_file, tmp_path / "again.csv", Options(weights=outputs.about, draws=2))
    assert by_id(tmp_path / "again.csv") == by_id(outputs.incidents)


def test_only_three_columns_are_needed(tmp_path):
    header = ("report_id", "source", "date")
    path = write(tmp_path / "r.csv", [(1, "a", "2024-01-01"), (2, "b", "2024-01-01")], header)
    found = match_file(path, tmp_path / "out.csv", FEW)
    assert set(by_id(tmp_path / "out.csv")) == {"1", "2"}
    assert "nowhere" in {each.code for each in found.remarks}


@pytest.mark.parametrize("number", [0, 1])
def test_none_and_one_report_are_a_result_too(tmp_path, number):
    path = write(tmp_path / "r.csv", [report(n) for n in range(number)])
    everything = {
        name: tmp_path / f"{name}.csv"
        for name in ("pairs", "duplicates", "overlaps", "ranked", "merged", "episodes")
    }
    outputs = Outputs(
        tmp_path / "out.csv", **everything, pictures=tmp_path / "drawn", sample=tmp_path / "sample.csv"
    )
    found = match_file(path, outputs, FEW)
    assert len(rows(tmp_path / "out.csv")) == number == found.count.incidents == found.count.high
    assert "too_few" in {each.code for each in found.remarks}


def test_one_source_is_matched_with_itself_and_it_is_said(tmp_path):
    twins = [report(f"{n}{side}", date=f"2024-{1 + n // 25:02}-{1 + n % 25:02}", place=f"Place{n}", lat=f"{10 + n / 9}")
             for n in range(60) for side in "xy"]  # fmt: skip
    found = match_file(write(tmp_path / "r.csv", twins), tmp_path / "out.csv", FEW)
    assert "one_source" in {each.code for each in found.matched.diagnostics}
    assert len({*by_id(tmp_path / "out.csv").values()}) <= len(twins)


def test_reports_without_points_are_matched_by_name_and_area(tmp_path, world):
    columns = {
        name: column for name, column in world.columns.items() if name not in ("lat", "lon", "geo_precision")
    }
    table = zip(
        *(np.ma.filled(np.ma.asarray(column).astype(object), "") for column in columns.values()), strict=True
    )
    found = match_file(write(tmp_path / "r.csv", table, tuple(columns)), tmp_path / "out.csv", FEW)
    codes = np.unique([row["incident_id"] for row in rows(tmp_path / "out.csv")], return_inverse=True)[1]
    assert pairwise_f1(codes, world.truth) > 0.4
    assert "pointless" in {each.code for each in found.remarks}


def test_ten_thousand_at_one_point_on_one_day_are_bounded_and_said(tmp_path):
    crowd = [report(n, "abcd"[n % 4], killed="") for n in range(10_000)]
    found = match_file(write(tmp_path / "r.csv", crowd), tmp_path / "out.csv", FEW)
    assert len(rows(tmp_path / "out.csv")) == 10_000
    # Each with each would be fifty million pairs.
    assert found.matched.compared < 10_000_000
    said = {each.code: dict(each.blanks) for each in found.remarks}
    assert said["crowded"]["n"] == 10_000 and found.matched.left_out > 0


def test_refused_rows_are_listed_beside_and_the_rest_is_matched(tmp_path):
    path = write(tmp_path / "r.csv", [report(1), report(2, "b", date="2204-01-01"), report(3, "b")])
    outputs = Outputs(tmp_path / "out.csv")
    match_file(path, outputs, FEW)
    (refused,) = rows(outputs.refused)
    assert (refused["row"], refused["column"], refused["value"]) == ("3", "date", "2204-01-01")
    assert "future" in refused["reason"]
    assert set(by_id(outputs.incidents)) == {"1", "3"}


def test_windows_only_part_and_never_join(world_file, matching, tmp_path):
    found = match_file(world_file, tmp_path / "near.csv", Options(rules=Rules(km=5.0, days=0), draws=2))
    assert found.count.incidents > matching.count.incidents
    kept = found.matched.one[found.allowed], found.matched.other[found.allowed]
    from vigie.research.rules import days_apart, km_apart

    assert not (km_apart(found.spans, *kept) > 5).any() and days_apart(found.spans, *kept).max() == 0
    assert "unmatched_windows" in {each.code for each in found.remarks}


def test_what_people_decided_is_obeyed(world_file, matching, outputs, tmp_path):
    (first, second) = next(
        sorted(group)[:2] for group in sorted(map(sorted, partition(outputs.incidents))) if len(group) > 1
    )
    lone = sorted(min(group) for group in partition(outputs.incidents) if len(group) == 1)[:2]
    header = ("report_id_1", "report_id_2", "answer")
    decided = [(first, second, "different"), (*lone, "Same"), (first, lone[0], "")]
    options = Options(decisions=write(tmp_path / "decided.csv", decided, header), draws=2)
    match_file(world_file, tmp_path / "out.csv", options)
    found = by_id(tmp_path / "out.csv")
    assert found[first] != found[second] and found[lone[0]] == found[lone[1]]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("r1", "nobody", "same"), "decisions_id"),
        (("r1", "r2", "perhaps"), "decisions_answer"),
        (("r1", "r1", "same"), "decisions_self"),
    ],
)
def test_decisions_that_cannot_be_read_name_their_row(world_file, tmp_path, row, code):
    path = write(tmp_path / "d.csv", [row], ("report_id_1", "report_id_2", "answer"))
    with pytest.raises(BadFile, match="row 2") as raised:
        match_file(world_file, tmp_path / "out.csv", Options(decisions=path))
    assert raised.value.fault.code == code
    assert [each.name for each in tmp_path.iterdir()] == ["d.csv"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("out.txt", "out_suffix"), ("no/out.csv", "out_folder"), ("r.csv", "out_same")],
)
def test_a_result_that_could_not_be_written_is_refused_at_once(tmp_path, name, code):
    path = write(tmp_path / "r.csv", [report(1), report(2, "b")])
    with pytest.raises(BadFile) as raised:
        match_file(path, tmp_path / name)
    assert raised.value.fault.code == code


def test_a_failure_on_the_way_leaves_the_old_result_whole(tmp_path, monkeypatch):
    path = write(tmp_path / "r.csv", [report(1), report(2, "b")])
    match_file(path, tmp_path / "out.csv", FEW)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    write(path, [report(1), report(2, "b"), report(3, "c")])
    before["r.csv"] = path.read_bytes()

    def fail(*_given):
        raise RuntimeError("the power went")

    monkeypatch.setattr("vigie.research.results.draw_all", fail)
    with pytest.raises(RuntimeError):
        match_file(path, replace(Outputs(tmp_path / "out.csv"), pictures=tmp_path / "drawn"))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_random_bytes_get_a_sentence_or_a_result(tmp_path):
    chance = random.Random(3)
    header = b"report_id,source,date,lat,lon\n"
    for _ in range(25):
        path = tmp_path / "r.csv"
        body = bytes(chance.choice(b'0123456789-,";\nab\xe9\x00 .') for _ in range(chance.randrange(80)))
        path.write_bytes(header + body)
        try:
            match_file(path, tmp_path / "out.csv", FEW).sheet.close()
        except BadFile as bad:
            assert "r.csv" in str(bad)


def test_it_needs_neither_django_nor_a_database():
    """A researcher installs the engine, not a node."""
    code = "import sys, vigie.research; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
