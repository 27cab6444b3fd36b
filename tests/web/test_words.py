"""Dates, numbers and tolls in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from vigie.core import dates
from vigie.core.dates import When
from vigie.web import words

DATES = [
    (dates.day(date(2026, 3, 12)), "12 mars 2026", "12 March 2026"),
    (dates.day(date(2026, 3, 1)), "1er mars 2026", "1 March 2026"),
    (When(date(2026, 3, 12), date(2026, 3, 14)), "du 12 au 14 mars 2026", "from 12 to 14 March 2026"),
    (
        When(date(2026, 2, 28), date(2026, 3, 1)),
        "du 28 février au 1er mars 2026",
        "from 28 February to 1 March 2026",
    ),
    (
        When(date(2025, 12, 31), date(2026, 1, 2)),
        "du 31 décembre 2025 au 2 janvier 2026",
        "from 31 December 2025 to 2 January 2026",
    ),
    (dates.around(date(2026, 3, 10)), "vers le 10 mars 2026", "about 10 March 2026"),
    (dates.around(date(2026, 3, 10), 6), "vers le 10 mars 2026", "about 10 March 2026"),
    (dates.week(date(2026, 3, 12)), "semaine du 9 mars 2026", "week of 9 March 2026"),
    (dates.month(2026, 3), "mars 2026", "March 2026"),
    (When(date(2026, 3, 1), date(2026, 4, 30), "month"), "mars à avril 2026", "March to April 2026"),
    (dates.quarter(2026, 1), "1er trimestre 2026", "first quarter of 2026"),
    (dates.year(2026), "2026", "2026"),
    (When(date(2024, 1, 1), date(2026, 12, 31), "year"), "2024 à 2026", "2024 to 2026"),
]


@pytest.mark.parametrize(("span", "french", "english"), DATES)
def test_dates_are_words(span, french, english):
    with translation.override("fr"):
        assert words.when(span) == french
    with translation.override("en"):
        assert words.when(span) == english


NUMBERS = [
    (0, 0, "0", "0"),
    (1204, 0, "1\u202f204", "1,204"),
    (1_000_000, 0, "1\u202f000\u202f000", "1,000,000"),
    (-3.94, 1, "\u22123,9", "\u22123.9"),
    (2.05, 1, "2,1", "2.1"),
    (1234.5, 2, "1\u202f234,50", "1,234.50"),
]


@pytest.mark.parametrize(("value", "decimals", "french", "english"), NUMBERS)
def test_numbers_are_written_as_the_language_writes_them(value, decimals, french, english):
    with translation.override("fr"):
        assert words.number(value, decimals) == french
    with translation.override("en"):
        assert words.number(value, decimals) == english


@pytest.mark.parametrize(("value", "text"), [(2.06, "+2,1"), (-3.94, "−3,9"), (0, "0,0"), (0.01, "0,0")])
def test_signed_numbers_show_their_sign(value, text):
    with translation.override("fr"):
        assert words.signed(value) == text


def test_clock_times_are_those_of_the_node():
    at = datetime(2026, 3, 21, 16, 5, tzinfo=UTC)
    with translation.override("fr"):
        assert words.moment(at) == "21 mars 2026, 16 h 05"
    with translation.override("en"):
        assert words.moment(at, year=False) == "21 March, 16:05"


TOLLS = [
    ((0, 0, 0, "known"), "0"),
    ((6, 7, 9, "known"), "7 (6–9)"),
    ((7, 7, 7, "known"), "7"),
    ((11, None, None, "known"), "au moins 11"),
    ((None, None, 4, "known"), "au plus 4"),
    ((None, None, None, "known"), "non connu"),
    ((None, None, None, "unknown"), "non connu"),
    ((None, None, None, "not_asked"), "non demandé"),
    ((None, None, None, "withheld"), "non divulgué"),
    ((None, None, None, "not_published"), "non publié"),
]


@pytest.mark.parametrize(("said", "text"), TOLLS)
def test_a_toll_never_confuses_none_with_not_known(said, text):
    with translation.override("fr"):
        assert words.toll(*said) == text
