"""Files that cannot be read get a sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

import os

import duckdb
import pytest

from tests.research.files import HEADER, report, write
from vigie.research.faults import OF_FILES, OF_ROWS, REMARKS, SENTENCES, BadFile, listed
from vigie.research.opening import OFFLINE
from vigie.research.sheet import Sheet

GOOD = [report(1), report(2, "b")]


def refusal(path, **how) -> BadFile:
    with pytest.raises(BadFile) as raised:
        Sheet(path, **how)
    return raised.value


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "file_empty", "is empty"),
        (b"\n1,2\n", "file_empty", "is empty"),
        (b"report_id,source,date\n1,a,2024-01-01\n2,\xe9,2024-01-01\n", "not_utf8", "(line 3)"),
        (b"r\xe9port_id,source,date\n", "not_utf8", "(line 1)"),
        ("report_id,source,date\n1,a,2024-01-01\n".encode("utf-16"), "not_utf8", "UTF-8"),
        (b"PAR1 and then nothing more of it", "not_parquet", "damaged"),
        (b"report_id,source,date\n1,a,2024-01-01\n2,b\n", "broken_line", "line 3"),
        (b"report_id,source,date\n1,a,2024-01-01\n2,b,2024-01-01,5\n", "broken_line", "line 3"),
        (b'report_id,source,date\n1,"a,2024-01-01\n2,b,2024-01-01\n', "broken_line", "line"),
        (b"report_id,source\n1,a\n", "columns_missing", "no column date"),
        (b"report_id,source,date,Date\n1,a,2024-01-01,\n", "columns_repeated", "Date twice"),
        (b"report_id,source,dat\n1,a,2024-01-01\n", "columns_misspelt", "If date is meant"),
        (b"report_id,source,date,event_type\n1,a,2024-01-01,x\n", "columns_misspelt", "event_type_1"),
        (b"report_id,source,date,latitude,lon\n1,a,2024-01-01,1,1\n", "columns_misspelt", "If lat is meant"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, code, said):
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    bad = refusal(path)
    assert bad.fault.code == code
    assert said in str(bad) and "reports.csv" in str(bad)


def test_no_file_a_folder_and_a_forbidden_file(tmp_path):
    assert refusal(tmp_path / "none.csv").fault.code == "file_absent"
    assert refusal(tmp_path).fault.code == "file_folder"
    if os.geteuid() != 0:
        path = write(tmp_path / "reports.csv", GOOD)
        path.chmod(0)
        assert refusal(path).fault.code == "file_unreadable"


def test_a_refused_file_leaves_nothing_behind(tmp_path):
    (tmp_path / "reports.csv").write_text("report_id,source\n1,a\n")
    refusal(tmp_path / "reports.csv", beside=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["reports.csv"]


def test_columns_that_are_not_known_are_named(tmp_path):
    rows = [(*row, "x", "y") for row in GOOD]
    with Sheet(write(tmp_path / "reports.csv", rows, (*HEADER, "notes", "url"))) as sheet:
        (said,) = [each for each in sheet.remarks() if each.code == "unknown_columns"]
    assert dict(said.blanks)["names"] == "notes, url"


def test_a_column_that_a_taxonomy_reads_must_be_there(tmp_path):
    bad = refusal(write(tmp_path / "reports.csv", GOOD), extra={"weapon": "weapons.csv"})
    assert bad.fault.code == "column_absent" and "weapons.csv" in str(bad)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_may_be_parted_by_comma_semicolon_or_tabulator(tmp_path, delimiter):
    rows = [report(1, lat="14,10", lon="-1,50"), report(2, "b")]
    with Sheet(write(tmp_path / "reports.csv", rows, delimiter=delimiter)) as sheet:
        assert sheet.numbers("lat").tolist() == [14.1, 14.1]


def test_a_byte_order_mark_and_names_in_capitals_are_no_hindrance(tmp_path):
    path = tmp_path / "reports.csv"
    path.write_bytes(b"\xef\xbb\xbfReport_ID,SOURCE,Date\r\n1,a,2024-01-01\r\n")
    with Sheet(path) as sheet:
        assert sheet.ids().tolist() == ["1"]


def test_a_name_that_looks_like_a_pattern_is_a_name(tmp_path):
    write(tmp_path / "reports1.csv", [report(9)])
    with Sheet(write(tmp_path / "reports[1]*.csv", GOOD)) as sheet:
        assert sheet.ids().tolist() == ["1", "2"]


def test_parquet_keeps_its_types(tmp_path):
    path = tmp_path / "reports.parquet"
    duckdb.execute(
        f"COPY (SELECT 7 AS report_id, 'a' AS source, DATE '2024-01-05' AS date, 'nan'::DOUBLE AS lat, "
        f"NULL::DOUBLE AS lon, 4::BIGINT AS killed) TO '{path}'"
    )
    with Sheet(path) as sheet:
        assert not sheet.refused
        assert sheet.ids().tolist() == ["7"]
        assert sheet.numbers("killed").tolist() == [4]
        assert sheet.days()[0].tolist() == [19727]


def test_the_database_of_the_work_never_reaches_out(tmp_path):
    with Sheet(write(tmp_path / "reports.csv", GOOD)) as sheet:
        for name in OFFLINE:
            assert sheet.link.execute(f"SELECT current_setting('{name}')").fetchone()[0] is False


def test_every_sentence_has_its_full_stop_and_stands_once():
    assert len(SENTENCES) == len(OF_FILES) + len(OF_ROWS) + len(REMARKS)
    for code, sentence in SENTENCES.items():
        assert sentence.endswith((".", "?", "%(why)s", "%(first)s", "%(broad)s")), code


def test_long_lists_are_cut():
    assert listed(range(3)) == "0, 1, 2"
    assert listed(range(10), 2) == "0, 1 (+8)"
