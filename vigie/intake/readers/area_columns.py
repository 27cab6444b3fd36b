"""Which property of a boundary file is which: publishers spell P-code, name and date in a dozen ways."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# adm1_pcode, ADM1_PCODE, admin1Pcode, ADM1_CODE
_PCODE = re.compile(r"adm(?:in)?_?([0-5])_?p?code$", re.I)
# adm1_name, ADM1_FR, admin1Name_fr, admin1RefName, admin1AltName2_fr, ADM1_REF, ADM1ALT1FR
_NAME = re.compile(r"adm(?:in)?_?([0-5])_?(ref|alt)?(?:name)?_?(\d)?_?([a-z]{2})?(?:name)?$", re.I)
_PLAIN = {
    "pcode": "pcode", "p-code": "pcode", "p_code": "pcode", "name": "name", "level": "level",
    "admin level": "level", "admlevel": "level", "adm_level": "level", "parent p-code": "parent",
    "parent_pcode": "parent", "location": "country", "iso3": "country", "iso2": "country",
    "country": "country", "schematic": "schematic", "validon": "from", "valid_on": "from",
    "valid from date": "from", "valid_from": "from", "validto": "to", "valid_to": "to",
}  # fmt: skip
_NOTHING = ("", "<null>", "null", "none", "nan")


@dataclass(frozen=True)
class AreaColumns:
    """Property names by what they mean; `pcode` and `names` by level, `names` by variant within it."""

    pcode: dict[int, str] = field(default_factory=dict)
    names: dict[int, dict[str, str]] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)

    @property
    def deepest(self) -> int | None:
        return max(self.pcode, default=None)

    @property
    def has_codes(self) -> bool:
        return bool(self.pcode) or "pcode" in self.plain


def area_columns(properties: Iterable[str]) -> AreaColumns:
    """Sort the names of properties or columns by their meaning. Those that mean nothing here are left out."""
    found = AreaColumns()
    for name in properties:
        if meaning := _PLAIN.get(name.strip().lower()):
            found.plain.setdefault(meaning, name)
        elif code := _PCODE.match(name.strip()):
            found.pcode.setdefault(int(code[1]), name)
        elif said := _NAME.match(name.strip()):
            found.names.setdefault(int(said[1]), {}).setdefault(_variant(said), name)
    return found


def _variant(said: re.Match) -> str:
    """ "fr", "fr-1" for a first other name in French, "ref", or "" where no language is said."""
    _, kind, number, language = said.groups()
    if kind and kind.lower() == "ref":
        return "ref"
    language = (language or "").lower()
    return f"{language}-{number or 1}" if kind else language


def value(properties: dict, name: str | None) -> str:
    """A property as text; the publisher's several words for "nothing" are empty."""
    text = str(properties.get(name, "") if name is not None else "").strip()
    return "" if text.lower() in _NOTHING else text


def day(text: str) -> datetime.date | None:
    """A date as these files write it, perhaps with a time. Raises ValueError."""
    return datetime.date.fromisoformat(text[:10].replace("/", "-")) if text else None
