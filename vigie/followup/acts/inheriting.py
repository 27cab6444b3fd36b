"""What a body left open passes to the one that took over, as what the institution asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation, Succession
from vigie.followup.models import Inheritance, Recommendation
from vigie.ledger.act import act


@act("inherit")
def inherit(
    actor, to_body: Organisation, *, from_body: Organisation, on: date | None = None
) -> list[Inheritance]:
    """Take over what `from_body` left open: what it asked and what was asked of it. Drafts stay what they were.

    The directory must say that `to_body` took over, by which act and when. What was adopted stays adopted by the older
    body: each recommendation says who adopted and who inherited it, and its deadlines stay. A second time takes
    nothing more. Raises `ValidationError` with a sentence.
    """
    check_took_over(from_body, to_body)
    on, live = on or timezone.localdate(), Recommendation.objects.live()
    made = [
        *passed(live.filter(body=from_body), "body", from_body, to_body, on),
        *passed(live.filter(addressee=from_body), "addressee", from_body, to_body, on),
    ]
    to_body.ledger_detail = {"from": from_body.slug, "inherited": len(made)}
    return made


def left_open(bodies: Iterable[Organisation]) -> list[Organisation]:
    """Those of these bodies that have left something open. Only that they have: what it is, the law says to whom."""
    live = Recommendation.objects.live()
    asking = {*live.values_list("body", flat=True), *live.values_list("addressee", flat=True)}
    return [body for body in bodies if body.pk in asking]


def check_took_over(earlier: Organisation, later: Organisation) -> None:
    """Raise `ValidationError` where the directory does not say so."""
    if not Succession.objects.filter(earlier=earlier, later=later).exists():
        said = {"later": later.name, "earlier": earlier.name}
        sentence = _(
            "The directory does not say that %(later)s took over from %(earlier)s. Write the succession down first."
        )
        raise ValidationError(sentence % said)


def passed(found, side: str, earlier: Organisation, later: Organisation, on: date) -> list[Inheritance]:
    """Move the open recommendations of `found` from one body to the other, on one side. A plain step of acts."""
    open_ones = list(found.select_for_update().select_related("terms"))
    for row in open_ones:
        setattr(row, side, later)
        row.save(update_fields=[side])
        if side == "body" and row.terms.originator_id == earlier.pk:
            # Who decides on its terms is the institution, which has another name now.
            row.terms.originator = later
            row.terms.save(update_fields=["originator"])
    return Inheritance.objects.bulk_create(
        Inheritance(recommendation=row, earlier=earlier, later=later, side=side, on=on) for row in open_ones
    )
