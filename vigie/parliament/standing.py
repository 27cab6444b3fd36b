"""Whether a committee is there at all on a day: what it does lies between its founding and its dissolution."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.core.partial_dates import span
from vigie.directory.models import Organisation
from vigie.web import words


def refuse_outside_its_time(body: Organisation, day: date, field: str) -> None:
    """Raise `ValidationError` on `field` for a day before the body is founded or after it is dissolved.

    A partial date is given the benefit of the doubt: "2024" lets every day of 2024 pass.
    """
    founded, dissolved = span(body.founding_date), span(body.dissolution_date)
    if founded and day < founded.first:
        said = _("%(body)s exists since %(date)s. Choose a later day, or correct its date in the directory.")
        raise ValidationError({field: said % {"body": body.name, "date": words.when(founded)}})
    if dissolved and day > dissolved.last:
        said = _("%(body)s was dissolved (%(date)s). Choose an earlier day, or the body that succeeded it.")
        raise ValidationError({field: said % {"body": body.name, "date": words.when(dissolved)}})
