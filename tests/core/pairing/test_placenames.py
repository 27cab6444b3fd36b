import pytest

from vigie.core.pairing.placenames import bare_name, name_table, sound_of

ONE_SOUND = [
    ("tillabery", "tilaberi"),
    ("wagadugu", "ouagadougou"),
    ("tondiguel", "tondigel"),
    ("djibo", "jibo"),
    ("kaya", "caya"),
]


@pytest.mark.parametrize(("one", "other"), ONE_SOUND)
def test_spellings_of_one_sound_are_known_as_one(one, other):
    table = name_table([one, other, "Gorom"])
    assert table["sound"][0] == table["sound"][1] != table["sound"][2]


def test_different_names_sound_different():
    assert len({sound_of(name) for name in ("dori", "djibo", "gorom", "tera", "menaka")}) == 5


def test_words_accents_and_case_around_a_name_are_not_the_name():
    assert bare_name("Village de Tondiguèl") == "tondiguel"
    assert bare_name("Le village") == "le village"
    table = name_table(["DORI", "dori ", "Village de Dori", "Dory"])
    assert len(set(table["plain"][:3].tolist())) == 1
    assert table["plain"][3] != table["plain"][0]


def test_nearly_nothing_left_of_a_name_sounds_like_the_name_itself():
    assert sound_of("aya") != sound_of("oua")


def test_no_names_make_an_empty_table():
    assert len(name_table([])) == 0
