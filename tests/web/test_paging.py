"""Pages that together show each row once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from vigie.ledger.models import Entry
from vigie.web.paging import _sealed, page_of

START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Numbered:
    number: int

    @classmethod
    def of(cls, row):
        return cls(row.pk)


def entry(verb: str) -> Entry:
    return Entry.objects.create(actor="a", role="node", act=verb, label="ledger.Node", object_id="1")


def walk(found, rows: int, between=lambda: None) -> list[int]:
    seen, after = [], None
    while True:
        page = page_of(found, after, Numbered, rows)
        seen += [each.number for each in page.items]
        if not page.after:
            return seen
        after = page.after
        between()


class Paging(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(verbs=st.lists(st.sampled_from("abc"), max_size=12), rows=st.integers(1, 4))
    def test_every_row_is_walked_once_in_order(self, verbs, rows):
        Entry.objects.all()._raw_delete("default") if not verbs else None
        made = [entry(verb).pk for verb in verbs]
        found = Entry.objects.filter(pk__in=made).order_by("-act", "-id")
        assert walk(found, rows) == list(found.values_list("pk", flat=True))

    @settings(max_examples=15, deadline=None)
    @given(verbs=st.lists(st.sampled_from("abc"), min_size=3, max_size=9), rows=st.integers(1, 3))
    def test_rows_added_on_the_way_displace_none(self, verbs, rows):
        made = [entry(verb).pk for verb in verbs]
        found = Entry.objects.filter(pk__gte=made[0]).order_by("-act", "-id")
        seen = walk(found, rows, between=lambda: entry("z") if Entry.objects.count() < 60 else None)
        assert [pk for pk in seen if pk in made] == list(
            Entry.objects.filter(pk__in=made).order_by("-act", "-id").values_list("pk", flat=True)
        )
        assert len(seen) == len(set(seen))

    def test_dates_are_keys(self):
        made = [entry("a").pk for _ in range(5)]
        assert walk(Entry.objects.filter(pk__in=made).order_by("-at", "-id"), 2) == made[::-1]


BAD_KEYS = [
    "?", "e30", "W10", "bnVsbA", "é", "A" * 5000, _sealed([{"a": 1}]), _sealed([["x"]]), _sealed(["x"]),
    _sealed([None]), _sealed([1, 2, 3]), _sealed([10**30]),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_cannot_be_read_begins_again(key):
    made = [entry("a").pk for _ in range(3)]
    page = page_of(Entry.objects.filter(pk__in=made).order_by("-id"), key, Numbered, 2)
    assert len(page.items) in (0, 2)


def test_a_key_carries_dates():
    assert _sealed([START + timedelta(1), 3])
