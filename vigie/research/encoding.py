"""A checked file as the reports that the engine compares."""

from __future__ import annotations

from vigie.core.pairing import Reports
from vigie.research.faults import BadFile
from vigie.research.sheet import Sheet
from vigie.research.taxonomies import Taxonomy, coded

# The engine's fields that a taxonomy can take, and how many levels each has. Their columns in a file come first.
FIELDS = {"type": 3, "initiators": 2, "targets": 1}
COLUMNS_OF = {
    "type": ("event_type_1", "event_type_2", "event_type_3"),
    "initiators": ("actor_group", "actor_family"),
    "targets": ("target",),
}


def assigned(taxonomies: tuple[Taxonomy, ...], taken: set[str]) -> dict[str, Taxonomy]:
    """Which field of the comparison carries which taxonomy: the deepest one takes the deepest free field.

    `taken` are the fields that the file's own columns fill. Raises `BadFile` where there are too many.
    """
    free = [field for field in FIELDS if field not in taken]
    if len(taxonomies) > len(free):
        raise BadFile("taxonomies_many", n=len(taxonomies), free=len(free))
    deepest = sorted(taxonomies, key=lambda taxonomy: (-taxonomy.depth, taxonomy.column))
    return dict(zip(free, deepest, strict=False))


def fields_taken(sheet: Sheet, taxonomies: tuple[Taxonomy, ...]) -> set[str]:
    """Fields that columns of the file fill, other than columns that a taxonomy is to read."""
    read = {taxonomy.column for taxonomy in taxonomies}
    return {
        field
        for field, columns in COLUMNS_OF.items()
        if any(c in sheet.columns and c not in read for c in columns)
    }


def encode_sheet(sheet: Sheet, carried: dict[str, Taxonomy]) -> Reports:
    """The engine's reports, row by row in the order of the sheet. Raises `BadFile`.

    `carried` says which taxonomy fills which field. An episode stands for its first day here: how long it
    lasted is compared apart (`rules`).
    """
    first, _last = sheet.days()
    fields = {field: _field(sheet, field, carried.get(field)) for field in FIELDS}
    group, family = fields["initiators"]
    return Reports.of_columns(
        sheet.codes("source"),
        first,
        date_precision=sheet.codes("date_precision"),
        lat=sheet.numbers("lat"),
        lon=sheet.numbers("lon"),
        geo_precision=sheet.codes("geo_precision"),
        place=sheet.codes("place"),
        area=sheet.codes("area"),
        event_type=fields["type"],
        actor_group=group,
        actor_family=family,
        target=fields["targets"][0],
        killed=sheet.numbers("killed"),
    )


def _field(sheet: Sheet, field: str, taxonomy: Taxonomy | None) -> list:
    """The columns of a field as codes, fine to broad, from a taxonomy or from the file."""
    if taxonomy is None:
        return [sheet.codes(column) for column in COLUMNS_OF[field]]
    levels = coded(taxonomy, sheet)
    deep = FIELDS[field]
    # More levels than the field has: the finest and the broadest are kept; fewer: the last stands for what is missing.
    kept = [*levels[: deep - 1], levels[-1]] if len(levels) > deep else levels
    return [*kept, *[kept[-1]] * (deep - len(kept))]
