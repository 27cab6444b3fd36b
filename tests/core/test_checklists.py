"""Checklists of site visits: whole in both languages, and never changed without a new version."""

from __future__ import annotations

import json

import pytest

from vigie.core.checklists import SITE_TYPES, checklist, from_data, share_band
from vigie.core.standards import read
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.expressions import Setting
from vigie.core.xforms.filling import Filling, plan_of
from vigie.core.xforms.reading import read_form
from vigie.core.xforms.sheets import read_sheets, to_workbook
from vigie.core.xforms.sources import sheets_of

# Who changes a sentence gives the checklist a new version, here and in its file: visits keep the one that they had.
PUBLISHED = {
    "barracks": ("2026-11-24", "7667c54a81350162"),
    "post": ("2026-11-24", "9e9ce1fac38f1e7a"),
    "border_post": ("2026-11-24", "2afb2c5c2c388948"),
    "armoury": ("2026-11-24", "558c0d64b069cb5d"),
    "detention": ("2026-11-24", "920e0323a0a080f8"),
    "training_school": ("2026-11-24", "ca418cc3d5619ebe"),
    "hospital": ("2026-11-24", "b89267f9564521bc"),
    "procurement_store": ("2026-11-24", "ae0daebbdc0163eb"),
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


@pytest.fixture(scope="module")
def visit_form():
    return read_form(compile_sheets(read_sheets(to_workbook(sheets_of("committee-visit")))).xml)


@pytest.mark.parametrize("site_type", SITE_TYPES)
def test_the_visit_form_asks_all_that_the_checklist_of_a_site_asks_and_nothing_of_another(
    visit_form, site_type
):
    """Filled without a network as with one: what is looked at on the spot is what the committee reads afterwards."""
    filling = Filling(plan_of(visit_form), {}, Setting("2026-11-24T09:00:00.000+00:00"))
    node = next(filling.at("/data/visited", filling.root))
    node.text = site_type
    filling.changed(node)
    filling.settle()
    every = {each.form: each for kind in SITE_TYPES for each in checklist(kind).questions.values()}
    asked = {name for name in every if not next(filling.at(visit_form.by_name[name].path, filling.root)).off}
    assert asked == {each.form for each in checklist(site_type).questions.values()}


def test_the_visit_form_words_its_questions_and_answers_as_the_checklists_do(visit_form):
    taken = read("forms/committee-visit.mapping")["findings"]
    for site_type in SITE_TYPES:
        said = checklist(site_type)
        for question in said.questions.values():
            asked = visit_form.by_name[question.form]
            assert asked.label.plain("Français (fr)") == question.fr and question.form in taken
            offered = [each.value for each in visit_form.options_of(asked)]
            assert offered == list(said.answers[question.answers].words)


def test_every_block_says_what_it_leans_on():
    blocks = [block for each in SITE_TYPES for block in checklist(each).blocks]
    assert all(set(each.source) == {"fr", "en"} and all(each.source.values()) for each in blocks)


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
