"""By when something is due, and the sentences for what cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from vigie.access import NodeActor
from vigie.directory import acts
from vigie.directory.models import Organisation
from vigie.followup.deadlines import due, rests_on

pytestmark = pytest.mark.django_db
NODE = NodeActor()
SOURCE = [{"text": "Bulletin inventé n° 1"}]
ON = date(2026, 3, 31)


@pytest.fixture
def asker() -> Organisation:
    return Organisation.objects.create(
        slug="commission", name="Commission", classification="committee", country="ML"
    )


@pytest.fixture
def asked() -> Organisation:
    return Organisation.objects.create(
        slug="ministere", name="Ministère", classification="ministry", country="ML"
    )


def test_a_rule_gives_the_day_and_says_whether_it_was_checked(asker, asked):
    found = due(asker, asked, "response", ON)
    assert (found.date, found.rule.code) == (date(2026, 5, 31), "response-ml")
    assert rests_on(found).endswith("À vérifier.")


def test_a_body_without_a_country_is_under_the_rules_of_the_one_that_asks(asker, asked):
    asked.country = ""
    assert due(asker, asked, "response", ON).rule.code == "response-ml"


def test_a_day_of_ones_own_stands_with_its_reason(asker, asked):
    found = due(asker, asked, "response", ON, until=date(2026, 4, 9), because="Avant la session.")
    assert found.date == date(2026, 4, 9) and rests_on(found) == "Avant la session."


WRONG = [
    ({"until": date(2026, 3, 30), "because": "x"}, "until", "30 mars 2026"),
    ({"until": date(2026, 4, 30)}, "because", "pourquoi"),
]


@pytest.mark.parametrize(("said", "field", "words"), WRONG)
def test_a_deadline_that_cannot_be_gets_a_sentence(said, field, words, asker, asked):
    with pytest.raises(ValidationError) as refused:
        due(asker, asked, "response", ON, **said)
    assert words in refused.value.message_dict[field][0]


@pytest.mark.parametrize("which", ["asker", "asked"])
def test_no_deadline_runs_before_a_body_that_is_not_there(which, asker, asked):
    gone = {"asker": asker, "asked": asked}[which]
    acts.end_body(NODE, gone, sources=SOURCE, how="dissolved", date="2026-03-30", legal_act="Décret inventé")
    with pytest.raises(ValidationError, match=gone.name):
        due(asker, asked, "response", ON)
    assert due(asker, asked, "response", date(2026, 3, 30)).date == date(2026, 5, 30)
