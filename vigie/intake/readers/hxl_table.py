"""Any CSV or XLSX with a HXL tag row, read by its tags. libhxl parses the tags; it opens nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.plan import ActorColumn, Plan, TollColumns
from vigie.intake.readers.planned import statement
from vigie.intake.readers.record import rows
from vigie.intake.readers.tables import Table, open_table

# What each column may be tagged, the best match first. "-name" excludes an attribute, "!" any other one.
# Tags: docs of the HXL 1.1 hashtag dictionary; `#event+type+code` and the like are what Vigie itself writes.
SINGLE = {
    "key": ("#event+id", "#meta+id"),
    "date_from": ("#date+start-year", "#date+occurred", "#date-end-reported-start-year", "#date+year+start",
                  "#date+year"),
    "date_to": ("#date+end-year", "#date+year+end"),
    "date_precision": ("#meta+date+precision", "#date+precision"),
    "event_type": ("#event+type+code", "#event+type!"),
    "more_places": ("#loc+others",),
    "origin": ("#meta+source-type", "#source-type"),
    "origin_kind": ("#meta+source+type", "#source+type"),
    "text": ("#event+description", "#description"),
    "tlp": ("#meta+sensitivity", "#meta+tlp"),
}  # fmt: skip
PLACE = {
    "name": ("#loc+name", "#loc-type-others"),
    "country": ("#country+code+v_iso2", "#country+code", "#country+iso", "#country+iso2", "#country"),
    "lat": ("#geo+lat", "#lat"),
    "lon": ("#geo+lon", "#geo+long", "#lon", "#long"),
    "precision": ("#geo+precision", "#meta+geo+precision"),
    "adm1": ("#adm1+code", "#adm1+name", "#adm1"),
    "adm2": ("#adm2+code", "#adm2+name", "#adm2"),
    "adm3": ("#adm3+code", "#adm3+name", "#adm3"),
}
ACTORS = (
    (
        "initiator",
        ("#actor+initiator", "#group+perp+name", "#group+perp", "#org+armed+initiator", "#org+armed"),
    ),
    ("target", ("#actor+target", "#group+target")),
    ("associated", ("#actor+associated", "#group+name+first")),
    ("associated", ("#group+name+second",)),
)

HARMS = {
    "killed": "killed", "deaths": "killed", "injured": "injured", "abducted": "abducted",
    "kidnapped": "abducted", "detained": "detained", "arrested": "detained", "missing": "missing",
    "displaced": "displaced", "idps": "displaced", "sexual_violence": "sexual_violence",
}  # fmt: skip
GROUPS = {
    "civilian": "civilian", "civilians": "civilian", "state": "state", "military": "state",
    "armed_group": "armed_group", "nsag": "armed_group", "healthworker": "health_worker",
    "health_worker": "health_worker", "aidworker": "aid_worker", "aid_worker": "aid_worker",
    "teacher": "educator", "educator": "educator", "student": "student",
}  # fmt: skip
SEXES = {"f": "female", "m": "male", "female": "female", "male": "male"}
AGES = {"children": "child", "child": "child", "infants": "child", "adults": "adult", "adult": "adult",
        "elderly": "elderly"}  # fmt: skip
ENDS = {"low": "low", "min": "low", "high": "high", "max": "high"}


def read(path: Path) -> Iterator[Row]:
    """Every row of a tagged table. Raises `UnreadableFile` where the tags speak of no incidents."""
    table = open_table(path)
    if not table.tags:
        raise UnreadableFile(Fault("hxl-no-tags"))
    plan = plan_of(table)
    return rows(table, lambda record: statement(record, plan), key=plan.key)


def plan_of(table: Table) -> Plan:
    """Which column says what, by the tags."""
    columns = _parsed(table)
    single = {part: _best(columns, patterns) for part, patterns in SINGLE.items()}
    place = {part: column for part, patterns in PLACE.items() if (column := _best(columns, patterns))}
    tolls = _tolls(columns)
    if not single["date_from"]:
        raise UnreadableFile(Fault("hxl-tag-missing", params={"tag": "#date+start", "tags": _spoken(table)}))
    if not (single["event_type"] or tolls or single["key"]):
        raise UnreadableFile(Fault("hxl-tag-missing", params={"tag": "#event+type", "tags": _spoken(table)}))
    if single["date_to"] == single["date_from"]:
        single["date_to"] = ""
    found = ((role, _best(columns, patterns)) for role, patterns in ACTORS)
    actors = tuple(ActorColumn(column, role, "|") for role, column in found if column)
    if ("lat" in place) != ("lon" in place):
        place = {part: column for part, column in place.items() if part not in ("lat", "lon")}
    return Plan(**single, place=place, actors=actors, tolls=tolls, language="en", strict_actors=False)


def _spoken(table: Table) -> str:
    return ", ".join(tag for tag in table.tags if tag)


def _parsed(table: Table) -> list:
    """Column name and libhxl column, for each tag that libhxl can read. Its import costs a second."""
    import hxl.model

    tagged = ((name, tag) for name, tag in zip(table.columns, table.tags, strict=True) if tag)
    parsed = ((name, hxl.model.Column.parse(_spaced(tag))) for name, tag in tagged)
    return [(name, column) for name, column in parsed if column]  # libhxl answers False to what is no tag


def _spaced(tag: str) -> str:
    """Some publishers forget the plus before the first attribute: "#affected aidworker +killed"."""
    return "+".join(part.strip() for part in tag.replace(" ", "+").split("+") if part.strip())


def _best(columns: list, patterns: tuple[str, ...]) -> str:
    from hxl.model import TagPattern

    for pattern in map(TagPattern.parse, patterns):
        if found := next((name for name, column in columns if pattern.match(column)), ""):
            return found
    return ""


def _tolls(columns: list) -> tuple[TollColumns, ...]:
    """One toll for each harm, group, sex and age that #affected names, in one to three columns."""
    found: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for name, attributes in _affected(columns):
        who = tuple(_of(known, attributes, "all") for known in (HARMS, GROUPS, SEXES, AGES))
        found.setdefault(who, {}).setdefault(_of(ENDS, attributes, "column"), name)
    return tuple(TollColumns(ends.pop("column", ""), *who, **ends) for who, ends in found.items())


def _affected(columns: list) -> Iterator[tuple[str, set[str]]]:
    """Columns of people harmed. One with an attribute that we can't place counts some part of them: passed
    over, for it would stand as the number of all.
    """
    for name, column in columns:
        attributes = {attribute.lower() for attribute in column.attributes}
        if column.tag == "#affected" and attributes & HARMS.keys() and attributes <= _PLACED:
            yield name, attributes


_PLACED = {*HARMS, *GROUPS, *SEXES, *AGES, *ENDS, "num", "ind", "best", "i"}


def _of(known: dict[str, str], attributes: set[str], otherwise: str) -> str:
    return next((meaning for word, meaning in known.items() if word in attributes), otherwise)
