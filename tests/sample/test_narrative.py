"""Narratives: short, grammatical at the joints, and of one mind with the columns."""

import re

import pytest

from sample.draws import Draws
from sample.hearing import tellings
from sample.narrative import _de, narrative
from sample.region import region
from sample.world import incidents
from vigie.core import standards

STAGE = region()
REPORTS = [t for _, mine in tellings(incidents(STAGE, 1200, 3), STAGE, 3) for t in mine]
DRAWS = Draws(3)
TEXTS = [(telling, narrative(telling, DRAWS)) for telling in REPORTS]


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ansongo", "d’Ansongo"), ("Ouallam", "de Ouallam"), ("Inékar", "d’Inékar"), ("Dori", "de Dori")],
)
def test_names_are_joined_as_french_does(name, said):
    assert _de(name) == said


def test_nothing_is_left_of_the_pattern_and_nothing_joins_badly():
    for _, text in TEXTS:
        assert not re.search(r"[{}|]|None|  | de une?\b| de [AEIÉ]\w| \.|\.\.", text), text
        assert text[0].isupper()
        assert text[-1] == "."


def test_they_are_short():
    lengths = [text.count(". ") + 1 for _, text in TEXTS]
    assert max(lengths) <= 5
    assert sum(lengths) / len(lengths) < 3.6
    assert max(len(text) for _, text in TEXTS) < 520


def test_they_have_no_word_that_dwells_on_harm():
    gore = re.compile(
        r"sang|décapit|égorg|mutil|cadavre|carbonis|torture|abattu comme|massacr", re.IGNORECASE
    )
    assert [text for _, text in TEXTS if gore.search(text)] == []


def test_two_organisations_word_the_same_account_differently():
    by_incident = {}
    for telling, text in TEXTS:
        by_incident.setdefault(telling.incident.id, []).append(text)
    several = [texts for texts in by_incident.values() if len(texts) > 1]
    assert sum(len(set(texts)) == len(texts) for texts in several) / len(several) > 0.98


def test_no_death_is_told_that_the_columns_deny():
    for telling, text in TEXTS:
        killed = telling.tolls.get("killed") or telling.tolls.get("killed_civilian")
        if killed and killed.status in ("unknown", "withheld"):
            assert not re.search(r"\b(morts?|personnes? tuées?)\b", text), text


def test_people_hurt_by_sexual_violence_have_no_village_and_no_number():
    for telling, text in TEXTS:
        if telling.incident.type == "sexual-violence":
            assert re.search("dans la zone|dans le secteur", text)
            assert not re.search(r"\d+ personne", text)


def test_nobody_in_uniform_is_named_as_certain_where_civilians_suffer():
    accused = [
        text
        for telling, text in TEXTS
        if telling.incident.type in ("attack-civilians", "looting", "destruction", "summary-killing")
        and standards.class_of(telling.initiator.kind) in ("state-forces", "auxiliaries")
    ]
    assert len(accused) > 30
    assert all("identifiés comme des" in text for text in accused)


def test_every_leaf_type_has_its_words():
    leaves = {code for code, kind in standards.event_types().items() if kind.level == 3} - {"unknown"}
    assert {telling.incident.type for telling, _ in TEXTS} <= leaves
