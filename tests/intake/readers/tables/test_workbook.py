"""Workbooks: values as people see them, formulas, and files that only pose as workbooks."""

from __future__ import annotations

import datetime
import random
import zipfile

import pytest
import xlsxwriter

from tests.intake.readers.drawn import SHEET, codes, repacked, workbook, written
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.readers.tables import open_table
from vigie.intake.readers.tables.workbook import as_text


def refusal(path) -> str:
    with pytest.raises(UnreadableFile) as stop:
        list(open_table(path))
    return stop.value.fault.code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (3, "3"), (3.0, "3"), (14.25, "14.25"), (0.1, "0.1"), (-0.5, "-0.5"), (True, "TRUE"),
        (datetime.datetime(2026, 3, 12), "2026-03-12"),
        (datetime.datetime(2026, 3, 12, 7, 30), "2026-03-12 07:30:00"),
        (datetime.date(2026, 3, 12), "2026-03-12"), (datetime.time(7, 30), "07:30:00"), ("Téra", "Téra"),
        (1e20, "1e+20"),
    ],
)  # fmt: skip
def test_a_value_becomes_the_text_that_people_see(value, text):
    assert as_text(value) == text


def test_dates_and_numbers_of_a_real_workbook(tmp_path):
    path = workbook(
        tmp_path, [["id", "jour", "n", "lat"], [1, datetime.date(2026, 3, 12), 3, 14.25], [2, None, None, 1]]
    )
    table = open_table(path)
    assert table.columns == ["id", "jour", "n", "lat"]
    lines = list(table)
    assert [line.cells for line in lines] == [("1", "2026-03-12", "3", "14.25"), ("2", "", "", "1")]
    assert [line.number for line in lines] == [2, 3]
    assert not any(line.remarks for line in lines), (
        "empty cells at the end of a row are no news in a workbook"
    )


def test_a_formula_gives_its_kept_value_and_is_told(tmp_path):
    path = workbook(tmp_path, [["id", "n"], [1, ("=1+2", 3)], [2, 5]])
    first, second = open_table(path)
    assert first.cells == ("1", "3")
    assert [(r.code, r.field, r.value, r.params["read"]) for r in first.remarks] == [
        ("formula-value-read", "n", "=1+2", "3")
    ]
    assert not second.remarks


def test_a_formula_without_its_value_refuses_the_row(tmp_path):
    path = workbook(tmp_path, [["id", "n"], [1, ("=1+2", "")], [2, 5]])
    first, second = open_table(path)
    assert [(f.code, f.field, f.value) for f in first.faults] == [("formula-without-value", "n", "=1+2")]
    assert not second.faults


def test_an_error_in_a_cell_refuses_the_row(tmp_path):
    path = workbook(tmp_path, [["id", "n"], [1, ("=1/0", "#DIV/0!")]])
    (line,) = open_table(path)
    assert codes(line.faults) == ["formula-error"]


def test_the_first_sheet_that_holds_something_is_read_and_the_others_named(tmp_path):
    path = workbook(tmp_path, [], more={"Incidents": [["a", "b"], [1, 2]], "Notes": [["x"]]})
    table = open_table(path)
    assert [line.cells for line in table] == [("1", "2")]
    assert [(r.code, r.params) for r in table.remarks] == [
        ("sheets-not-read", {"sheet": "Incidents", "names": "Notes"})
    ]


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path):
    path = workbook(tmp_path, [["a", "b"], [1, 2]])
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:B2"/>' in sheet
    huge = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    lines = list(open_table(repacked(path, {"xl/worksheets/sheet1.xml": huge})))
    assert [line.cells for line in lines] == [("1", "2")]


def sheet_with(tmp_path, rows: str):
    return repacked(
        workbook(tmp_path, [["a"], [1]]), {"xl/worksheets/sheet1.xml": SHEET.format(rows).encode()}
    )


def test_a_row_number_beyond_any_sheet_is_refused(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    )
    assert refusal(sheet_with(tmp_path, rows)) in ("too-many-rows", "workbook-broken")


