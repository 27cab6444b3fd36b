"""What is done to the map: a generation of boundaries is loaded, a gazetteer is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vigie.ledger.act import act
from vigie.places import generations, settlements, successions
from vigie.places.loaded import Loaded


@act("build")
def load_generation(
    actor, node, *, country: str, name: str, valid_from: date, source: str, licence: str = "",
    schematic: bool = False, areas: Iterable,
) -> Loaded:  # fmt: skip
    """Load areas into the generation `name` of a country, as it stands from `valid_from` on.

    `areas` have `level, pcode, name, names, parent_pcode, country, geometry` (a shapely surface in degrees,
    or None). The same content again changes nothing. The generation before ends the day before; what its
    areas have in common with the new ones is computed. Raises `ValidationError` when two generations would
    begin on the same day.
    """
    generation = generations.opened(
        country, name, valid_from, source=source, licence=licence, schematic=schematic
    )
    loaded = generations.write(generation, areas)
    if loaded.changed:
        successions.renew(generation)
        settlements.lend_names([country])
    node.ledger_detail = {"country": country, "generation": name, "made": loaded.made, **loaded.counts}
    return loaded


@act("build")
def load_settlements(actor, node, *, source: str, settlements: Iterable) -> Loaded:
    """Load a gazetteer. `source` names it ("geonames").

    Its rows have `geonameid, name, ascii, alternates, lat, lon, feature_class, feature_code, country,
    population` (0: not known). The same content again changes nothing; a settlement that is missing stays.
    """
    loaded = _write_settlements(source, settlements)
    node.ledger_detail = {"source": source, **loaded.counts}
    return loaded


def _write_settlements(source: str, rows: Iterable) -> Loaded:
    met: set[str] = set()

    def meeting():
        for row in rows:
            met.add(row.country)
            yield row

    loaded = settlements.write(source, meeting())
    if loaded.changed:
        settlements.lend_names(sorted(met))
    return loaded
