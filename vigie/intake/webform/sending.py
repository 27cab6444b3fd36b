"""A finished draft sent as every channel sends: the same draft sent twice is one record."""

from __future__ import annotations

from vigie.core.xforms.filling import record
from vigie.intake.acts.draft import sent
from vigie.intake.acts.submission import receive
from vigie.intake.models import Draft, DraftFile
from vigie.intake.receiving import stored
from vigie.intake.receiving.arrival import File, Sender
from vigie.intake.receiving.writing import Received
from vigie.intake.webform.opening import opened


def send(actor, draft: Draft) -> Received:
    """Send a draft and note where it went. Raises `NotTaken`; then the draft stays as it is."""
    filling = opened(draft, at=draft.saved_at)
    named = [each.text for each in _answers(filling.root) if each.part.question.is_binary]
    files = [_copied(each) for each in draft.files.all() if each.name in named]
    # When it was last saved is when it was finished: sent again, it is the same to the byte.
    xml = record(filling, f"uuid:{draft.uuid}", draft.saved_at.isoformat(timespec="milliseconds"))
    received = receive(Sender(actor, "web"), xml=xml, files=files)
    sent(actor, draft, received=received)
    return received


def _answers(node):
    for each in node.children:
        if each.part.question is not None:
            yield each
        yield from _answers(each)


def _copied(file: DraftFile) -> File:
    """The file once more under a passing name: `receive` keeps it or removes it."""
    with stored.opened(file.sha256) as content:
        return File(file.name, stored.stage(iter(lambda: content.read(stored.PIECE_BYTES), b"")))
