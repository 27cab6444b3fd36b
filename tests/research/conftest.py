"""One invented world, written once and matched once, for all tests of the engine used alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.worlds import World, generate
from benchmarks.worlds import write as write_world
from vigie.research import Matching, Outputs, match_file


@pytest.fixture(scope="session")
def world() -> World:
    return generate(1500, seed=5)


@pytest.fixture(scope="session")
def world_file(world, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("world") / "reports.parquet"
    write_world(world, path)
    return path


@pytest.fixture(scope="session")
def outputs(tmp_path_factory) -> Outputs:
    folder = tmp_path_factory.mktemp("matched")
    tables = ("pairs", "duplicates", "overlaps", "ranked", "merged", "episodes")
    named = {name: folder / f"{name}.csv" for name in tables}
    return Outputs(
        folder / "incidents.csv",
        **named,
        pictures=folder / "pictures",
        sample=folder / "sample.csv",
        sample_size=40,
    )


@pytest.fixture(scope="session")
def matching(world_file, outputs) -> Matching:
    return match_file(world_file, outputs)
