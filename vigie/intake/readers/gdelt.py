"""GDELT 1.0 events: machine-coded from news, one line for each pair of actors and article cluster.

Columns and codes: "GDELT Data Format Codebook V1.03" and the CAMEO codebook 1.1b3. Country codes are
FIPS 10-4 there: NG is Niger, NI Nigeria, UV Burkina Faso.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from vigie.core.statement import Actor, Origin, Spot, Statement
from vigie.intake.readers import checks
from vigie.intake.readers.countries import FIPS, iso2
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.record import Record, rows
from vigie.intake.readers.tables import Table, open_lines, open_table

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
COLUMNS = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in "12" for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED",
    "SOURCEURL",  # since April 2013
]  # fmt: skip
NEEDED = ("GLOBALEVENTID", "SQLDATE", "EventCode", "ActionGeo_Type", "ActionGeo_CountryCode")

# CAMEO code → our type; the longest prefix counts. What is not here (talk, aid, sanctions, posture) is no
# incident. Arrests (173) and expulsions (174) are no more than that: whether arbitrary, CAMEO can't say.
CAMEO = {
    "14": "demonstration", "145": "violence-against-civilians", "170": "threat", "171": "destruction",
    "1711": "looting", "172": "movement-restriction", "1721": "other-incident", "1722": "other-incident",
    "173": "liberty", "174": "liberty", "175": "excessive-force", "18": "attack", "181": "abduction",
    "1821": "sexual-violence", "1822": "ill-treatment", "183": "explosive-device", "1831": "suicide-attack",
    "19": "fighting", "191": "movement-restriction", "193": "armed-clash", "194": "shelling",
    "195": "air-strike", "20": "attack-civilians",
}  # fmt: skip

# ActionGeo_Type → our precision. GDELT gives the centre of a town it found named: near, never exact.
GEO = {"1": "country", "2": "adm1", "3": "near", "4": "near", "5": "adm1", "0": "unknown", "": "unknown"}

# CAMEO's actor roles → our kinds. Not here: roles that say nothing about arms or victims (MED, JUD, ELI…).
TYPES = {
    "MIL": "army", "COP": "police", "GOV": "government", "SPY": "government",
    "REB": "armed-group-unspecified", "SEP": "armed-group-unspecified", "INS": "armed-group-unspecified",
    "UAF": "armed-group-unspecified",
    "RAD": "armed-group-unspecified", "CRM": "bandits", "CVL": "civilian-people", "REF": "civilian-people",
    "EDU": "school-people", "HLH": "health-people", "NGO": "aid-people",
}  # fmt: skip


def read(path: Path) -> Iterator[Row]:
    """Every row of a GDELT 1.0 file: tab-delimited without header, as published, or a CSV with one."""
    return rows(_table(path), statement, key="GLOBALEVENTID")


def _table(path: Path) -> Table:
    opened = open_lines(path, zipped=True)
    first = next(opened.lines, None)
    if first is not None and looks_headerless(first.cells):
        # Quotation marks are letters in the published files: opened anew without them.
        opened = open_lines(path, zipped=True, quoted="", delimiter="\t")
        return Table(opened.lines, COLUMNS[: len(first.cells)], remarks=opened.remarks)
    table = open_table(path, zipped=True)
    if missing := [column for column in NEEDED if column not in table.columns]:
        columns = ", ".join(missing)
        raise UnreadableFile(Fault("columns-missing", params={"columns": columns, "source": "GDELT 1.0"}))
    return table


def looks_headerless(cells: tuple[str, ...]) -> bool:
    """Whether a first line is an event already: 57 or 58 cells, a number and a date of eight digits first."""
    return len(cells) in (57, 58) and cells[0].isdecimal() and cells[1].isdecimal() and len(cells[1]) == 8


def statement(record: Record) -> Statement | None:
    event_type = _event_type(record)
    day = record["SQLDATE"]
    if len(day) == 8 and day.isdecimal():
        record.cells["SQLDATE"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    when = checks.span(record, "SQLDATE", "")
    spot = _spot(record)
    if record.faults or when is None:
        return None
    actors = (_actor(record, "Actor1", "initiator", spot), _actor(record, "Actor2", "target", spot))
    return Statement(
        key=record.key,
        when=when,
        event_type=event_type,
        spots=(spot,),
        actors=tuple(filter(None, actors)),
        origins=(_origin(record),),
        event_type_said=f"CAMEO {record['EventCode']}",
        language="en",
        original=record.original,
    )


def _event_type(record: Record) -> str:
    code = record["EventCode"]
    # A spreadsheet makes 020 into 20; the root column tells them apart.
    root = record["EventRootCode"].zfill(2)
    if code and root.strip("0") and not code.startswith(root):
        code = code.zfill(len(code) + 1)
    for length in (4, 3, 2):
        if known := CAMEO.get(code[:length]):
            return known
    record.fault("event-not-incident", "EventCode", record["EventCode"])
    return ""


def _spot(record: Record) -> Spot:
    country = FIPS.get(record["ActionGeo_CountryCode"])
    countries = (country,) if country else ()
    if country is None:
        record.remark("country-unknown", "ActionGeo_CountryCode", record["ActionGeo_CountryCode"])
    kind = record["ActionGeo_Type"].removesuffix(".0")
    if kind not in GEO:
        record.fault("code-unknown", "ActionGeo_Type", kind, known=", ".join(filter(None, GEO)))
    precision = GEO.get(kind, "unknown")
    point = checks.point(record, "ActionGeo_Lat", "ActionGeo_Long", countries)
    lat, lon = point or (None, None)
    name, *rest = [part.strip() for part in record["ActionGeo_FullName"].split(",")]
    areas = ((1, rest[0]),) if len(rest) > 1 else ()
    return Spot("" if precision == "country" else name, countries, lat, lon, precision, areas=areas)


def _actor(record: Record, who: str, role: str, spot: Spot) -> Actor | None:
    code, name = record[f"{who}Code"], record[f"{who}Name"]
    if not code and not name:
        return None
    roles = (record[f"{who}Type{n}Code"] for n in "123")
    kind = next((TYPES[role] for role in roles if role in TYPES), "unknown")
    home = iso2(record[f"{who}CountryCode"]) if record[f"{who}CountryCode"] else None
    if kind == "army" and home and home not in spot.countries:
        kind = "foreign-army"
    return Actor(role, kind, name or code)


def _origin(record: Record) -> Origin:
    """The site of the article where GDELT gives it, else the compilation itself."""
    host = urlsplit(record["SOURCEURL"]).hostname if "//" in record["SOURCEURL"] else None
    return Origin("press", host.removeprefix("www.")) if host else Origin("compiled")
