"""The law of marks in plain Python, drawn: who reads what, at which time, under which hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from vigie.core.marks import (
    Conditions,
    Reader,
    Ring,
    Stop,
    arrives,
    may_be_announced_by_mail,
    may_be_quoted_in_mail,
    reads,
)

NOW, DAY = datetime(2026, 3, 18, 12), timedelta(days=1)
OURS, THEIRS, OTHERS = 1, 2, 3
READERS = {
    "named of ours": Reader(11, OURS, "BF"),
    "colleague": Reader(12, OURS, "BF"),
    "named of theirs": Reader(21, THEIRS, "ML"),
    "theirs": Reader(22, THEIRS, "ML"),
    "others": Reader(31, OTHERS, "NE"),
    "public": Reader(),
}
BOTH, NAMED = Ring(frozenset({OURS, THEIRS})), Ring(persons=frozenset({11, 21}))
SHARED = Conditions(OURS, "BF", "TLP:AMBER", (BOTH,))
OWN = {"named of ours", "colleague"}
WITHIN = OWN | {"named of theirs", "theirs"}
ALL = set(READERS)


@pytest.mark.parametrize(
    ("changes", "stops", "who"),
    [
        ({}, (), WITHIN),
        ({"rings": ()}, (), OWN),
        ({"rings": (replace(BOTH, is_closed=True),)}, (), OWN),
        ({"rings": (NAMED,)}, (), OWN | {"named of theirs"}),
        ({"tlp": "TLP:RED"}, (), set()),
        ({"tlp": "TLP:RED", "rings": (NAMED,)}, (), {"named of ours", "named of theirs"}),
        ({"tlp": "TLP:GREEN"}, (), WITHIN),  # the audience is enforced, whatever a mark would let people say
        ({"tlp": "TLP:CLEAR"}, (), WITHIN),
        ({"tlp": "TLP:CLEAR", "published_at": NOW}, (), ALL),
        ({"tlp": "TLP:CLEAR", "published_at": NOW + DAY}, (), WITHIN),
        ({"embargo_until": NOW + DAY}, (), OWN),
        ({"embargo_until": NOW}, (), WITHIN),
        ({"expires_at": NOW}, (), OWN),
        ({"expires_at": NOW + DAY}, (), WITHIN),
        ({"withdrawn_at": NOW - DAY}, (), OWN),
        ({}, (Stop("BF", "given"),), OWN),
        ({}, (Stop("ML", "given"),), WITHIN),
        ({}, (Stop("ML", "both"),), OWN),
        ({"tlp": "TLP:CLEAR", "published_at": NOW}, (Stop("BF", "given"),), OWN),
    ],
)  # fmt: skip
def test_who_reads(changes, stops, who):
    terms = replace(SHARED, **changes)
    assert {name for name, reader in READERS.items() if reads(reader, terms, stops, NOW)} == who


@pytest.mark.parametrize(
    ("changes", "stops", "arriving"),
    [
        ({"rings": ()}, (), True),
        ({"tlp": "TLP:RED"}, (), False),
        ({"embargo_until": NOW + DAY}, (), False),
        ({"withdrawn_at": NOW}, (), False),
        ({}, (Stop("BF", "given"),), False),
        ({}, (Stop("NE", "both"),), False),
    ],
)
def test_what_is_put_to_a_body_arrives_without_a_circle(changes, stops, arriving):
    terms = replace(SHARED, **changes)
    assert arrives(READERS["others"], terms, stops, NOW) is arriving
    assert not arrives(READERS["public"], terms, stops, NOW)


def test_what_a_mail_may_say():
    marks = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
    assert [mark for mark in marks if may_be_quoted_in_mail(mark)] == ["TLP:CLEAR", "TLP:GREEN"]
    assert [mark for mark in marks if not may_be_announced_by_mail(mark)] == ["TLP:RED"]
