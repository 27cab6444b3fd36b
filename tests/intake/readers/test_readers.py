"""The registry: every reader by name, the right one guessed, and nothing but refusals for nonsense."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from tests.intake.readers.drawn import cases, csv_text, written
from tests.intake.readers.test_boundaries import PROPERTIES, SQUARE, collection, polygon
from tests.intake.readers.test_gdelt import EVENT as GDELT
from tests.intake.readers.test_geonames import PLACE
from tests.intake.readers.test_insecurity_insight import HEALTH
from tests.intake.readers.test_mapping import INCIDENT, MAPPING
from tests.intake.readers.test_ucdp import EVENT as UCDP
from tests.shared_data import shared_data
from vigie.intake.readers import READERS, UnreadableFile, guess, read

SMALL = {
    "ucdp": csv_text([UCDP]),
    "insecurity-insight": csv_text([HEALTH]),
    "gdelt": csv_text([GDELT]),
    "geonames": csv_text([PLACE]),
    "boundaries": collection((PROPERTIES, polygon(SQUARE))),
    "hxl": "a,b,c\n#event+id,#date+start,#event+type\n1,2026-03-12,ambush\n",
    "mapping": csv_text([INCIDENT]),
}


@pytest.mark.parametrize("source", READERS)
def test_every_reader_is_reached_by_its_name(tmp_path, source):
    mapping = MAPPING if source == "mapping" else None
    (row,) = read(source, written(tmp_path, SMALL[source]), mapping=mapping)
    assert row.taken
    assert (row.statement is not None) == (READERS[source].gives == "events")


@pytest.mark.parametrize("source", READERS)
def test_each_file_speaks_for_its_reader(tmp_path, source):
    assert guess(written(tmp_path, SMALL[source])) == (source if source != "mapping" else None)


def test_a_mapping_is_needed_where_nothing_else_says_what_columns_mean(tmp_path):
    with pytest.raises(UnreadableFile) as stop:
        list(read("mapping", written(tmp_path, SMALL["mapping"])))
    assert stop.value.fault.code == "mapping-needed"


@pytest.mark.parametrize("source", READERS)
@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"a,b\n", b"\x00\x01\x02" * 999, b"PK\x03\x04junk", b"{}", b"="]
)
def test_nonsense_is_refused_and_nothing_else_happens(tmp_path, source, content):
    try:
        rows = list(
            read(source, written(tmp_path, content), mapping=MAPPING if source == "mapping" else None)
        )
    except UnreadableFile as stop:
        assert stop.fault.code
    else:
        assert rows == []


@pytest.mark.parametrize("source", READERS)
def test_changed_letters_give_rows_or_a_refusal(tmp_path, source):
    """Half of the changes strike a cell, the rest a delimiter, a quote or a line end."""
    chance = random.Random(source)
    content = SMALL[source].encode()
    letters = b'0123456789-./,;"\n\r\t\x00\xe9#=aZ|{}[]'
    for _ in range(150):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.choice(letters)
        try:
            path = written(tmp_path, bytes(changed))
            rows = list(read(source, path, mapping=MAPPING if source == "mapping" else None))
            assert all(row.taken or row.faults or row.remarks for row in rows)
            guess(path)
        except UnreadableFile as stop:
            assert stop.fault.code


def test_naming_the_readers_loads_neither_database_nor_network_nor_shapes():
    """The page that lists sources must not pay for libhxl (requests), shapely or openpyxl."""
    code = (
        "import sys, vigie.intake.readers.sentences, vigie.intake.readers.mapping;"
        "print([m for m in ('django', 'requests', 'hxl', 'shapely', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


REAL = """
file                                                      | source
events/ucdp_ged_bfa_2016_2022.csv.gz                      | ucdp
events/ucdp_ged_bfa_raw_export_sample.csv                 | ucdp
events/ucdp_schema_variants/ged_nga2011_46cols.csv.gz     | ucdp
events/ucdp_event_counts_adm1_2020_2024.csv               |
events/gdelt_bfa_mli_ner_1979_1994.csv.gz                 | gdelt
events/insecurity_insight_healthcare_map_to2022_hxl.csv.gz | insecurity-insight
events/insecurity_insight_explosive_to2022_hxl.csv.gz     | insecurity-insight
hxl/ucdp_ged191_conflict_data_bgd_hxl.csv                 | ucdp
hxl/ucdp_ged191_quickcharts_bgd_hxl.csv                   | hxl
hxl/libhxl_input_valid.xlsx                               | hxl
hxl/libhxl_input_valid.json                               |
gazetteer/geonames_bf_places_admin.csv.gz                 | geonames
boundaries/mli_adm2.geojson                               | boundaries
boundaries/cod_ab_adm2_table_bfa.csv                      | boundaries
boundaries/global_pcodes_adm1_2_bfa_mli_ner.csv           | boundaries
"""


@pytest.mark.shared_data
@pytest.mark.parametrize(("name", "source"), cases(REAL))
def test_real_files_speak_for_their_reader(name, source):
    assert (guess(shared_data(name)) or "") == source
