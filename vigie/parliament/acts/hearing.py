"""Who was heard, and what was contributed to a session of a forum."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.parliament.models import NAMELESS, AgendaItem, Contribution, Sitting, Witness


@act("amend")
def hear(
    actor, sitting: Sitting, *, uuid: UUID, role: str, function: str = "", institution: str = "", name: str = "",
    country: str = "", sex: str = "", age_band: str = "",
) -> Witness:  # fmt: skip
    """Enter a witness by role. `uuid` is of this entry: sent twice, it stands once.

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
    row, _made = Witness.objects.get_or_create(
        uuid=uuid, sitting=sitting,
        defaults={
            "role": role, "function": function.strip(), "institution": institution.strip(), "name": name.strip(),
            "country": country, "sex": sex, "age_band": age_band,
        },
    )  # fmt: skip
    sitting.ledger_detail = {"witness": str(row.uuid), "role": role}
    return row


@act("amend")
def contribute(
    actor, sitting: Sitting, *, uuid: UUID, role: str, text: str, session: AgendaItem | None = None,
    institution: str = "", country: str = "", sex: str = "",
) -> Contribution:  # fmt: skip
    """Write down what was brought to a session, without a name. `uuid` is of this entry: sent twice, it stands once."""
    if session is not None and session.sitting_id != sitting.pk:
        raise ValidationError({"session": _("Choose one of the matters of this sitting.")})
    row, _made = Contribution.objects.get_or_create(
        uuid=uuid, sitting=sitting,
        defaults={
            "role": role, "text": text.strip(), "session": session, "institution": institution.strip(),
            "country": country, "sex": sex,
        },
    )  # fmt: skip
    sitting.ledger_detail = {"contribution": str(row.uuid)}
    return row
