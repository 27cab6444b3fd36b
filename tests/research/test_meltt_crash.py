"""MELTT's own example: the numbers it publishes come out of its rules, and each of its matches out of our engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import meltt_crash
from tests.shared_data import shared_data


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    shared_data("linkage/meltt_crash_expected.json")
    return meltt_crash.ours(tmp_path_factory.mktemp("crash"))


@pytest.fixture(scope="module")
def meltt(found) -> meltt_crash.Replay:
    return meltt_crash.replay(found.sheet.ids(), found.spans, meltt_crash.levels_of(found))


def test_its_rules_give_the_numbers_that_it_publishes(meltt):
    path: Path = shared_data("linkage/meltt_crash_expected.json")
    published = json.loads(path.read_text(encoding="utf-8"))
    assert len(meltt.groups) == published["unique_matches"] == 34
    assert sum(meltt.episodes) == published["episode_to_episode_matches"]
    assert meltt.duplicates == published["duplicates_removed"]
    assert published["input_observations"] - meltt.duplicates == published["unique_obs_after_dedup"]
    assert dict(meltt.overlaps()) == published["overlap"]


def test_each_of_its_matches_is_ours_or_the_reasons_are_given(found, meltt):
    verdicts = meltt_crash.compared(found, meltt)
    assert len(verdicts) == 34
    assert sum(each.agrees for each in verdicts) >= 32
    assert all(each.agrees or each.because for each in verdicts)
    assert found.count.low <= 140 <= found.count.high


def test_the_reasons_speak_of_the_taxonomies_by_name(found):
    ids = found.sheet.ids().tolist()
    said = meltt_crash.reasons(found, ids.index("1-1"), ids.index("2-2"))
    assert "model_tax: the same, Unclassified" in said and "color_tax: the same, Brown Shade" in said
