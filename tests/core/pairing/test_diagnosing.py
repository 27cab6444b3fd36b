from dataclasses import replace

import numpy as np
import pytest

from vigie.core.pairing import levels as l
from vigie.core.pairing import standing_weights
from vigie.core.pairing.diagnosing import of_controls, of_reports, of_weights, why_not_learnt
from vigie.core.pairing.learning import Controls

GOOD = Controls(near=100_000, far=170_000, near_inside=40_000, far_inside=80_000)
WEIGHTS = standing_weights()


def changed(name, **levels):
    m = WEIGHTS.m[name].copy()
    for level, value in levels.items():
        m[l.level(name, level)] = value
    return replace(WEIGHTS, m={**WEIGHTS.m, name: m})


def test_good_controls_leave_no_doubt():
    assert GOOD.share == pytest.approx(0.15)
    assert why_not_learnt(GOOD, 4) is None
    assert of_controls(GOOD, 0.14) == []


DOUBTS = [
    (replace(GOOD, near_inside=400, far_inside=800), 0.15, "few_controls"),
    (replace(GOOD, near=85_100), 0.001, "small_excess"),
    (GOOD, 0.05, "shares_differ"),
]


@pytest.mark.parametrize(("controls", "share", "code"), DOUBTS)
def test_what_is_doubtful_about_controls_is_said(controls, share, code):
    assert code in [each.code for each in of_controls(controls, share)]


@pytest.mark.parametrize(
    ("controls", "sources", "code"),
    [
        (GOOD, 1, "one_source"),
        (Controls(50, 10, 5, 5), 3, "few_pairs"),
        (replace(GOOD, far_inside=3), 3, "few_pairs"),
    ],
)
def test_too_little_to_learn_from_is_grave(controls, sources, code):
    found = why_not_learnt(controls, sources)
    assert found.code == code and found.grave


def test_weights_out_of_order_stretched_oddly_or_drifted_are_named():
    assert of_weights(WEIGHTS, None) == []
    upside = of_weights(changed("killed", equal=0.01, far=0.4), None)
    assert [(each.code, dict(each.params)["field"]) for each in upside] == [("order_reversed", "killed")]
    assert [each.code for each in of_weights(replace(WEIGHTS, slope=0.3), None)] == ["odd_stretch"]
    before = replace(changed("type", same=WEIGHTS.m["type"][1] / 20), origin="learnt")
    assert ("drift", "type") in [
        (each.code, dict(each.params)["field"]) for each in of_weights(WEIGHTS, before)
    ]


def test_what_was_left_out_is_said():
    assert [each.code for each in of_reports(2, 9, 500)] == ["some_placeless", "crowd"]
    assert of_reports(0, 0, 500) == []
    assert np.isfinite(GOOD.chance)
