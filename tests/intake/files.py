"""Small made-up files for the tests of imports. Nothing in them happened."""

from __future__ import annotations

import csv
import io
from pathlib import Path

UCDP_COLUMNS = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best
high low
""".split()  # noqa: SIM905 - read as the publisher's header is read

UCDP_ROW = {
    "id": "900001", "relid": "MADE-UP-1", "year": "2021", "type_of_violence": "3", "side_a": "JNIM",
    "side_b": "Civilians", "source_office": "Radio inventée", "source_headline": "Titre inventé",
    "where_prec": "1", "where_coordinates": "Dori town", "adm_1": "Sahel region", "adm_2": "Séno province",
    "latitude": "14.035", "longitude": "-0.034", "country": "Burkina Faso", "date_prec": "1",
    "date_start": "2021-03-04", "date_end": "2021-03-04", "deaths_a": "0", "deaths_b": "0",
    "deaths_civilians": "2", "deaths_unknown": "0", "best": "2", "high": "3", "low": "2",
}  # fmt: skip


def ucdp_text(*changes: dict) -> str:
    """A UCDP GED file with one row for each set of changes to a sound row; keys count up from 900001."""
    out = io.StringIO()
    writer = csv.DictWriter(out, UCDP_COLUMNS, restval="")
    writer.writeheader()
    for number, changed in enumerate(changes):
        writer.writerow({**UCDP_ROW, "id": str(900001 + number), **changed})
    return out.getvalue()


def ucdp_file(folder: Path, *changes: dict, name: str = "ged.csv") -> Path:
    path = folder / name
    path.write_text(ucdp_text(*changes), encoding="utf-8")
    return path
