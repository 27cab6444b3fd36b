"""The notebook runs from beginning to end, offline, and is kept without its outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

HOUSE = Path(__file__).resolve().parents[2]
NOTEBOOK = HOUSE / "notebooks" / "matching.ipynb"


@pytest.fixture(scope="module")
def run():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(HOUSE)}}).execute()


def outputs(notebook) -> list:
    return [each for cell in notebook.cells if cell.cell_type == "code" for each in cell.outputs]


def test_it_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert not outputs(notebook)
    assert all(cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")


def test_it_runs_and_draws_four_pictures(run):
    drawn = [each for each in outputs(run) if "image/svg+xml" in each.get("data", {})]
    assert len(drawn) == 4
    assert not [each for each in outputs(run) if each.output_type == "error"]
    assert not [each for each in outputs(run) if each.get("name") == "stderr"]


def test_it_counts_and_says_how_sure(run):
    said = "".join(each.text for each in outputs(run) if each.get("name") == "stdout")
    assert "Count(incidents=" in said and "precision 0." in said and "Start: " in said
