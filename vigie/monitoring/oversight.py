"""How committees and study centres may ask: by what they are shown, so that no question tells more."""

from __future__ import annotations

from calendar import monthrange

from django.utils.translation import gettext as _

from vigie import access
from vigie.core.dates import When
from vigie.monitoring.faces.overseen import FINEST_LEVEL
from vigie.monitoring.forms import RegisterFilter

READERS = ("monitor", *access.ANALYSTS, *access.OVERSEERS)


def oversees(actor) -> bool:
    return access.role_of(actor) in access.OVERSEERS


class OverseerFilter(RegisterFilter):
    """The register's filter without what would give away a day, a settlement or a narrative.

    Asking day by day, or for one village, would otherwise tell what the answer leaves out.
    """

    def __init__(self, data, *, actor) -> None:
        super().__init__(data, actor=actor)
        del self.fields["text"]

    def clean(self) -> dict:
        given = super().clean()
        area = given.get("area")
        if area and area.level > FINEST_LEVEL:
            given["area"] = None
            self.add_error(
                "area", _("Here areas end at the province, cercle or department. Choose a broader one.")
            )
        return given

    def _by_first(self, found, when: When):
        return found.in_period(first=when.first.replace(day=1))

    def _by_last(self, found, when: When):
        last = when.last
        return found.in_period(last=last.replace(day=monthrange(last.year, last.month)[1]))


def filter_for(actor, data) -> RegisterFilter:
    return (OverseerFilter if oversees(actor) else RegisterFilter)(data, actor=actor)
