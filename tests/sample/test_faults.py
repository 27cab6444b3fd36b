"""Rows that are wrong on purpose are wrong, once each, and pass on what they cannot spoil."""

from datetime import date

import pytest

from sample.faults import (
    PLANNED,
    Faults,
    coordinates_far_away,
    end_before_start,
    impossible_date,
    swapped_coordinates,
    unknown_country,
    unknown_type,
    words_for_a_number,
)
from sample.organisations import ORGANISATIONS
from vigie.core import dates, standards

A = ORGANISATIONS[0]


def cells(**others):
    good = dict.fromkeys(A.columns, "")
    good |= {"latitude": 14.1, "longitude": -1.6, "date_debut": date(2024, 2, 3), "civils_tues": 2}
    return good | {"type_fait": "Embuscade", "pays": "Mali"} | others


def spoilt(spoil, **others):
    row = cells(**others)
    column = spoil(row, A.mapping)
    return column, row


def test_coordinates():
    assert spoilt(swapped_coordinates)[1]["latitude"] == -1.6
    assert spoilt(swapped_coordinates)[1]["longitude"] == 14.1
    assert spoilt(coordinates_far_away)[1]["latitude"] == 44.1


def test_dates():
    _, row = spoilt(impossible_date)
    with pytest.raises(dates.NotADate):
        dates.parse(row["date_debut"])
    _, row = spoilt(end_before_start)
    assert row["date_fin"] < row["date_debut"]


def test_words_that_no_list_knows():
    assert spoilt(unknown_type)[1]["type_fait"] not in A.mapping["codes"]["event_type"]
    assert spoilt(unknown_country)[1]["pays"] not in A.mapping["codes"]["country"]
    assert not spoilt(words_for_a_number)[1]["civils_tues"].isdigit()
    assert "Divers 7" not in standards.event_types()


def test_a_row_without_the_field_is_left_as_it_is_and_the_fault_waits():
    assert spoilt(swapped_coordinates, latitude=None, longitude=None)[0] is None
    faults = Faults(A)
    first = PLANNED["a"][0][0]
    for _ in range(first - 1):
        assert faults.spoil(cells()) is None
    assert faults.spoil(cells(latitude=None)) is None
    assert faults.spoil(cells()) == ("swapped-coordinates", "latitude")
    assert faults.spoil(cells()) is None


@pytest.mark.parametrize("letter", "abcd")
def test_there_are_at_most_six_in_a_file(letter):
    assert 4 <= len(PLANNED[letter]) <= 6
