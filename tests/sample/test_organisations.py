"""An organisation's words: its finest category, its names for groups, and what it falls back on."""

import pytest

from sample.draws import Draws
from sample.organisations import ORGANISATIONS
from sample.world import Party
from vigie.core import standards

DRAWS = Draws(1)
LEAVES = [code for code, kind in standards.event_types().items() if kind.level == 3]


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda each: each.letter)
def test_each_type_is_written_as_the_finest_category_that_holds_it(organisation):
    codes = organisation.mapping["codes"]["event_type"]
    for leaf in LEAVES:
        code = codes[organisation.type_word(leaf, DRAWS)]
        path = standards.event_types()[leaf].path
        finer = [step for step in path if step in codes.values()]
        assert code == (finer[-1] if finer else "other-incident"), leaf


WRITTEN = """
organisation  kind                  tag   word
a             jihadist-unspecified  G-1   Groupe G-1
b             jihadist-unspecified  G-1   G1 (groupe)
c             jihadist-unspecified  G-1   groupe G-1
d             jihadist-unspecified  G-1   Group G-1
d             army                  U-5   Army
c             national-guard        U-11  militaires
c             volunteers            V-1   autodéfense
a             bandits               -     Bandits
c             private-company       -     étrangers
b             school-people         -     Civils
"""


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines()[1:])
def test_a_party_is_written_by_name_by_kind_or_by_a_kind_of_its_class(line):
    letter, kind, tag, word = line.split(maxsplit=3)
    organisation = next(each for each in ORGANISATIONS if each.letter == letter)
    assert organisation.actor_word(Party(kind, tag.strip("-") and tag), DRAWS) == word


def test_organisations_differ_in_how_finely_they_code():
    kinds = {o.letter: len(set(o.mapping["codes"]["event_type"].values())) for o in ORGANISATIONS}
    assert kinds["a"] > kinds["d"] > kinds["b"] > kinds["c"]
