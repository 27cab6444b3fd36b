"""Comparing two records: each field's level, and all of them packed into one number, the pattern."""

from vigie.core.pairing.comparing.pattern import further_pattern, packed_from, pattern, unpack
from vigie.core.pairing.comparing.sheet import Sheet, Window, sheet_of
from vigie.core.pairing.comparing.where import BANDS_ALLOW_KM, KM_PER_DEGREE, km_between

__all__ = [
    "BANDS_ALLOW_KM",
    "KM_PER_DEGREE",
    "Sheet",
    "Window",
    "further_pattern",
    "km_between",
    "packed_from",
    "pattern",
    "sheet_of",
    "unpack",
]
