"""The findings of a comparison: which fields are compared, and the levels that each of them has.

A pair's findings are packed into one whole number, its pattern: field after field, in the order of `FIELDS`.
Level 0 of a field is "missing": not known on one side or the other, which speaks neither for nor against.
"""

from __future__ import annotations

from functools import cache

# Places: two points, by km apart; a point in an area of level 3 to 0; two areas, the broader of level 3 to 0; an
# area and something near it; nothing but names.
BANDS_KM = (1.5, 3.0, 7.0, 13.0, 20.0)
ROWS = ("d1", "d3", "d7", "d13", "d20", "far", "one_area_3", "one_area_2", "one_area_1", "one_area_0",
        "both_areas_3", "both_areas_2", "both_areas_1", "both_areas_0", "near_area", "name_only")  # fmt: skip
NAMES = ("missing", "same", "alike", "partly", "other")

# Dates: days apart where both are known to the day (4: four and more); else how vague the vaguer one is, alone
# or with the other. "control": so far apart that the two are two incidents, which shows what chance does.
WHEN = ("missing", "apart_0", "apart_1", "apart_2", "apart_3", "apart_4",
        "one_few_days", "one_week", "one_month", "one_longer",
        "both_few_days", "both_week", "both_month", "both_longer", "loose_apart", "control")  # fmt: skip
# Areas in which two points lie, as stated: the finest level that both know, else a broader one.
AREA = ("missing", "same", "wider", "other")
TYPE = ("missing", "same", "broader", "family", "broad", "other")
INITIATORS = ("missing", "name", "kind", "class", "may_be", "named_apart", "different")
TARGETS = ("missing", "kind", "class", "different")
KILLED = ("missing", "none", "equal", "close", "apart", "far", "none_against_some")
HARMED = ("missing", "equal", "close", "apart", "far", "none_against_some")
WORDS = ("missing", "copied", "many", "some", "few", "none")
ORIGIN = ("missing", "shared", "cites")
SOURCE = ("missing", "same")

FIELDS = (
    "where",
    "when",
    "type",
    "initiators",
    "targets",
    "killed",
    "area",
    "harmed",
    "words",
    "origin",
    "source",
)
LEVELS = {
    "where": ("missing", *(f"{row}.{name}" for row in ROWS for name in NAMES)),
    "when": WHEN,
    "type": TYPE,
    "initiators": INITIATORS,
    "targets": TARGETS,
    "killed": KILLED,
    "area": AREA,
    "harmed": HARMED,
    "words": WORDS,
    "origin": ORIGIN,
    "source": SOURCE,
}
SIZES = tuple(len(LEVELS[field]) for field in FIELDS)
MOST_LEVELS = max(SIZES)

# Fields whose level 0 is a finding of its own: most pairs share no origin and no organisation.
ADDED = ("origin", "source")


@cache
def level(field: str, name: str) -> int:
    """The number of a level: ("when", "apart_0") → 1."""
    return LEVELS[field].index(name)


CONTROL = level("when", "control")
WHERE_FIELD, WHEN_FIELD, SOURCE_FIELD = (FIELDS.index(field) for field in ("where", "when", "source"))
