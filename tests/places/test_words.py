"""Precision in words."""

from __future__ import annotations

import pytest
from django.utils import translation

from vigie.core.statement import GEO_PRECISIONS
from vigie.places.words import country_name, how_exactly, level_name


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (("near",), "to within 5 km"),
        (("near", ("BF",), 2.5), "to within 2.5 km"),
        (("exact", (), 0.3), "to within 300 m"),
        (("adm1", ("BF",)), "centre of the region"),
        (("adm2", ("BF",)), "centre of the province"),
        (("adm2", ("ML",)), "centre of the cercle"),
        (("adm2", ("NE",)), "centre of the department"),
        (("adm3",), "centre of the commune"),
        (("country", ("BF",)), "in the country"),
        (("cross_border", ("BF", "NE")), "on the border BF–NE"),
        (("cross_border",), "on a border"),
        (("unknown",), "place not known exactly"),
    ],
)
def test_every_precision_has_its_words(said, english):
    with translation.override("en"):
        assert how_exactly(*said) == english


def test_no_precision_is_without_words():
    with translation.override("en"):
        assert all(how_exactly(precision) for precision in GEO_PRECISIONS)


def test_countries_and_levels_are_named():
    assert country_name("BF", "fr") == "Burkina Faso" and country_name("ML", "en") == "Mali"
    assert country_name("ZZZ") == "ZZZ"
    with translation.override("en"):
        assert [level_name(level, "ML") for level in range(4)] == ["country", "region", "cercle", "commune"]
