"""What is worth saying about a location that does not fit, as a sentence for the person who sent it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.places.words import country_name


@dataclass(frozen=True)
class Remark:
    """`code` is "outside_country", "swapped", "outside_area", "unknown_area", "ambiguous" or "unknown_name".

    `said` is what the source says; `km`, how far a point lies outside of it; `found`, how many there are.
    """

    code: str
    said: str
    km: float | None = None
    found: int = 0

    def __str__(self) -> str:
        about = {"said": self.said, "km": round(self.km or 0), "n": self.found}
        if self.code in ("outside_country", "swapped"):
            about["said"] = ", ".join(country_name(code) for code in self.said.split())
        return {
            "outside_country": _(
                "The point lies %(km)s km outside %(said)s. Only the place in words is kept; check the "
                "coordinates."
            ),
            "swapped": _(
                "The point lies outside %(said)s, and inside with latitude and longitude exchanged. Only the "
                "place in words is kept; check the coordinates."
            ),
            "outside_area": _("The point lies %(km)s km outside %(said)s. Check the point or the area."),
            "unknown_area": _("No area of this level is called “%(said)s”. Check its name or code."),
            "ambiguous": _("%(n)s places are called “%(said)s”. Say the commune or give the coordinates."),
            "unknown_name": _(
                "No place called “%(said)s” is known. Check the spelling or give the coordinates."
            ),
        }[self.code] % about
