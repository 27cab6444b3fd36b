"""Statements survive being stored."""

from __future__ import annotations

from datetime import date

from vigie.core import dates
from vigie.core.statement import Actor, Origin, Spot, Statement, Toll
from vigie.core.written import digest, from_data, to_data

SAID = Statement(
    key="17",
    when=dates.month(2026, 3),
    event_type="ambush",
    spots=(Spot("Djibo", ("BF",), 14.1, -1.63, "near", 5.0, ((1, "BF56"),)),),
    actors=(Actor("initiator", "unknown", "hommes armés"),),
    tolls=(Toll("killed", "civilian", low=1, best=2, high=3), Toll("injured", status="not_asked")),
    origins=(Origin("radio", "Radio X"),),
    original={"a": "1"},
)


def test_a_statement_is_given_back_unchanged():
    assert from_data(to_data(SAID)) == SAID


def test_the_digest_is_of_what_is_said_and_not_of_the_raw_row():
    other = Statement(**{**SAID.__dict__, "original": {"b": "2"}})
    assert digest(other) == digest(SAID)
    later = Statement(**{**SAID.__dict__, "when": dates.day(date(2026, 3, 12))})
    assert digest(later) != digest(SAID)
