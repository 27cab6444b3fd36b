"""Checklists of site visits: whole in both languages, and never changed without a new version."""

from __future__ import annotations

import json

import pytest

from vigie.core.checklists import SITE_TYPES, checklist, from_data, share_band
from vigie.core.standards import read

# Who changes a sentence gives the checklist a new version, here and in its file: visits keep the one that they had.
PUBLISHED = {
    "barracks": ("2026-11", "453989122c9a6a5a"),
    "post": ("2026-11", "a784b8e9ce9e4e3d"),
    "border_post": ("2026-11", "827f783a07cc6685"),
    "armoury": ("2026-11", "fdd6e8c25e7af87e"),
    "detention": ("2026-11", "82e517f98b533479"),
    "training_school": ("2026-11", "61fb574384e66fab"),
    "hospital": ("2026-11", "f94241f92ebbccf7"),
    "procurement_store": ("2026-11", "93f8993f311011e4"),
}
# What the committees asked to see, wherever it makes sense for the site.
BLOCKS = {"arms", "presence", "equipment", "pay", "living", "women", "detention", "complaints", "population", "budget",
          "inspection"}  # fmt: skip


@pytest.mark.parametrize("site_type", SITE_TYPES)
def test_a_published_version_does_not_change(site_type):
    said = checklist(site_type)
    assert PUBLISHED[site_type] == (said.version, said.digest[:16])


@pytest.mark.parametrize("site_type", SITE_TYPES)
def test_every_question_is_asked_in_both_languages_with_its_answers(site_type):
    said = checklist(site_type)
    for question in said.questions.values():
        assert question.fr.endswith("?") and question.en.endswith("?") and question.fr != question.en
        kind = said.answers[question.answers]
        assert set(kind.worry) < set(kind.words) and all(
            set(each) == {"fr", "en"} for each in kind.words.values()
        )
    assert len(said.questions) == sum(len(block.questions) for block in said.blocks)
    assert 14 <= said.delay_days <= 365


def test_every_matter_is_looked_at_somewhere():
    assert {block.code for each in SITE_TYPES for block in checklist(each).blocks} >= BLOCKS
    assert {block.code for block in checklist("post").blocks} == BLOCKS


@pytest.mark.parametrize("site_type", SITE_TYPES)
def test_what_is_written_down_reads_the_same(site_type):
    said = checklist(site_type)
    assert from_data(json.loads(json.dumps(said.as_data()))) == said


def test_the_visit_form_asks_what_the_checklists_take_over():
    """Its questions by name, and their answers among those of the checklist."""
    asked = read("forms/committee-visit.mapping")["findings"]
    answers = set(read("forms/choices")["lists"]["seen"])
    for site_type in SITE_TYPES:
        for question in checklist(site_type).questions.values():
            if question.form:
                assert question.form in asked and answers <= set(checklist(site_type).answers["seen"].words)


@pytest.mark.parametrize(("seen", "written", "band"), [
    (40, 40, "all"), (39, 40, "most"), (36, 40, "most"), (35, 40, "half"), (20, 40, "half"), (19, 40, "less"),
    (0, 40, "less"), (41, 40, "more"),
])  # fmt: skip
def test_two_numbers_make_a_share(seen, written, band):
    assert share_band(seen, written) == band


@pytest.mark.parametrize(("seen", "written"), [(1, 0), (-1, 4)])
def test_a_share_of_nothing_is_refused(seen, written):
    with pytest.raises(ValueError, match="share"):
        share_band(seen, written)


def test_there_is_no_other_type():
    with pytest.raises(KeyError):
        checklist("../choices")
