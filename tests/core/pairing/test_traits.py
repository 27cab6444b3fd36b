from tests.core.accounts import account, initiator
from vigie.core.pairing.traits import place_of, traits_of
from vigie.core.statement import Spot


def test_p_codes_nest_by_their_digits_and_names_do_not():
    assert (1, "bf56") in place_of(Spot("x", areas=((2, "BF5602"),))).codes
    assert (2, "ne001002") in place_of(Spot("x", areas=((3, "NE001002003"),))).codes
    assert place_of(Spot("x", areas=((2, "Séno"),))).codes == {(2, "seno")}


def test_words_around_a_name_are_not_the_name():
    assert place_of(Spot("Village de Tondiguel")).name == "tondiguel"
    assert place_of(Spot("Le village")).name == "le village"


def test_the_radius_said_wins_over_the_one_of_the_precision():
    assert place_of(Spot("x", lat=1, lon=1, precision="near")).radius_km == 5
    assert place_of(Spot("x", lat=1, lon=1, precision="near", radius_km=12)).radius_km == 12
    assert place_of(Spot("x", lat=1, lon=1)).radius_km == 25


def test_a_report_without_a_point_stands_for_its_finest_area():
    assert place_of(Spot("x", ("BF",), areas=((1, "BF56"), (2, "BF5602")))).level == 2
    assert place_of(Spot("x", ("BF",))).level == 0
    assert place_of(Spot("x")).level is None


def test_a_name_in_the_list_gives_the_kind_that_was_not_coded():
    assert traits_of(account(actors=initiator("unknown", "FAMA"))).initiators[0][0] == "army"
    assert traits_of(account(actors=initiator("unknown", "?"))).initiators == ()


def test_places_and_groups_named_in_the_text_do_not_count_twice():
    told = account(
        text="Le forage de Dori attaqué par le Front Vert", actors=initiator("militia", "Front Vert")
    )
    assert traits_of(told).words == {"forage"}
