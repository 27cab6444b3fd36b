"""GeoNames: both forms that are found, and the real country files."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.intake.readers.drawn import account, cases, codes, csv_text, written
from tests.shared_data import shared_data
from vigie.intake.readers import geonames
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.readers.places import Settlement

PLACE = dict.fromkeys(geonames.COLUMNS, "") | {
    "geonameid": "1", "name": "Téra", "asciiname": "Tera", "alternatenames": "Tera,Téra,Tera,Tēra",
    "latitude": "14.00776", "longitude": "0.75306", "feature_class": "P", "feature_code": "PPL",
    "country_code": "NE", "population": "29119",
}  # fmt: skip
READ = Settlement(1, "Téra", "Tera", ("Tera", "Téra", "Tēra"), 14.00776, 0.75306, "P", "PPL", "NE", 29119)


def published(*places: dict) -> str:
    return "".join("\t".join(place.values()) + "\n" for place in places)


def test_with_a_header(tmp_path):
    (row,) = geonames.read(written(tmp_path, csv_text([PLACE])))
    assert (row.number, row.key, row.place) == (2, "1", READ)


def test_as_published_without_header_and_with_quotation_marks_as_letters(tmp_path):
    quoted = {**PLACE, "geonameid": "2", "name": '"Camp" Ouest'}
    first, second = geonames.read(written(tmp_path, published(PLACE, quoted), "NE.txt"))
    assert (first.number, first.place) == (1, READ)
    assert second.place.name == '"Camp" Ouest'


def test_as_published_in_a_zip_beside_its_readme(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "words")
        archive.writestr("NE.txt", published(PLACE))
    (row,) = geonames.read(written(tmp_path, packed.getvalue(), "NE.zip"))
    assert row.place == READ


@pytest.mark.parametrize("names", [(), ("a.txt", "b.txt"), ("picture.png",)])
def test_a_zip_with_no_or_several_tables_is_refused(tmp_path, names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(UnreadableFile) as stop:
        list(geonames.read(written(tmp_path, packed.getvalue(), "NE.zip")))
    assert stop.value.fault.code == "zip-no-table"


FAULTS = """
column       | value   | fault
latitude     |         | coordinate-alone
latitude     | 95      | off-earth
longitude    | 40      | coordinates-elsewhere
name         |         | cell-missing
country_code | ??      | country-unknown
geonameid    | abc     | count-unreadable
population   | many    | count-unreadable
"""


@pytest.mark.parametrize(("column", "value", "fault"), cases(FAULTS))
def test_what_is_wrong_refuses_the_row(tmp_path, column, value, fault):
    (row,) = geonames.read(written(tmp_path, csv_text([{**PLACE, column: value}])))
    assert codes(row.faults) == [fault]


def test_another_table_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as stop:
        geonames.read(written(tmp_path, "a,b\n1,2\n"))
    assert stop.value.fault.code == "columns-missing"


# Mali's gazetteer of 2014 has six places in Nigeria, Guinea and Senegal.
FILES = {"bf": (9186, 0), "ml": (14952, 6), "ne": (13077, 0)}


@pytest.mark.shared_data
@pytest.mark.parametrize("country", FILES)
def test_the_real_files_with_a_full_account(country):
    rows = list(geonames.read(shared_data(f"gazetteer/geonames_{country}_places_admin.csv.gz")))
    taken, refused = FILES[country]
    assert account(rows) == {"taken": taken, "refused": refused, "passed over": 0}
    assert {code for row in rows for code in codes(row.faults)} <= {"coordinates-elsewhere"}
    assert {row.place.country for row in rows if row.taken} == {country.upper()}
