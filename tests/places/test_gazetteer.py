"""Places are found however they are spelt, and none is chosen among homonyms."""

from __future__ import annotations

import pytest

from tests.places import land
from tests.places.land import Town
from vigie.places.acts import load_settlements
from vigie.places.gazetteer import search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["Gountouré", "gountoure", "GUNTURE", "Gountoure", "Gontouré", "Gount"])
def test_accents_case_and_spelling_are_forgiven(drawn, written):
    first = search(written)[0]
    assert (first.name, first.kind) == ("Gountouré", "settlement")
    assert first.above == ("Kouta", "Grand Aliba", "Burkina Faso")


@pytest.mark.parametrize("written", ["Akora", "Province de l’Akora", "akora province", "Akkora", "Acora"])
def test_areas_are_found_without_their_kind(drawn, written):
    first = search(written)[0]
    assert (first.kind, first.pcode, first.level) == ("area", "BF11", 2)


def test_homonyms_are_all_listed_and_each_says_how_many_others_there_are(drawn):
    hits = [hit for hit in search("Soba") if hit.name == "Soba"]
    assert len(hits) == 3 and {hit.homonyms for hit in hits} == {2}
    hits = [hit for hit in search("Soba", country="BF") if hit.name == "Soba"]
    assert len(hits) == 2 and {hit.homonyms for hit in hits} == {1}


def test_a_search_can_be_narrowed_to_an_area(area):
    assert [hit.lat for hit in search("Soba", area=area("BF2").pk)] == [11.5]
    assert [hit.pcode for hit in search("Bilanga", area=area("BFN2").pk)] == ["BFP3"]


def test_an_area_of_several_generations_is_listed_once_for_each_code(drawn):
    hits = search("Bilanga-Soum", limit=5)
    assert [hit.pcode for hit in hits if hit.level == 2] == ["BF22", "BFP3"]


def test_a_larger_place_comes_before_a_smaller_one_of_the_same_name(drawn):
    big = Town(20, "Soba", 10.2, 2.2, population=40_000)
    load_settlements(land.NODE, land.node(), source="essai", settlements=[big])
    assert search("Soba")[0].population == 40_000


def test_what_nobody_is_called_finds_nothing(drawn):
    assert search("zzzzqqqq") == search("") == search("…") == []
    assert search("x" * 5000) == []
    assert search("Akora", country="GH") == []


def test_at_most_so_many_are_given(drawn):
    assert len(search("a", limit=3)) <= 3
