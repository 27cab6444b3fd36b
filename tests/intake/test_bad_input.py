"""Bad input gets a sentence: by the act and by the page, and the rest of the work goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from shapely.geometry import box

from tests.intake.files import ucdp_text
from vigie.intake import words
from vigie.intake.acts import bring
from vigie.intake.models import ImportRun
from vigie.intake.readers.places import BoundaryArea
from vigie.ledger.models import Node
from vigie.monitoring.models import Report
from vigie.places.acts import load_generation

pytestmark = pytest.mark.django_db


def workbook(*rows: list) -> bytes:
    """An XLSX; a tuple is a formula with the value that the spreadsheet last saw."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if isinstance(cell, tuple):
                    sheet.write_formula(y, x, cell[0], None, cell[1])
                else:
                    sheet.write(y, x, cell)
    return file.getvalue()


HXL_HEAD = (["Numéro", "Date", "Pays", "Type", "Tués"],
            ["#event+id", "#date+occurred", "#country+code", "#event+type", "#affected+killed"])  # fmt: skip


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return file.getvalue()


def windows_1252() -> bytes:
    return ucdp_text({"where_coordinates": "Tillabéri"}, {}).encode("cp1252")


@dataclass(frozen=True)
class Bad:
    """A file, and what it comes to: (taken, refused) rows, the codes of its faults and remarks, and words
    of the French sentence in which a person reads why."""

    content: Callable[[], bytes]
    source: str
    taken: int
    refused: int
    codes: tuple[str, ...]
    sentence: str


def rows(*changes: dict) -> Callable[[], bytes]:
    return lambda: ucdp_text(*changes).encode()


def refused(code: str, sentence: str, **cells: str) -> Bad:
    """A UCDP file with one bad row and a good one after it."""
    return Bad(rows(cells, {}), "ucdp", 1, 1, (code,), sentence)


def killed(cell, taken: int, refused: int, codes: tuple[str, ...], sentence: str) -> Bad:
    """A workbook with HXL tags and one row, whose number of killed is `cell`."""
    row = ["1", "2021-03-04", "BF", "armed-clash", cell]
    return Bad(lambda: workbook(*HXL_HEAD, row), "hxl", taken, refused, codes, sentence)


BAD = {
    "Windows letters": Bad(windows_1252, "ucdp", 2, 0, ("encoding-assumed",), "Windows-1252"),
    "UTF-16": Bad(lambda: ucdp_text({}, {}).encode("utf-16"), "ucdp", 2, 0, (), ""),
    "lost letters": refused("letters-lost", "« where_coordinates »", where_coordinates="Tillab\ufffdri"),
    "letters read wrongly": Bad(
        rows({"where_coordinates": "TillabÃ©ri"}, {}), "ucdp", 2, 0, ("letters-mended",), "Tillabéri"
    ),
    "swapped coordinates": refused("coordinates-swapped", "invers", latitude="-1.52", longitude="12.37"),
    "off the Earth": refused("off-earth", "97.2", latitude="97.2"),
    "another country": refused("coordinates-elsewhere", "48.85", latitude="48.85", longitude="2.35"),
    "no such day": refused("date-impossible", "2021-02-30", date_start="2021-02-30"),
    "a day to come": refused("date-in-future", "2999", date_start="2999-01-01", date_end="2999-01-01"),
    "end before start": refused("end-before-start", "« date_end »", date_start="2021-03-09"),
    "an unknown code": refused("code-unknown", "« type_of_violence »", type_of_violence="9"),
    "not a number": refused("count-unreadable", "beaucoup", best="beaucoup"),
    "a formula without value": killed(("=1+1", ""), 0, 1, ("formula-without-value",), "« Tués »"),
    "a formula with value": killed(("=1+1", 2), 1, 0, ("formula-value-read",), "=1+1"),
    "an error of a formula": killed(
        ("=1/0", "#DIV/0!"), 0, 1, ("formula-error", "formula-value-read", "count-unreadable"), "#DIV/0!"
    ),
    "a ZIP bomb": Bad(zip_bomb, "hxl", 0, 0, ("file-unfolds",), "fois"),
    "a picture": Bad(lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "hxl", 0, 0, ("not-a-table",), "PNG"),
    "a broken archive": Bad(lambda: b"PK\x03\x04" + bytes(99), "hxl", 0, 0, ("zip-broken",), "abîmé"),
    "columns of another list": Bad(lambda: b"a,b\n1,2\n", "ucdp", 0, 0, ("columns-missing",), "UCDP GED"),
    "a header alone": Bad(rows(), "ucdp", 0, 0, (), ""),
}


@pytest.fixture(params=BAD, ids=str)
def bad(request) -> Bad:
    return BAD[request.param]


def codes(run: ImportRun) -> set[str]:
    told = [*run.faults, *(each for row in run.rows.all() for each in (*row.faults, *row.remarks))]
    return {each["code"] for each in told}


