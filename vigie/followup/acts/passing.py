"""What was asked of a body that ended goes on to the one that took over, by those who asked."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from vigie.directory.models import Organisation
from vigie.followup.acts.inheriting import check_took_over, passed
from vigie.followup.models import Inheritance, Recommendation
from vigie.ledger.act import act


@act("recommend")
def pass_on(
    actor, body: Organisation, *, from_body: Organisation, to_body: Organisation, on: date | None = None
) -> list[Inheritance]:
    """Address to `to_body` what `body` asked of `from_body` and is still open: nobody there signs in here.

    Deadlines stay. Raises `ValidationError` where the directory does not say that `to_body` took over.
    """
    check_took_over(from_body, to_body)
    found = Recommendation.objects.live().filter(body=body, addressee=from_body)
    made = passed(found, "addressee", from_body, to_body, on or timezone.localdate())
    body.ledger_detail = {"from": from_body.slug, "to": to_body.slug, "passed": len(made)}
    return made
