"""Downloads: nothing runs, nothing is missing, and memory stays flat."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from dataclasses import dataclass

import openpyxl
import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from vigie.web.tables import Sheet, column, download, neutral

RUNNING = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\ufeff=1",
    "\u200b=1", "\u200e\u202e=1", "\x00=1", "＝1", "＋1", "－1", "＠1", "−1", "﹣1", "\x1f=1", "\tplain",
]  # fmt: skip


@pytest.mark.parametrize("text", RUNNING)
def test_text_that_would_run_is_led_by_an_apostrophe(text):
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["a;=1+1", "a; \u00a0@x", "a\n=1", "a\t+1"])
def test_a_cell_split_at_semicolons_does_not_run_either(text):
    pieces = [piece for part in neutral(text).split(";") for piece in part.splitlines()]
    assert not any(piece.strip("\u00a0 \t").startswith(("=", "@", "+")) for piece in pieces)


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (0, 0), (-3, -3), (2.5, 2.5), (True, 1), ("Séno", "Séno"), (("a", "b"), "a | b"), ([], "")],
)
def test_plain_values_stay(value, cell):
    assert neutral(value) == cell


@dataclass(frozen=True)
class Row:
    ref: str = column(_("Reference"), "#event+id")
    killed: int | None = column(_("Killed"), "#affected+killed")
    geometry: dict | None = None


ROWS = [Row("=HYPERLINK(0)", 3), Row("b;=1", None), Row("é", 0)]


def body(ending: str, rows=ROWS, notice="Données fictives") -> bytes:
    sheet = Sheet("registre", len(rows), (("pays", "=BF"),), notice)
    answer = download(ending, sheet, Row, iter(rows))
    assert answer["X-Vigie-Rows"] == str(len(rows))
    return b"".join(answer.streaming_content)


def test_csv_has_labels_tags_and_every_row():
    lines = list(csv.reader(io.StringIO(body("csv").decode("utf-8-sig"))))
    assert lines[1] == ["#event+id", "#affected+killed", "#meta+notice"]
    assert lines[2:] == [
        ["'=HYPERLINK(0)", "3", "Données fictives"],
        ["b;'=1", "", "Données fictives"],
        ["é", "0", "Données fictives"],
    ]


def test_csv_without_fiction_has_no_notice():
    lines = list(csv.reader(io.StringIO(body("csv", notice="").decode("utf-8-sig"))))
    assert lines[1] == ["#event+id", "#affected+killed"]


def test_xlsx_holds_no_formula_and_says_what_it_is():
    with translation.override("fr"):
        book = openpyxl.load_workbook(io.BytesIO(body("xlsx")))
    data, read_me = book.worksheets
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)
    assert data.max_row == 2 + len(ROWS)
    said = {line[0].value: line[1].value for line in read_me.iter_rows()}
    assert read_me.title == "Lisez-moi"
    assert said["Lignes prévues"] == said["Lignes écrites"] == 3
    assert said["pays"] == "'=BF" and said["Avis"] == "Données fictives"


def test_geojson_counts_what_it_expected_and_wrote():
    data = json.loads(body("geojson"))
    assert data["expected"] == data["written"] == len(data["features"]) == 3
    assert data["notice"] == "Données fictives"
    assert data["features"][0]["properties"] == {"ref": "=HYPERLINK(0)", "killed": 3}


def test_geojson_without_rows_is_still_geojson():
    assert json.loads(body("geojson", rows=[]))["features"] == []


def test_a_download_keeps_the_language_it_was_asked_in():
    with translation.override("en"):
        answer = download("csv", Sheet("register", 0), Row, iter([]))
    with translation.override("fr"):
        assert "Reference" in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_memory_stays_flat_for_a_hundred_thousand_rows(ending):
    rows = (Row(f"LG-2026-{number:06}", number % 7) for number in range(100_000))
    answer = download(ending, Sheet("registre", 100_000), Row, rows)
    tracemalloc.start()
    written = sum(len(piece) for piece in answer.streaming_content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written > 500_000
    assert peak < 20_000_000, f"{peak / 1e6:.0f} MB at its height"
