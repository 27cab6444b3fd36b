"""What may not be written about a site: where it is to the metre, and how many serve there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.core.disclosure import coordinates_in, strengths_in


def refuse_telltales(**texts: str) -> None:
    """Raise `ValidationError`, by field, for texts that give a position or a number of personnel."""
    faults = {field: said for field, text in texts.items() if (said := _fault(text or ""))}
    if faults:
        raise ValidationError(faults)


def _fault(text: str) -> str:
    if found := coordinates_in(text):
        said = _("“%(words)s” reads as a position on the map. Name the region or the province instead.")
        return said % {"words": found[0]}
    if found := strengths_in(text):
        said = _(
            "“%(words)s” tells how many people serve at a site, which no record keeps. Write a share, or leave the "
            "number out."
        )
        return said % {"words": found[0]}
    return ""
