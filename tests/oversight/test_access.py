"""The law of the oversight rooms, drawn: who sees how many of what, and who may do what to how many."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.oversight.drawn import gathered
from vigie import access

pytestmark = pytest.mark.django_db
SEEN, MAY = gathered("SEEN"), gathered("MAY")
# Rooms whose rows are drawn here; all others are drawn in tests/test_access.py.
ROOMS = ("sharing", "followup", "exchange", "parliament", "alerts", "briefing")
LABELS = {label.partition(".")[2]: label for label in access.LAW if label.partition(".")[0] in ROOMS}


@pytest.fixture
def people(world):
    return {"public": AnonymousUser(), **world.accounts, "node": world.actor("node")}


def test_every_rule_of_the_law_is_drawn():
    verbs = {f"{short}:{verb}" for short, label in LABELS.items() for verb in access.LAW[label]}
    assert set(SEEN) | set(MAY) == {each.removesuffix(":see") for each in verbs}


@pytest.mark.parametrize("line", [*SEEN, *MAY])
def test_who_sees_how_many_and_may_do_what(line, people):
    label, _colon, verb = line.partition(":")
    found = {name: access.rows(actor, verb or "see", LABELS[label]).count() for name, actor in people.items()}
    drawn = {name: int(number) for name, number in {**SEEN, **MAY}[line].items()}
    assert found == {name: drawn.get(name, 0) for name in people}


@pytest.mark.parametrize("line", [*SEEN, *MAY])
def test_a_rule_never_multiplies_rows(line, people):
    label, _colon, verb = line.partition(":")
    for actor in people.values():
        found = access.rows(actor, verb or "see", LABELS[label])
        keys = list(found.values_list("pk", flat=True))
        assert len(keys) == len(set(keys)) == found.count()
