"""Who was heard, what was contributed to a session of a forum, and what was entered by mistake."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.parliament.models import NAMELESS, AgendaItem, Contribution, Headcount, Sitting, Witness


@act("amend")
def hear(
    actor, sitting: Sitting, *, role: str, function: str = "", institution: str = "", name: str = "",
    country: str = "", sex: str = "", age_band: str = "",
) -> Witness:  # fmt: skip
    """Enter a witness by role.

    Raises `ValidationError` for the name of somebody who may be punished for speaking.
    """
    if role in NAMELESS and name.strip():
        said = _("No name is kept of soldiers, police officers, local authorities and citizens: write their function, "
                 "and leave the name empty.")  # fmt: skip
        raise ValidationError({"name": said})
    if not (function.strip() or institution.strip() or name.strip()):
        raise ValidationError(
            {"function": _("Say in what function this person was heard, or for which institution.")}
        )
    row = Witness.objects.create(
        sitting=sitting, role=role, function=function.strip(), institution=institution.strip(), name=name.strip(),
        country=country, sex=sex, age_band=age_band,
    )  # fmt: skip
    sitting.ledger_detail = {"witness": str(row.uuid), "role": role}
    return row


@act("amend")
def strike(actor, sitting: Sitting, *, line: Witness | Headcount | Contribution) -> None:
    """Take out a line that was entered by mistake: somebody who was not heard, people counted twice."""
    if line.sitting_id != sitting.pk:
        raise ValidationError(_("This line is not of this sitting. Load the page again."))
    sitting.ledger_detail = {"struck": line._meta.model_name, "line": str(line.uuid)}
    line.delete()


@act("amend")
def contribute(
    actor, sitting: Sitting, *, role: str, text: str, session: AgendaItem | None = None,
    institution: str = "", country: str = "", sex: str = "",
) -> Contribution:  # fmt: skip
    """Write down what was brought to a session, without a name."""
    if session is not None and session.sitting_id != sitting.pk:
        raise ValidationError({"session": _("Choose one of the matters of this sitting.")})
    row = Contribution.objects.create(
        sitting=sitting, role=role, text=text.strip(), session=session, institution=institution.strip(),
        country=country, sex=sex,
    )  # fmt: skip
    sitting.ledger_detail = {"contribution": str(row.uuid)}
    return row
