from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts import DORI, account
from vigie.core import dates
from vigie.core.dates import When
from vigie.core.pairing.traits import traits_of
from vigie.core.pairing.weights import standing_weights
from vigie.core.pairing.windows import within
from vigie.core.statement import Spot

WINDOWS = standing_weights().windows
SENO = ((1, "BF56"), (2, "BF5602"))


def meets(spot, other):
    return within(traits_of(account(1, spots=(spot,))), traits_of(account(2, spots=(other,))), WINDOWS)


PLACES = [
    (DORI, Spot("x", ("BF",), 14.2, -0.03, "near"), True, "19 km"),
    (DORI, Spot("x", ("BF",), 14.6, -0.03, "near"), False, "63 km"),
    (DORI, Spot("x", ("BF",), 14.6, -0.03, "near", 40.0), True, "63 km, known to 40 km"),
    (DORI, Spot("", ("BF",), 14.9, -0.5, "adm2", None, SENO), True, "the same province"),
    (DORI, Spot("", ("BF",), 14.9, -0.5, "adm2", None, ((2, "BF4601"),)), False, "another province, far"),
    (DORI, Spot("", ("BF",), 14.1, -0.1, "adm2", None, ((2, "BF4601"),)), True, "another province, near"),
    (DORI, Spot("", ("BF",), 15.9, -0.5, "adm1", None, ((1, "BF56"),)), True, "the same region, far"),
    (DORI, Spot("", ("BF",), None, None, "unknown", None, ((2, "BF5602"),)), True, "no point, same area"),
    (DORI, Spot("Dory", (), None, None), True, "a name of the same sound"),
    (DORI, Spot("Dori", ("NE",), None, None), False, "the same name in another country"),
    (DORI, Spot("Djibo", (), None, None), False, "another name"),
    (DORI, Spot("Djibo", ("BF",), None, None), True, "only the country is sure"),
    (DORI, Spot(), False, "nothing said"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), PLACES)
def test_places_meet_as_widely_as_they_are_vague(one, other, expected, why):
    assert meets(one, other) is expected, why
    assert meets(other, one) is expected, why


def test_of_several_spots_the_nearest_count():
    far = Spot("Gao", ("ML",), 16.27, -0.04, "near")
    assert within(traits_of(account(1, spots=(far, DORI))), traits_of(account(2)), WINDOWS)
    assert not within(traits_of(account(1, spots=(far,))), traits_of(account(2)), WINDOWS)


DATES = [
    (19, True),
    (20, False),
    (dates.month(2026, 3), True),
    (dates.month(2026, 5), False),
    (dates.year(2026), True),
]


@pytest.mark.parametrize(("when", "expected"), DATES)
def test_dates_meet_as_widely_as_they_are_vague(when, expected):
    assert within(traits_of(account(1)), traits_of(account(2, on=when)), WINDOWS) is expected


spots = st.builds(
    Spot,
    name=st.sampled_from(("", "Dori", "Dory", "Djibo")),
    countries=st.just(("BF",)),
    lat=st.floats(13, 15),
    lon=st.floats(-1, 1),
    precision=st.sampled_from(("exact", "near", "adm3", "adm2", "adm1")),
    areas=st.sampled_from(((), ((2, "BF5602"),), ((2, "BF4601"),), ((3, "BF560201"),))),
)
whens = st.builds(
    lambda start, length: When(
        date(2026, 3, 1) + timedelta(start), date(2026, 3, 1) + timedelta(start + length), "few_days"
    ),
    st.integers(0, 20),
    st.integers(0, 10),
)
accounts = st.builds(lambda spot, when: account(spots=(spot,), on=when), spots, whens)


@given(accounts, accounts)
def test_windows_are_symmetric(one, other):
    one, other = traits_of(one), traits_of(other)
    assert within(one, other, WINDOWS) == within(other, one, WINDOWS)


WIDER = {"exact": "near", "near": "adm3", "adm3": "adm2", "adm2": "adm1", "adm1": "adm1"}


@given(accounts, accounts, st.integers(0, 30), st.integers(0, 30), st.floats(0, 300), st.booleans())
def test_knowing_less_never_excludes_a_pair(one, other, before, after, more_km, coarser):
    spot = one.spots[0]
    radius = traits_of(one).places[0].radius_km
    wide_spot = replace(spot, radius_km=radius + more_km)
    # A centroid needs the code of its own level to be kept out of other areas; where it has none, its radius
    # decides, and the radius of the next precision is wider.
    if coarser and spot.precision in ("exact", "near"):
        wide_spot = replace(wide_spot, precision="near")
    when = When(one.when.first - timedelta(before), one.when.last + timedelta(after), "month")
    wide = traits_of(replace(one, spots=(wide_spot,), when=when))
    if within(traits_of(one), traits_of(other), WINDOWS):
        assert within(wide, traits_of(other), WINDOWS)


@given(accounts, accounts)
def test_a_coarser_precision_of_the_same_spot_never_excludes_a_pair(one, other):
    spot = one.spots[0]
    wide = replace(one, spots=(replace(spot, precision=WIDER[spot.precision]),))
    if within(traits_of(one), traits_of(other), WINDOWS):
        assert within(traits_of(wide), traits_of(other), WINDOWS)
