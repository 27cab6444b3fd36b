import copy
import json

import numpy as np
import pytest

from vigie.core.pairing import BadWeights, standing_weights, weights_from
from vigie.core.pairing import levels as l
from vigie.core.standards import read


def test_more_agreement_is_never_worth_less():
    of = standing_weights().of
    assert of("where", "d1.same") > of("where", "d20.same") > of("where", "d20.other")
    assert of("when", "apart_0") > of("when", "apart_1") > of("when", "apart_3")
    assert of("type", "same") > of("type", "family") > of("type", "other")
    assert of("killed", "equal") > of("killed", "close") > of("killed", "none_against_some")
    assert of("area", "same") > of("area", "other")


def test_what_is_missing_is_worth_nothing():
    weights = standing_weights()
    assert all(weights.bits(name)[0] == 0 for name in l.FIELDS)


def test_a_missing_name_is_worth_what_the_distance_is_on_average():
    of = standing_weights().of
    assert of("where", "d7.other") < of("where", "d7.missing") < of("where", "d7.same")


def test_the_table_holds_every_finding():
    weights = standing_weights()
    table = weights.table()
    for row, name in enumerate(l.FIELDS):
        assert table[row, : len(l.LEVELS[name])] == pytest.approx(weights.bits(name), abs=1e-5)


def test_weights_survive_being_written_down():
    weights = standing_weights()
    again = weights_from(json.loads(json.dumps(weights.to_data())))
    assert np.array_equal(again.table(), weights.table())
    assert (again.prior, again.windows, again.origin) == (weights.prior, weights.windows, "standing")


BROKEN = [
    (lambda raw: raw["fields"]["type"].update(same=[0.99, 0.1]), r"m of “type” adds up to"),
    (lambda raw: raw["fields"].pop("type"), "“type” is missing"),
    (lambda raw: raw["fields"]["type"].update(same=[0.0, 0.1]), "not 0"),
    (lambda raw: raw["fields"]["type"].update(sames=[0.1, 0.1]), "no level “sames”"),
]


@pytest.mark.parametrize(("broken", "message"), BROKEN)
def test_weights_that_contradict_themselves_are_refused_by_name(broken, message):
    raw = copy.deepcopy(read("matching_weights"))
    broken(raw)
    with pytest.raises(BadWeights, match=message):
        weights_from(raw)
