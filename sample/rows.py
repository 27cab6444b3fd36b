"""A report in its organisation's own words and columns, as the mapping file of that organisation says."""

from __future__ import annotations

from datetime import date

from sample.draws import Draws
from sample.narrative import narrative
from sample.organisations import Organisation
from sample.telling import Count, Telling
from sample.world import Party

Cell = str | int | float | date | None


def row(telling: Telling, draws: Draws) -> dict[str, Cell]:
    """Column → cell for one report. Dates and numbers are plain; the file decides how to write them."""
    organisation = telling.organisation
    mapping = organisation.mapping
    cells: dict[str, Cell] = dict.fromkeys(organisation.columns, "")
    cells[mapping["key"]] = telling.key
    cells[organisation.own_columns[0]] = telling.written
    cells |= _dates(telling, draws) | _places(telling, draws) | _actors(telling, draws)
    cells[mapping["event_type"]] = organisation.type_word(telling.type, draws)
    for name, columns in organisation.tolls:
        cells |= _toll(telling.tolls.get(name), columns, mapping)
    origin = mapping["origin"]
    cells[origin["column"]] = telling.origin_label
    cells[origin["kind"]] = organisation.word("origin_kind", telling.origin_kind, draws)
    cells[mapping["text"]] = narrative(telling, draws)
    cells[mapping["tlp"]] = organisation.word("tlp", telling.tlp, draws)
    return cells


def _dates(telling: Telling, draws: Draws) -> dict[str, Cell]:
    columns, when = telling.organisation.mapping["date"], telling.when
    word = telling.organisation.word("date_precision", when.precision, draws)
    return {
        columns["from"]: when.first,
        columns["to"]: "" if when.is_one_day else when.last,
        columns["precision"]: word,
    }


def _places(telling: Telling, draws: Draws) -> dict[str, Cell]:
    organisation = telling.organisation
    columns = organisation.mapping["place"]
    cells: dict[str, Cell] = {
        columns["name"]: telling.spelling,
        columns["country"]: organisation.word("country", telling.place.country, draws),
        columns["lat"]: telling.lat,
        columns["lon"]: telling.lon,
        columns["precision"]: organisation.word("geo_precision", telling.precision, draws),
    }
    for area in telling.areas:
        if column := columns.get(f"adm{area.level}"):
            cells[column] = area.code if organisation.areas_as == "code" else area.name
    if telling.more and (more := organisation.mapping.get("places_more")):
        named = [f"{name};{organisation.word('country', country, draws)}" for name, country in telling.more]
        cells[more["column"]] = more["separator"].join(named)
    return cells


def _actors(telling: Telling, draws: Draws) -> dict[str, Cell]:
    parties = {"initiator": telling.initiator, "target": telling.target}
    cells: dict[str, Cell] = {}
    for entry in telling.organisation.mapping["actors"]:
        party = parties[entry["role"]]
        if party is None:
            continue
        cells[entry["column"]] = _actor(party, entry.get("separator"), telling.organisation, draws)
    return cells


def _actor(party: Party, separator: str | None, organisation: Organisation, draws: Draws) -> str:
    """A named group alone or, where the column takes several, sometimes with its kind before it."""
    word = organisation.actor_word(party, draws)
    if separator and party.tag and draws.chance(0.15):
        kind = organisation.actor_word(Party(party.kind), draws)
        return word if kind == word else f"{kind}{separator}{word}"
    return word


def _toll(count: Count | None, columns: dict, mapping: dict) -> dict[str, Cell]:
    if count is None:
        return {}
    if count.status != "known":
        return {columns["column"]: mapping[count.status][0]}
    cells: dict[str, Cell] = {columns["column"]: count.best}
    if "low" in columns and count.low is not None:
        cells |= {columns["low"]: count.low, columns["high"]: count.high}
    return cells