def plain(text: str) -> str:
    """A text without the care of typography."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").replace("&#x27;", "'")


def answer(response) -> str:
    return plain(response.content.decode())


def check(run: ImportRun, bad: Bad) -> None:
    assert (run.held, run.refused) == (bad.taken, bad.refused)
    assert codes(run) == set(bad.codes)
    assert Report.objects.count() == bad.taken
    assert run.ended_at


def test_by_the_act(node, organisation, bad, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(bad.content())
    run = bring(node, organisation, path=path, source=bad.source)
    check(run, bad)
    with translation.override("fr"):
        said = words.said([*run.faults, *(f for row in run.rows.all() for f in (*row.faults, *row.remarks))])
    assert bad.sentence in plain(" ".join(said))


def test_by_the_page(client, people, bad):
    client.force_login(people["monitor"])
    file = SimpleUploadedFile("file.csv", bad.content())
    response = client.post("/imports/nouveau", {"file": file, "source": bad.source})
    run = ImportRun.objects.get()
    check(run, bad)
    assert bad.sentence in answer(client.get(response.url))


def test_a_point_outside_the_stated_area_is_taken_with_a_remark(node, organisation, tmp_path):
    def region(pcode: str, name: str, west: float) -> BoundaryArea:
        return BoundaryArea(1, pcode, name, {}, "", "BF", box(west, 10, west + 2, 15))

    areas = [region("BF91", "Sahel", -1), region("BF92", "Nord", -3)]
    load_generation(
        node,
        Node.here(),
        country="BF",
        name="Inventé",
        valid_from=date(2015, 1, 1),
        source="Essai",
        areas=areas,
    )
    path = tmp_path / "file.csv"
    path.write_text(ucdp_text({}, {"latitude": "14", "longitude": "-2.8"}), encoding="utf-8")
    run = bring(node, organisation, path=path, source="ucdp")
    assert (run.created, run.refused) == (2, 0)
    first, second = ([each for each in row.remarks if each["code"] == "place-outside_area"]
                     for row in run.rows.in_file_order())  # fmt: skip
    assert not first
    with translation.override("fr"):
        assert "hors de Sahel" in plain(words.said(second)[0])


def test_an_empty_file_by_the_act(node, organisation, tmp_path):
    path = tmp_path / "empty.csv"
    path.touch()
    run = bring(node, organisation, path=path, source="ucdp")
    assert codes(run) == {"file-empty"}


@pytest.fixture
def monitor(client, people):
    client.force_login(people["monitor"])
    return client


def send(client, content: bytes, **more):
    return client.post("/imports/nouveau", {"file": SimpleUploadedFile("liste.csv", content), **more})


def test_an_empty_file_by_the_page(monitor):
    response = send(monitor, b"")
    assert response.status_code == 422
    assert "Ce fichier est vide." in answer(response)
    assert not ImportRun.objects.exists()


def test_no_file_by_the_page(monitor):
    response = monitor.post("/imports/nouveau", {})
    assert response.status_code == 422
    assert "Choisissez d'abord un fichier." in answer(response)


@pytest.mark.parametrize("overhead", [0, 10_000_000])
def test_too_large_a_file_is_sent_to_the_command(monitor, settings, monkeypatch, overhead):
    """Whether the length is known beforehand, or only once the file is there."""
    settings.UPLOAD_LIMIT_BYTES = 1000
    monkeypatch.setattr("vigie.intake.views.imports.FORM_OVERHEAD_BYTES", overhead)
    response = send(monitor, b"x" * 5000)
    assert response.status_code == (422 if overhead else 413)
    assert "vigie import SOURCE FICHIER --organisation observatoire-a" in answer(response)
    assert not ImportRun.objects.exists()


def test_a_length_that_is_no_number_is_not_believed(people, rf):
    from vigie.intake.views.imports import import_new

    request = rf.get("/imports/nouveau", CONTENT_LENGTH="many")
    request.user = people["monitor"]
    assert import_new(request).status_code == 200


def test_a_file_that_nobody_recognises_asks_what_it_is(monitor):
    response = send(monitor, b"colonne,autre\n1,2\n")
    assert response.status_code == 422
    assert "Choisissez sa source dans la liste." in answer(response)


def test_a_file_that_cannot_be_guessed_at_says_why(monitor):
    response = send(monitor, zip_bomb())
    assert response.status_code == 422
    assert "fois plus" in answer(response)


def test_an_own_spreadsheet_asks_for_its_mapping(monitor):
    response = send(monitor, b"a,b\n1,2\n", source="mapping")
    assert response.status_code == 422
    assert "fichier de correspondance" in answer(response)


MAPPING = b"""
name: Suivi
key: numero
date: {from: jour}
event_type: type
codes: {event_type: {Combat: armed-clash}}
"""


def test_an_own_spreadsheet_comes_in_by_its_mapping(monitor):
    send(monitor, b"numero;jour;type\n1;04/03/2021;Combat\n2;05/03/2021;Rixe\n",
         mapping=SimpleUploadedFile("a.yaml", MAPPING))  # fmt: skip
    run = ImportRun.objects.get()
    assert (run.source, run.about["series"]) == ("mapping", "Suivi")
    assert (run.created, run.refused) == (1, 1)
    assert Report.objects.get().dataset == "mapping:Suivi"
    assert codes(run) == {"word-unlisted"}


def test_a_wrong_mapping_says_every_fault(monitor):
    mapping = SimpleUploadedFile(
        "a.yaml", b"date: {from: jour}\ncolour: red\nevent_type: type\ncodes: {x: {}}\n"
    )
    response = send(monitor, b"no;jour;type\n1;04/03/2021;Combat\n", mapping=mapping)
    page = answer(monitor.get(response.url))
    assert "Ce fichier n'a pas pu être lu. Rien n'a changé." in page
    assert "colour" in page


def test_nothing_of_an_upload_stays_on_the_disk_or_in_the_log(monitor, settings, tmp_path, caplog):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    caplog.set_level("DEBUG")
    send(monitor, ucdp_text({"latitude": "97.2", "where_coordinates": "Lieu-témoin"}, {}).encode())
    assert ImportRun.objects.get().refused == 1
    assert list(Path(tmp_path).iterdir()) == []
    # The database's own log of statements is off in a node (settings.LOGGING) and not asked here.
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("Lieu-témoin" in line or "97.2" in line for line in ours)
