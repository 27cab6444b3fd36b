"""Filling a form in a browser: begin, keep what was answered, throw it away, note that it was sent."""

from __future__ import annotations

from django.utils import timezone

from vigie.intake.models import Draft, DraftFile, Form, FormVersion
from vigie.intake.receiving import stored
from vigie.intake.receiving.stored import Staged
from vigie.intake.receiving.writing import Received
from vigie.intake.webform.opening import begun
from vigie.ledger.act import act


@act("fill")
def begin(actor, form: Form, *, version: FormVersion, language: str) -> Draft:
    """Begin to fill a form. What the form sets by itself at the start is set."""
    draft = Draft(account=actor, version=version, language=language)
    draft.answers = begun(draft).answers()
    draft.save()
    return draft


@act("amend")
def keep_answers(actor, draft: Draft, *, answers: dict, step: str, language: str) -> None:
    """Keep the answers as they now are, and where their writer stands. What was held is in them, or given up."""
    draft.answers, draft.step, draft.language = answers, step, language
    draft.held = draft.held_at = None
    draft.save(update_fields=["answers", "step", "language", "saved_at", "held", "held_at"])


@act("amend")
def keep_file(actor, draft: Draft, *, name: str, staged: Staged) -> None:
    """Keep a photograph or a recording until the form is sent."""
    stored.keep([staged])
    DraftFile.objects.create(draft=draft, name=name, sha256=staged.sha256, size=staged.size)


@act("hold")
def hold(actor, draft: Draft, *, words: bytes) -> None:
    """Keep sealed words of somebody who is not signed in any more."""
    draft.held, draft.held_at = words, timezone.now()
    draft.save(update_fields=["held", "held_at"])


@act("amend")
def throw_away(actor, draft: Draft) -> None:
    """Remove a draft with all that was typed. Its files go with the next sweep."""
    Draft.objects.filter(pk=draft.pk).delete()  # the row in hand keeps its key, for the ledger


@act("expire")
def expire(actor, draft: Draft) -> None:
    """Remove a draft that nobody came back to, with all that was typed."""
    Draft.objects.filter(pk=draft.pk).delete()


@act("amend")
def sent(actor, draft: Draft, *, received: Received) -> None:
    """Note where a draft went, and remove what was typed: it stands in the record now."""
    draft.submission, draft.answers = received.submission, {}
    draft.held = draft.held_at = None
    draft.save(update_fields=["submission", "answers", "saved_at", "held", "held_at"])
    draft.files.all().delete()
