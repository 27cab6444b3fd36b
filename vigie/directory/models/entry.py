"""What every entry of the directory has to get right before it is written."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.core.partial_dates import NotADate, ends_before, span


def check_dates(row, start: str, end: str) -> None:
    """Refuse partial dates that cannot be read, or that are in the wrong order. Raises `ValidationError`."""
    for name in (start, end):
        try:
            span(getattr(row, name))
        except NotADate as error:
            raise ValidationError({name: not_a_date(getattr(row, name))}) from error
    if ends_before(getattr(row, start), getattr(row, end)):
        raise ValidationError({end: _("The end is before the beginning. Exchange the two dates.")})


def not_a_date(said: str) -> str:
    return _("“%(said)s” is not a date. Write 2026, 2026-03 or 2026-03-18.") % {"said": said}
