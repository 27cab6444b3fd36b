"""Delimited files: encodings, delimiters, quotes, and everything that only looks like a table."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.readers.drawn import cases, codes, written
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.readers.tables import open_table

ENCODINGS = """
encoding      | mark | remark
utf-8         |      |
utf-8-sig     |      |
utf-16        |      |
utf-16-le     |      |
utf-16-be     |      |
cp1252        |      | encoding-assumed
"""


def read(path):
    table = open_table(path)
    return table, list(table)


def refusal(path) -> str:
    with pytest.raises(UnreadableFile) as stop:
        read(path)
    return stop.value.fault.code


@pytest.mark.parametrize(("encoding", "mark", "remark"), cases(ENCODINGS))
def test_each_encoding_gives_the_same_letters(tmp_path, encoding, mark, remark):
    text = "lieu;fait\nTillabéri – œuvre;enlèvement\nSégou;été\n"
    table, lines = read(written(tmp_path, text.encode(encoding)))
    assert table.columns == ["lieu", "fait"]
    assert [line.cells for line in lines] == [("Tillabéri – œuvre", "enlèvement"), ("Ségou", "été")]
    assert codes(table.remarks) == ([remark] if remark else [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_beside_decimal_commas_and_texts(tmp_path, delimiter):
    quote = '"' if delimiter == "," else ""
    rows = [
        ["lat", "lon", "texte"],
        [f"{quote}12,5{quote}", f"{quote}-1,25{quote}", '"a, b; c | d"'],
        ["13", "2", "x"],
    ]
    table, lines = read(written(tmp_path, "\n".join(delimiter.join(row) for row in rows)))
    assert table.columns == ["lat", "lon", "texte"]
    assert lines[0].cells == ("12,5", "-1,25", "a, b; c | d")


def test_a_late_windows_letter_is_not_missed(tmp_path):
    """The first megabyte is ASCII; the decision can't be made at the beginning."""
    content = b"lieu,n\n" + b"Gao,1\n" * 200_000 + "Ségou,2\n".encode("cp1252")
    table, lines = read(written(tmp_path, content))
    assert codes(table.remarks) == ["encoding-assumed"]
    assert lines[-1].cells[0] == "Ségou"


def test_one_damaged_letter_in_utf8_refuses_its_row_only(tmp_path):
    content = "lieu,n\nTillabéri,1\nSégou,2\n".encode() + b"M\xe9naka,3\n" + "Téra,4\n".encode()
    _, lines = read(written(tmp_path, content))
    assert [codes(line.faults) for line in lines] == [[], [], ["letters-lost"], []]
    assert lines[2].faults[0].field == "lieu"
    assert lines[2].number == 4


def test_letters_that_another_decoded_wrongly_are_mended_and_told(tmp_path):
    _, lines = read(written(tmp_path, "lieu,n\nTillabÃ©ri Region,1\nSão Tomé,2\n"))
    assert lines[0].cells[0] == "Tillabéri Region"
    assert lines[0].raw[0] == "TillabÃ©ri Region"
    assert [(r.code, r.field, r.params["read"]) for r in lines[0].remarks] == [
        ("letters-mended", "lieu", "Tillabéri Region")
    ]
    assert lines[1].cells[0] == "São Tomé" and not lines[1].remarks


RAGGED = """
row          | cells      | faults   | remarks
1,2,3        | 1/2/3      |          |
1,2,3,       | 1/2/3      |          |
1,2,3,,,     | 1/2/3      |          |
1,2          | 1/2/       |          | row-short
1,2,3,4      | 1/2/3      | row-long |
"1,2",3      | 1,2/3/     |          | row-short
"""


