"""Drafts that nobody came back to are thrown away; those in use and those that were sent stay."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from vigie.intake.models import Draft, DraftFile, Submission
from vigie.intake.receiving import stored
from vigie.intake.webform.clearing import UNTOUCHED, clear_old_drafts
from vigie.ledger.models import Entry

JUST_TOO_OLD = UNTOUCHED + timedelta(hours=1)


@pytest.fixture
def left(incident, people):
    """Leave a draft behind, as it was so long ago."""

    def leaving(ago: timedelta, **more) -> Draft:
        draft = Draft.objects.create(
            account=people["monitor"], version=incident, answers={"a": "Récit inventé."}, **more
        )
        Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - ago)
        return draft

    return leaving


def test_what_nobody_touched_for_sixty_days_is_gone_with_its_files(left):
    old, young = left(JUST_TOO_OLD), left(UNTOUCHED - timedelta(hours=1))
    kept = stored.keep_bytes(b"an invented photograph")
    long_ago = (timezone.now() - JUST_TOO_OLD).timestamp()
    os.utime(stored.path_of(kept.sha256), (long_ago, long_ago))
    DraftFile.objects.create(draft=old, name="a.jpg", sha256=kept.sha256, size=kept.size)
    assert clear_old_drafts() == 1
    assert list(Draft.objects.all()) == [young]
    assert not stored.path_of(kept.sha256).exists()
    line = Entry.objects.get(act="expire")
    assert (line.role, line.object_id, line.detail) == ("node", str(old.pk), {})
    assert clear_old_drafts() == 0


def test_words_that_were_held_lately_and_receipts_stay(left, incident, organisation):
    left(JUST_TOO_OLD, held=b"sealed", held_at=timezone.now() - timedelta(days=2))
    submission = Submission.objects.create(
        form=incident.form, root="uuid:1", organisation=organisation, channel="web"
    )
    left(JUST_TOO_OLD, submission=submission)
    left(JUST_TOO_OLD, held=b"sealed", held_at=timezone.now() - JUST_TOO_OLD)
    assert clear_old_drafts() == 1
    assert Draft.objects.count() == 2


def test_the_list_of_forms_says_so(monitor, incident):
    assert "60 jours" in monitor.get("/remplir").content.decode()
