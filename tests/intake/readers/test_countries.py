"""Countries by every name that data sets give them."""

from __future__ import annotations

import pytest

from tests.intake.readers.drawn import cases
from vigie.core.standards import plain
from vigie.intake.readers.countries import BOXES, FIPS, inside, iso2

NAMES = """
name                     | code
Burkina Faso             | BF
BFA                      | BF
bf                       | BF
Mali                     | ML
Mali (le)                | ML
MLI                      | ML
Niger                    | NE
NER                      | NE
Nigeria                  | NG
Nigéria                  | NG
Côte d’Ivoire            | CI
Ivory Coast              | CI
DR Congo (Zaire)         | CD
Russia (Soviet Union)    | RU
Yemen (North Yemen)      | YE
Bosnia-Herzegovina       | BA
Turkey                   | TR
Tchad                    | TD
Atlantis                 |
XXX                      |
EU                       |
                         |
"""


@pytest.mark.parametrize(("name", "code"), cases(NAMES))
def test_names_and_codes(name, code):
    assert (iso2(name) or "") == code


def test_fips_means_other_countries_than_iso():
    assert (FIPS["NG"], FIPS["NI"], FIPS["UV"], FIPS["CD"]) == ("NE", "NG", "BF", "TD")


def test_towns_lie_in_their_countries_and_not_swapped():
    towns = {"BF": (12.37, -1.52), "ML": (12.65, -8.0), "NE": (13.51, 2.11)}
    for country, (lat, lon) in towns.items():
        assert inside(country, lat, lon)
        assert not inside(country, lon, lat)
    assert inside("FR", 48.9, 2.3) is None
    assert all(south < north and west < east for south, north, west, east in BOXES.values())
    assert plain("Côte d’Ivoire") == "cote d ivoire"