@pytest.mark.parametrize(("row", "cells", "faults", "remarks"), cases(RAGGED))
def test_ragged_rows(tmp_path, row, cells, faults, remarks):
    _, lines = read(written(tmp_path, f"a,b,c\n{row}\nx,y,z\n"))
    assert lines[0].cells == tuple(cells.split("/"))
    assert codes(lines[0].faults) == list(filter(None, [faults]))
    assert codes(lines[0].remarks) == list(filter(None, [remarks]))


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    """A line break inside quotes makes no new row, an empty line does."""
    _, lines = read(written(tmp_path, 'a,b\n"one\ntwo",2\n\n3,4\n'))
    assert [(line.number, line.cells) for line in lines] == [(2, ("one\ntwo", "2")), (4, ("3", "4"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, end):
    _, lines = read(written(tmp_path, end.join(["a,b", "1,2", "3,4", ""])))
    assert [line.cells for line in lines] == [("1", "2"), ("3", "4")]


def test_zero_bytes_are_removed_and_told(tmp_path):
    _, lines = read(written(tmp_path, "lieu,n\nG\x00ao,1\nTera,2\nTessit et ses environs,3\n"))
    assert lines[0].cells == lines[0].raw == ("Gao", "1")
    assert codes(lines[0].remarks) == ["control-characters"]


def test_an_over_long_cell_refuses_its_row_and_the_rest_goes_on(tmp_path):
    _, lines = read(written(tmp_path, f"a,b\n{'x' * 40_000},1\ny,2\n"))
    assert [codes(line.faults) for line in lines] == [["cell-too-long"], []]


def test_a_quote_that_is_never_closed_stops_the_file_and_keeps_what_stood_above(tmp_path):
    table = open_table(written(tmp_path, "a,b\n1,2\n" + '"open,3\n' + "x,y\n" * 400_000))
    lines = iter(table)
    assert next(lines).cells == ("1", "2")
    with pytest.raises(UnreadableFile) as stop:
        next(lines)
    assert (stop.value.fault.code, stop.value.fault.params["row"]) == ("quote-unclosed", 3)


def test_columns_without_a_name_or_with_the_same_one_are_told_apart(tmp_path):
    table, _ = read(written(tmp_path, "a,,a,b\n1,2,3,4\n"))
    assert table.columns == ["a", "(2)", "a (2)", "b"]


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    table, lines = read(written(tmp_path, "a,b\n"))
    assert table.columns == ["a", "b"] and lines == []


@pytest.mark.parametrize("tags", ["#date", "#date,#org", "#date,#org,,", ",#date"])
def test_a_tag_row_has_one_tag_for_each_column_however_short_it_is(tmp_path, tags):
    table, _ = read(written(tmp_path, f"a,b,c\n{tags}\n1,2,3\n"))
    assert len(table.tags) == len(table.columns) == 3
    assert table.column("#date") == ("b" if tags.startswith(",") else "a")


NO_TABLES = {
    "file-empty": b"",
    "file-empty ": b"\n\n \n",
    "file-empty  ": b"\xef\xbb\xbf",
    "file-empty   ": "\r\n".encode("utf-16"),
    "not-a-table": b"%PDF-1.7 ...",
    "not-a-table ": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "not-a-table  ": b'[{"a": 1}]',
    "not-text": bytes(range(256)) * 40,
    "workbook-old": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
    "workbook-locked": bytes.fromhex("d0cf11e0a1b11ae1")
    + bytes(512)
    + "EncryptedPackage".encode("utf-16-le"),
    "line-runaway": b"a" * 3_000_000,
    "too-many-columns": b"," * 5_000,
    "file-cut-short": gzip.compress(b"a,b\n1,2\n" * 1000, mtime=0)[:-20],
    "file-cut-short ": b"\x1f\x8b\x08\x00 this is no gzip at all",
    "header-damaged": b"r\xe9gion," + "é,é,é,é,é,é\n".encode(),
}


@pytest.mark.parametrize(("code", "content"), NO_TABLES.items())
def test_what_is_no_table_is_refused_by_name(tmp_path, code, content):
    assert refusal(written(tmp_path, content)) == code.strip()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "none.csv") == "file-not-opened"


def test_a_gzip_bomb_is_refused(tmp_path):
    path = written(tmp_path, gzip.compress(bytes(60 * 1024**2)), "bomb.csv.gz")
    assert refusal(path) == "file-unfolds"


def test_a_large_file_is_read_in_constant_memory(tmp_path):
    """Forty megabytes here; the same blocks, line by line, whatever the size."""
    path = written(tmp_path, b"a,b,c\n" + b"some words,and more,12\n" * 1_800_000)
    tracemalloc.start()
    assert sum(1 for _ in zip(open_table(path), range(100_000), strict=False)) == 100_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * 1024**2


@settings(max_examples=300, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2_000))
def test_random_bytes_give_lines_or_a_refusal(tmp_path, content):
    path = written(tmp_path, content)
    try:
        read(path)
    except UnreadableFile as stop:
        assert stop.fault.code


@settings(max_examples=300, deadline=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(alphabet='aé,;\t|"\n\r\x00\ufeff#Ã=1.', max_size=400))
def test_random_tables_give_lines_or_a_refusal(tmp_path, content):
    path = written(tmp_path, content.encode())
    try:
        table, lines = read(path)
    except UnreadableFile:
        return
    assert len(set(table.columns)) == len(table.columns)
    assert all(len(line.cells) == len(line.raw) == len(table.columns) for line in lines)
