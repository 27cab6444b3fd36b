"""The sample, built once for all who look at it."""

import csv

import openpyxl
import pytest

import sample
from sample.organisations import ORGANISATIONS


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    return sample.build(tmp_path_factory.mktemp("sample"), seed=1)


@pytest.fixture(scope="session")
def truth(built):
    return read(built.truth)


@pytest.fixture(scope="session")
def incidents(built):
    return read(built.incidents_true)


@pytest.fixture(scope="session")
def files(built):
    """Organisation's letter → its rows, as somebody opens them who knows only the format."""
    return {letter: opened(built.folder, letter) for letter in "abcd"}


def read(path, **dialect):
    with path.open(encoding=dialect.pop("encoding", "utf-8"), newline="") as lines:
        return list(csv.DictReader(lines, **dialect))


def opened(folder, letter):
    organisation = next(each for each in ORGANISATIONS if each.letter == letter)
    path = folder / organisation.file
    if letter == "b":
        lines = openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)
        skipped = [next(lines) for _ in range(organisation.mapping["skip_rows"])]
        assert skipped[0][0].startswith("Observatoire B")
        header = next(lines)
        return [dict(zip(header, line, strict=True)) for line in lines]
    if letter == "c":
        return read(path, encoding="cp1252", delimiter=";")
    rows = read(path)
    if letter == "d":
        tags, *rows = rows
        return [{tags[name]: cell for name, cell in row.items()} for row in rows]
    return rows
