from vigie.core.pairing.narrative import LEAST_NARRATIVES, Narratives, words_of


def test_words_are_plain_without_stop_words_numbers_or_plurals():
    assert words_of("Les 3 marchés, à l’Est du forage, ont été pillés en août") == {
        "marche",
        "forage",
        "pille",
    }


def test_too_few_narratives_make_no_word_rare():
    seen = Narratives()
    for _ in range(LEAST_NARRATIVES - 1):
        seen.add({"marche"})
    assert seen.rarity("forage") == 0


def test_a_common_word_is_not_rare_and_a_rarer_one_weighs_more():
    seen = Narratives()
    for number in range(100):
        seen.add({"coup"} | ({"marche"} if number < 8 else set()) | ({"forage"} if number < 2 else set()))
    assert seen.rarity("coup") == 0
    assert seen.rarity("forage") > seen.rarity("marche") > 3
    found = seen.rare_in_common(frozenset({"coup", "marche", "forage"}), frozenset({"forage", "marche"}))
    assert [word for word, _ in found] == ["forage", "marche"]
