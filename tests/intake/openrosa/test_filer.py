"""The filer: what waits is filed once, and an error never loses a record."""

from __future__ import annotations

import os
import time

import pytest

from tests.intake.openrosa.field import Filled
from vigie.intake.models import Attachment, Submission
from vigie.intake.receiving import filer, stored
from vigie.intake.receiving.filer import alone, file_waiting


@pytest.fixture
def waiting(phone):
    for _record in range(3):
        assert phone.send(Filled()).status_code == 201
    return list(Submission.objects.order_by("id"))


def states() -> list[str]:
    return list(Submission.objects.order_by("id").values_list("state", flat=True))


def mark(batch, state="filed") -> None:
    Submission.objects.filter(pk__in=[each.pk for each in batch]).update(state=state)


def test_what_waits_is_filed_oldest_first(waiting, monkeypatch):
    monkeypatch.setattr(filer, "BATCH", 2)
    met = []

    def file(batch):
        met.append([each.pk for each in batch])
        mark(batch)

    assert [file_waiting(file) for _round in range(3)] == [2, 1, 0]
    assert met == [[each.pk for each in waiting[:2]], [waiting[2].pk]]


def test_one_bad_record_does_not_hold_up_its_neighbours(waiting):
    def file(batch):
        if waiting[1].pk in [each.pk for each in batch]:
            raise ValueError("spoilt")
        mark(batch)

    file_waiting(file)
    assert states() == ["filed", "faulty", "filed"]
    waiting[1].refresh_from_db()
    assert waiting[1].faults[0]["params"] == {"why": "ValueError"}
    assert file_waiting(file) == 0


def test_what_nobody_files_does_not_wait_for_ever(waiting):
    file_waiting(lambda batch: None)
    assert states() == ["faulty"] * 3


def test_a_round_that_breaks_half_way_leaves_nothing_half_done(waiting):
    def file(batch):
        mark(batch)
        raise ValueError

    file_waiting(file)
    assert states() == ["faulty"] * 3


def test_only_one_files_at_a_time(db):
    with alone() as first:
        assert first
    with alone() as again:
        assert again


def test_the_sweep_clears_what_a_crash_left_and_nothing_else(phone):
    phone.send(Filled(photo="a.jpg"), {"a.jpg": b"A"})
    orphan, fresh = stored.keep_bytes(b"nobody names this"), stored.keep_bytes(b"just come")
    half, under_way = stored.arriving() / "half", stored.arriving() / "under-way"
    half.write_bytes(b"x")
    under_way.write_bytes(b"x")
    kept = Attachment.objects.get().sha256
    long_ago = time.time() - 2 * stored.ORPHAN_AGE_SECONDS
    for each in (half, stored.path_of(orphan.sha256), stored.path_of(kept)):
        os.utime(each, (long_ago, long_ago))
    assert stored.sweep() == (1, 1)
    assert stored.read(kept) == b"A"
    assert stored.path_of(fresh.sha256).exists() and under_way.exists()
    assert not half.exists() and not stored.path_of(orphan.sha256).exists()
