"""Somebody other than the addressee looks, and says what was found."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from vigie.followup import refusing
from vigie.followup.models import Recommendation, Verification
from vigie.ledger.act import act


@act("verify")
def verify(
    actor,
    recommendation: Recommendation,
    *,
    verified_status: str,
    method: str,
    text: str,
    on: date | None = None,
    people: str = "",
    source: tuple[str, str] = ("", ""),
    done_count: int | None = None,
    done_out_of: int | None = None,
) -> Verification:
    """Say what was found, how, and by whom. `source` is (label, key) of the visit or audit that found it.

    The addressee's own word is refused with a sentence: it reports progress.
    """
    on = on or timezone.localdate()
    refusing.refuse_ended(recommendation)
    if sentence := refusing.may_not_verify(actor.organisation, recommendation):
        raise ValidationError(sentence)
    refusing.refuse_day("on", on, recommendation, timezone.localdate())
    refusing.refuse_count(done_count, done_out_of)
    label, key = source
    made = Verification(
        recommendation=recommendation, verified_status=verified_status, method=method, text=text, on=on,
        by=actor.organisation or recommendation.body, people=people, source_label=label, source_key=key,
        done_count=done_count, done_out_of=done_out_of,
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    recommendation.ledger_detail = {"verified": verified_status}
    return made
