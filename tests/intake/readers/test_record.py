"""Keys: made where they are missing, told apart where they repeat."""

from __future__ import annotations

import pytest

from tests.intake.readers.drawn import account, codes, written
from vigie.core import dates
from vigie.core.statement import Statement
from vigie.intake.readers.record import MAX_KEY, rows
from vigie.intake.readers.repeats import First, Repeats
from vigie.intake.readers.tables import open_table


def read(tmp_path, text: str, key: str = "id", prefix: str = ""):
    def say(record):
        return Statement(record.key, dates.year(2026), "unknown") if not record.faults else None

    return list(rows(open_table(written(tmp_path, text)), say, key=key, prefix=prefix))


def test_a_row_that_stands_twice_is_passed_over_and_one_that_says_otherwise_refused(tmp_path):
    found = read(tmp_path, "id,n\na,1\nb,1\na,1\nb,2\nc,1\n")
    assert account(found) == {"taken": 3, "refused": 1, "passed over": 1}
    assert [(r.code, r.params) for r in found[2].remarks] == [("row-repeated", {"first": 2})]
    assert [(f.code, f.value, f.params) for f in found[3].faults] == [("key-repeated", "b", {"first": 3})]


def test_a_row_without_key_gets_one_of_its_content(tmp_path):
    first, second, third = read(tmp_path, "id,n\n,1\n,2\n,1\n")
    assert first.key.startswith("row-") and first.key == third.key != second.key
    assert codes(first.remarks) == ["key-made"]
    assert not third.taken and codes(third.remarks) == ["key-made", "row-repeated"]


def test_the_made_key_stays_when_other_rows_come_and_go(tmp_path):
    assert read(tmp_path, "id,n\n,1\n")[0].key == read(tmp_path, "id,n\nx,9\n,1\n")[1].key


def test_a_prefix_keeps_products_apart(tmp_path):
    assert read(tmp_path, "id,n\n7,1\n", prefix="health:")[0].key == "health:7"


def test_a_number_that_a_statistics_program_wrote_with_a_point_is_the_same_key(tmp_path):
    assert read(tmp_path, "id,n\n300380.0,1\n")[0].key == "300380"


def test_a_key_too_long_for_the_register_is_refused(tmp_path):
    (row,) = read(tmp_path, f"id,n\n{'k' * 200},1\n")
    assert codes(row.faults) == ["key-too-long"]
    assert len(row.key) == MAX_KEY


def test_remarks_on_the_file_stand_at_its_first_row(tmp_path):
    found = read(tmp_path, "id,n\né,1\nb,2\n".encode("cp1252"))
    assert [codes(row.remarks) for row in found] == [["encoding-assumed"], []]


def test_repeats_remember_many_keys():
    repeats = Repeats()
    for number in range(20_000):
        assert repeats.first(str(number), b"x", number) is None
    assert repeats.first("3", b"x", 99) == First(3, same=True)
    assert repeats.first("4", b"y", 99) == First(4, same=False)


@pytest.mark.parametrize("text", ["id,n\n", "id;n\n"])
def test_a_header_alone_gives_no_rows(tmp_path, text):
    assert read(tmp_path, text) == []
