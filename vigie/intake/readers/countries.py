"""Countries by the names and codes that data sets use, and roughly where they lie."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vigie.core.standards import plain

# Where a data set's name is not one that CLDR knows in French or English (UCDP GED, GDELT).
_OTHER_NAMES = {
    "ivory coast": "CI", "dr congo": "CD", "democratic republic of the congo": "CD", "congo": "CG",
    "turkey": "TR", "myanmar": "MM", "bosnia herzegovina": "BA", "macedonia fyr": "MK", "swaziland": "SZ",
    "kingdom of eswatini": "SZ", "united states of america": "US", "burma": "MM", "mali le": "ML",
    "niger le": "NE", "burkina faso le": "BF", "the gambia": "GM", "east timor": "TL",
}  # fmt: skip

# FIPS 10-4 for the region, where it misleads: NG is Niger and not Nigeria (NI), CD is Chad and not Congo.
# Source: FIPS 10-4 as withdrawn in 2008, which GDELT 1.0 keeps to.
FIPS = {
    "UV": "BF", "ML": "ML", "NG": "NE", "AG": "DZ", "BN": "BJ", "CD": "TD", "CM": "CM", "GA": "GM",
    "GH": "GH", "GV": "GN", "IV": "CI", "LI": "LR", "LY": "LY", "MR": "MR", "NI": "NG", "PU": "GW",
    "SG": "SN", "SL": "SL", "TO": "TG",
}  # fmt: skip

# South, north, west and east in degrees, rounded outwards: a point outside lies surely elsewhere. Whether
# a point inside lies in the country is asked of the boundaries, later.
BOXES = {
    "BF": (9.2, 15.3, -5.7, 2.6), "ML": (9.9, 25.2, -12.5, 4.5), "NE": (11.4, 23.8, -0.1, 16.3),
    "BJ": (5.9, 12.7, 0.5, 4.1), "CI": (4.1, 11.0, -8.9, -2.2), "DZ": (18.7, 37.4, -8.9, 12.3),
    "GH": (4.4, 11.5, -3.6, 1.5), "GN": (6.9, 12.9, -15.4, -7.4), "LY": (19.2, 33.5, 9.0, 25.5),
    "MR": (14.4, 27.6, -17.4, -4.6), "NG": (4.0, 14.2, 2.4, 15.0), "SN": (12.0, 17.0, -17.9, -11.1),
    "TD": (7.2, 23.7, 13.2, 24.3), "TG": (5.8, 11.4, -0.4, 2.1),
}  # fmt: skip


# What CLDR lists beside countries: unions, the world's rest, codes for tests and for "unknown".
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "XX", "ZZ")


@cache
def _known() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    known = dict(_OTHER_NAMES)
    for language in ("en", "fr"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                known.setdefault(plain(name), code)
                known.setdefault(code.lower(), code)
    for code, meant in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(meant) == 1:
            known.setdefault(code.lower(), meant[0])
    return {name: code for name, code in known.items() if code not in _NO_COUNTRIES}


@lru_cache(4096)
def iso2(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country by its name (French, English) or its alpha-2 or alpha-3 code.

    A former name in brackets is passed over: "DR Congo (Zaire)".
    """
    bare = plain(re.sub(r"\(.*?\)", " ", name))
    return _known().get(bare) or _known().get(plain(name))


def inside(country: str, lat: float, lon: float) -> bool | None:
    """Whether a point can lie in a country; None where we don't know the country's box."""
    if country not in BOXES:
        return None
    south, north, west, east = BOXES[country]
    return south <= lat <= north and west <= lon <= east
