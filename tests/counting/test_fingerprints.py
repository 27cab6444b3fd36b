"""What is stored of reports compares as the reports themselves do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.core.world import World as Told
from vigie.core.pairing import encode, explain, match, standing_weights
from vigie.core.statement import Actor, Origin, Spot
from vigie.counting import filling, terms
from vigie.counting.fingerprints import kept, reports_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    """Reports of an invented world; some with two places, two actors, a cited organisation, nothing known."""
    told = sorted(Told(incidents=80).accounts, key=lambda account: account.id)
    for row in range(0, len(told), 9):
        told[row] = replace(
            told[row], spots=(*told[row].spots, Spot("Ailleurs", ("BF",), 13.1, 0.4, "near")),
            actors=(*told[row].actors, Actor("initiator", "army"), Actor("target", "health-people")),
            origins=(Origin("organisation", "alpha"),) if row % 2 else (Origin("radio", "Radio X, bulletin"),),
        )  # fmt: skip
    told[3] = replace(told[3], spots=(), actors=(), killed=None, text="", origins=())
    return told


def stored(accounts):
    """Through the bytes, encoded in three batches as if they had come on three days."""
    rows = []
    for start in range(3):
        batch = encode(accounts[start::3], ("alpha", "beta", "gamma", "delta"))
        filling._count_words(batch, np.ones(len(batch), bool))
        rows += list(zip(batch.ids, kept(batch), strict=True))
    rows.sort(key=lambda row: row[0])
    return reports_of([key for key, _row in rows], [row for _key, row in rows])


def test_they_compare_alike(accounts):
    fresh, again = encode(accounts), stored(accounts)
    weights = standing_weights()
    one, other = (match(each, weights=weights) for each in (fresh, again))
    order, order_again = (np.lexsort((each.other, each.one)) for each in (one, other))
    assert (one.one[order] == other.one[order_again]).all()
    assert (one.other[order] == other.other[order_again]).all()
    assert one.bits[order] == pytest.approx(other.bits[order_again], abs=1e-4)
    assert len(order) > 100


def test_they_are_explained_alike(accounts):
    fresh, again = encode(accounts), stored(accounts)
    matched = match(fresh, weights=standing_weights())
    likely = np.argsort(-matched.bits)[:60]
    for i, j in zip(matched.one[likely].tolist(), matched.other[likely].tolist(), strict=True):
        said, said_again = (explain(each, i, j, matched.weights) for each in (fresh, again))
        assert [(e.reason, e.params) for e in said.evidence] == [
            (e.reason, e.params) for e in said_again.evidence
        ]


def test_nothing_is_nothing():
    empty = reports_of([], [])
    assert len(empty) == 0 and len(match(empty, weights=standing_weights()).one) == 0


def test_a_name_is_stored_once_however_often_it_comes(accounts):
    stored(accounts)
    before = terms.Term.objects.count()
    stored(accounts)
    assert terms.Term.objects.count() == before > 100
