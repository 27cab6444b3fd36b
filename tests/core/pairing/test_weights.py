import copy

import pytest

from vigie.core.pairing.weights import BadWeights, standing_weights, weights_from
from vigie.core.standards import read


def test_more_agreement_is_never_worth_less():
    bits = standing_weights().bits
    assert bits["where"]["d3.same"] > bits["where"]["d20.same"] > bits["where"]["d20.other"]
    assert bits["when"]["apart_0"] > bits["when"]["apart_1"] > bits["when"]["apart_4"]
    assert bits["type"]["same"] > bits["type"]["family"] > bits["type"]["other"]
    assert bits["killed"]["equal"] > bits["killed"]["close"] > bits["killed"]["none_against_some"]


def test_a_missing_name_is_worth_what_the_distance_is_on_average():
    bits = standing_weights().bits["where"]
    assert bits["d7.other"] < bits["d7.missing"] < bits["d7.same"]


def test_weights_that_contradict_themselves_are_refused_by_name():
    raw = copy.deepcopy(read("matching_weights"))
    raw["fields"]["type"]["same"] = [0.9, 0.11]
    with pytest.raises(BadWeights, match=r"m of “type” adds up to 1\.300"):
        weights_from(raw)
    del raw["fields"]["type"]
    with pytest.raises(BadWeights, match="“type” is missing"):
        weights_from(raw)


def test_a_share_of_zero_is_refused():
    raw = copy.deepcopy(read("matching_weights"))
    raw["fields"]["targets"] = {"kind": [1.0, 0.5], "class": [0.0, 0.2], "different": [0.0, 0.3]}
    with pytest.raises(BadWeights, match="not 0"):
        weights_from(raw)
