"""MELTT's taxonomy files are read, and refused with row and category where they are not sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.research.files import report, write
from tests.shared_data import shared_data
from vigie.research.faults import BadFile
from vigie.research.rules import agreement
from vigie.research.sheet import Sheet
from vigie.research.taxonomies import Taxonomy, check_weights, coded, read_taxonomy

GOOD = "data.source,base.categories,fine,broad\na,raid,Attack,Violence\na,theft,Crime,Other\nb,ambush,Attack,Violence\n"


def taxonomy(tmp_path: Path, text: str = GOOD, **how) -> Taxonomy:
    path = tmp_path / "types.csv"
    path.write_text(text, encoding="utf-8")
    return read_taxonomy("event_type_1", path, **how)


def test_a_sound_file_gives_levels_fine_to_broad(tmp_path):
    found = taxonomy(tmp_path)
    assert found.levels["b", "ambush"] == ("Attack", "Violence") and found.depth == 2


@pytest.mark.parametrize("name", ["color_tax", "damage_tax", "model_tax"])
def test_the_files_of_meltt_are_read(name):
    found = read_taxonomy(name, shared_data(f"linkage/meltt_crash_taxonomy_{name}.csv"))
    assert found.given == {"color_tax": 2, "damage_tax": 1, "model_tax": 3}[name]
    assert {source for source, _ in found.levels} == {"crash_data1", "crash_data2", "crash_data3"}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "file_empty", "types.csv"),
        ("source,fine\na,x\n", "taxonomy_columns", "base.categories"),
        ("data.source,base.categories\na,x\n", "taxonomy_columns", "at least one level"),
        ("data.source,base.categories,fine\n", "file_empty", "types.csv"),
        ("data.source,base.categories,fine,broad\na,raid,Attack,\n", "taxonomy_blank", "row 2"),
        ("data.source,base.categories,fine\n,raid,Attack\n", "taxonomy_blank", "data.source"),
        (GOOD + "a,raid,Attack,Other\n", "taxonomy_twice", "row 5"),
    ],
)
def test_an_unsound_file_is_refused(tmp_path, text, code, said):
    with pytest.raises(BadFile, match=said) as raised:
        taxonomy(tmp_path, text)
    assert raised.value.fault.code == code


def test_a_level_that_there_is_not_cannot_be_pinned(tmp_path):
    with pytest.raises(BadFile, match="levels 1 to 2; 3"):
        taxonomy(tmp_path, level=3)


def test_levels_that_cross_are_named_and_read(tmp_path):
    found = taxonomy(tmp_path, "source,category,fine,broad\na,x,Grey,Dark\na,y,Grey,Light\n")
    (said,) = found.remarks()
    assert dict(said.blanks)["broad"] == "Dark, Light"


def sheet(tmp_path: Path, *kinds: tuple[str, str]) -> Sheet:
    rows = [report(number, source, kind=kind) for number, (source, kind) in enumerate(kinds)]
    return Sheet(write(tmp_path / "reports.csv", rows))


def test_reports_agree_at_the_finest_level_they_share(tmp_path):
    with sheet(tmp_path, ("a", "raid"), ("b", "ambush"), ("a", "theft"), ("b", "")) as read:
        ids = read.ids().tolist()
        levels = [codes for codes, _words in coded(taxonomy(tmp_path), read)]
    at = {int(id): row for row, id in enumerate(ids)}
    one, other = np.array([at[0], at[0], at[0]]), np.array([at[1], at[2], at[3]])
    assert agreement(levels, one, other).tolist() == [0, 2, 2]


def test_a_pinned_level_is_the_only_one_compared(tmp_path):
    with sheet(tmp_path, ("a", "raid"), ("b", "ambush")) as read:
        ((codes, words),) = coded(taxonomy(tmp_path, level=2), read)
    assert words == ["Violence"] and codes.tolist() == [0, 0]


def test_categories_that_are_not_mapped_are_named(tmp_path):
    with (
        sheet(tmp_path, ("a", "raid"), ("a", "riot"), ("b", "strike")) as read,
        pytest.raises(BadFile, match=r"2 categories that the reports use: riot \(a\), strike \(b\)"),
    ):
        coded(taxonomy(tmp_path), read)


def test_a_source_that_is_not_mapped_is_named(tmp_path):
    with sheet(tmp_path, ("c", "raid")) as read, pytest.raises(BadFile, match="source c of the reports"):
        coded(taxonomy(tmp_path), read)


@pytest.mark.parametrize(
    ("weights", "said"), [((1.5, 1.0), "their number, 2"), ((3.0, -1.0), "must not be below 0")]
)
def test_weights_add_up_to_the_number_of_taxonomies(tmp_path, weights, said):
    given = tuple(taxonomy(tmp_path, weight=weight) for weight in weights)
    with pytest.raises(BadFile, match=said):
        check_weights(given)
    check_weights(tuple(taxonomy(tmp_path, weight=weight) for weight in (1.5, 0.5)))