def test_a_cell_beyond_any_column_is_refused(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert refusal(sheet_with(tmp_path, rows)) == "too-many-columns"


def test_a_zip_bomb_posing_as_xlsx_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    def parsed(*args, **kwargs):
        raise AssertionError("the parser saw it")

    path = workbook(tmp_path, [["a"], [1]])
    bomb = repacked(path, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 60 * 1024**2})
    assert bomb.stat().st_size < 1024**2
    monkeypatch.setattr("openpyxl.load_workbook", parsed)
    assert refusal(bomb) == "file-unfolds"


def test_a_bomb_that_lies_about_its_size_is_caught_by_unpacking(tmp_path):
    path = workbook(tmp_path, [["a"], [1]])
    bomb = repacked(path, {"xl/media/picture.bin": bytes(50 * 1024**2)})
    content = bomb.read_bytes()
    true_size, small = (50 * 1024**2).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert true_size in content
    assert refusal(written(tmp_path, content.replace(true_size, small), "lying.xlsx")) in (
        "file-unfolds",
        "zip-broken",
    )


def test_more_than_a_workbook_may_hold_is_refused_even_at_an_honest_ratio(tmp_path, monkeypatch):
    monkeypatch.setattr("vigie.intake.readers.tables.workbook.MAX_WORKBOOK_BYTES", 100_000)
    noise = random.Random(1).randbytes(200_000)
    path = repacked(workbook(tmp_path, [["a"], [1]]), {"xl/media/picture.bin": noise})
    assert refusal(path) == "file-too-large"


def test_thousands_of_parts_are_refused(tmp_path):
    parts = {f"xl/media/{n}.bin": b"" for n in range(2_100)}
    assert refusal(repacked(workbook(tmp_path, [["a"], [1]]), parts)) == "zip-many-parts"


def test_entities_are_refused(tmp_path):
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    path = repacked(workbook(tmp_path, [["a"], [1]]), {"xl/worksheets/sheet1.xml": lol})
    assert refusal(path) == "workbook-entities"


def test_entities_in_another_encoding_are_refused(tmp_path):
    lol = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'.encode("utf-16")
    path = repacked(workbook(tmp_path, [["a"], [1]]), {"xl/worksheets/sheet1.xml": lol})
    assert refusal(path) == "workbook-entities"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "posing.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("incidents.csv", "a,b\n1,2\n")
    assert refusal(path) == "zip-not-workbook"


def test_a_workbook_without_content_is_refused(tmp_path):
    assert refusal(workbook(tmp_path, [])) == "file-empty"


def test_a_chart_alone_is_refused(tmp_path):
    path = tmp_path / "chart.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Data!$A$1:$A$2"})
        book.add_chartsheet().set_chart(chart)
    assert refusal(path) in ("file-empty", "workbook-broken")


def test_a_workbook_cut_short_is_refused(tmp_path):
    content = workbook(tmp_path, [["a"], [1]]).read_bytes()
    assert refusal(written(tmp_path, content[: len(content) // 2], "cut.xlsx")) == "zip-broken"


def test_changed_bytes_give_lines_or_a_refusal(tmp_path):
    content = workbook(
        tmp_path, [["a", "b"], [1, ("=A2", 1)], ["x", "y"]], more={"Other": [["z"]]}
    ).read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            list(open_table(written(tmp_path, bytes(broken), "broken.xlsx")))
        except UnreadableFile as stop:
            assert stop.fault.code


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_part_that_holds_something_else_gives_lines_or_a_refusal(tmp_path, part):
    path = workbook(tmp_path, [["a", "b"], [1, 2]])
    for content in (
        b"",
        b"<",
        b"<a/>",
        b"\xff\xfe",
        b'<workbook><sheets><sheet name="x"/></sheets></workbook>',
    ):
        try:
            list(open_table(repacked(path, {part: content})))
        except UnreadableFile as stop:
            assert stop.fault.code
