"""What is done with records that have come in: they are filed, and what they say of lists is carried out."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Sequence

from django.db import transaction

from vigie.access import NodeActor
from vigie.intake.acts.entity import carry_out_entities, carry_out_held_entities
from vigie.intake.acts.filing import file_submissions
from vigie.intake.models import EntityVersion, Submission, SubmissionVersion
from vigie.intake.xlsforms.versions import definition_of
from vigie.ledger.models import Node

log = logging.getLogger(__name__)

# Records that count: those from a seized phone, trials and what is still encrypted change no list.
COUNTED = ("filed", "faulty")


def work(batch: Sequence[Submission]) -> None:
    """File a batch of waiting records, then make or change the entities that they name."""
    file_submissions(NodeActor(), batch)
    for submission in _with_entities([each.pk for each in batch]):
        try:
            with transaction.atomic():
                carry_out_entities(NodeActor(), submission)
        except Exception:
            # The record stands in the register; only what it says of a list is left undone.
            log.exception("The entities of submission %s could not be carried out", submission.pk)


def ready() -> None:
    """Load the matching, or compile it where that was never done: it may take a minute, and locks nothing."""
    from vigie.counting.running import warm  # costs memory that a node to which nobody sends can do without

    warm()
    # What is loaded by now stays: to look through it again for garbage took a sixth of the time of filing.
    gc.collect()
    gc.freeze()


def tend() -> None:
    """Do what time brings about: changes of lists that have waited long enough for the one before them."""
    if EntityVersion.objects.filter(number=None).exists():
        carry_out_held_entities(NodeActor(), Node.here())


def _with_entities(keys: list[int]) -> Iterator[Submission]:
    """Those whose form speaks of entities, in the order in which they came."""
    current = SubmissionVersion.objects.filter(
        submission__in=keys, submission__state__in=COUNTED, is_current=True
    )
    heavy = ("xml", "form_version__xml", "form_version__sheet")
    for version in current.select_related("form_version", "submission").defer(*heavy).order_by("submission"):
        if definition_of(version.form_version).entities:
            yield version.submission
