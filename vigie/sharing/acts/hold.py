"""All sharing from a country is stopped, and set free again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account, Organisation
from vigie.ledger.act import act
from vigie.sharing.models import REACHES, Hold

COUNTRIES = ("BF", "ML", "NE")


@act("keep")
def hold(actor, organisation: Organisation, *, country: str, reach: str, reason: str) -> Hold:
    """Close the border of a country to what is shared, at once. Nothing is changed or sent; lifting undoes it exactly.

    A parliament or committee stops its own country; the bureau of the framework any of the three.
    """
    if country not in allowed(organisation):
        raise ValidationError({"country": _("Your body may stop the sharing of its own country only.")})
    if reach not in dict(REACHES):
        raise ValidationError({"reach": _("Choose what is stopped.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: every body reads it.")})
    if Hold.objects.in_force().filter(country=country, holder=organisation).exists():
        raise ValidationError({"country": _("You have stopped it already. Lift that first to change it.")})
    made = Hold.objects.create(
        country=country, reach=reach, reason=reason.strip(), holder=organisation,
        set_by=actor if isinstance(actor, Account) else None,
    )  # fmt: skip
    organisation.ledger_detail = {"hold": str(made.uuid), "country": country, "reach": reach}
    return made


@act("lift")
def lift(actor, held: Hold) -> None:
    """Set the sharing free that this hold stopped. Another hold of the same country stays in force."""
    if held.lifted_at is not None:
        raise ValidationError(_("This has been lifted already."))
    held.lifted_at = timezone.now()
    held.lifted_by = actor if isinstance(actor, Account) else None
    held.save(update_fields=["lifted_at", "lifted_by"])
    held.ledger_detail = {"country": held.country}


def allowed(organisation: Organisation) -> tuple[str, ...]:
    """The countries whose sharing a body may stop."""
    if organisation.classification == "regional":
        return COUNTRIES
    own = organisation.country
    return (own,) if own and organisation.classification in ("parliament", "committee") else ()
