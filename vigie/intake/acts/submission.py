"""Receiving what a monitor sends, by whatever channel, and keeping aside what can't be taken."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from errno import EDQUOT, ENOSPC

from django.db import DatabaseError
from django.db.models import Sum

from vigie.intake.acts.phone import check_standing
from vigie.intake.models import SetAside
from vigie.intake.receiving import filer, standing, stored
from vigie.intake.receiving.arrival import Arrival, File, Sender, understood
from vigie.intake.receiving.committing import Together
from vigie.intake.receiving.refusals import NOT_SET_ASIDE, NotTaken
from vigie.intake.receiving.writing import Received, Void, write_down

# Of one organisation, and not looked at yet: more would let one broken phone fill the disk.
SET_ASIDE_BYTES = 500_000_000

log = logging.getLogger(__name__)
_together: Together[Arrival, Received] = Together(write_down)


def receive(sender: Sender, *, xml: bytes, files: Sequence[File] = ()) -> Received:
    """Take one record of a sender: it is on disk when this returns. One ledger line for a new one or an edit.

    The same record sent again adds only files that were missing. `files` are staged (`stored.stage`) and are
    kept or removed here. Raises `NotTaken`: then nothing of it is a record, and what was sent is set aside for
    a person to look at, unless the sender had no right to send it or the disk is full.
    """
    try:
        stored.check_room(len(xml))
        received = _received(sender, xml, files)
    except NotTaken as refusal:
        set_aside(sender, refusal, xml=xml, files=files)
        raise
    except (OSError, DatabaseError) as error:
        stored.drop(each.staged for each in files)
        raise _broken(error) from error
    filer.wake()
    return received


def _received(sender: Sender, xml: bytes, files: Sequence[File]) -> Received:
    sha256 = hashlib.sha256(xml).hexdigest()
    arrival = understood(sender, sha256, xml, files)
    stored.keep(each.staged for each in files)
    try:
        return _together.put(arrival)
    except Void:
        standing.forget()
    check_standing(sender)
    return _together.put(understood(sender, sha256, xml, files))


def set_aside(sender: Sender, refusal: NotTaken, *, xml: bytes = b"", files: Sequence[File] = ()) -> None:
    """Keep what was refused, for a person to look at: every piece once, and of each why it is there."""
    if refusal.code in NOT_SET_ASIDE or not _has_room(sender, sum(each.staged.size for each in files)):
        stored.drop(each.staged for each in files)
        return
    pieces = [*files, File("xml_submission_file", stored.stage([xml]))] if xml else list(files)
    present = [each for each in pieces if each.staged.path.exists()]
    stored.keep(each.staged for each in present)
    SetAside.objects.bulk_create(
        [
            SetAside(
                organisation=sender.actor.organisation, filed_by=sender.actor, phone=sender.phone,
                channel=sender.channel, code=refusal.code, sha256=each.staged.sha256, size=each.staged.size,
                about={**refusal.params, "name": each.name[:250]},
            )
            for each in pieces
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _has_room(sender: Sender, size: int) -> bool:
    waiting = SetAside.objects.filter(organisation=sender.actor.organisation, looked_at=None)
    held = waiting.aggregate(held=Sum("size"))["held"] or 0
    if held + size <= SET_ASIDE_BYTES:
        return True
    log.warning("What is set aside for organisation %s is full", sender.actor.organisation_id)
    return False


def _broken(error: Exception) -> NotTaken:
    """What a failing disk or database means to the person: full, or broken. The phone keeps its copy."""
    full = getattr(error, "errno", None) in (ENOSPC, EDQUOT)
    if isinstance(error, DatabaseError):  # the words of SQLite and of PostgreSQL
        full = "disk is full" in str(error) or "No space left" in str(error)
    log.error("A submission could not be stored: %s", "disk full" if full else type(error).__name__)
    return NotTaken("no-space" if full else "broken")
