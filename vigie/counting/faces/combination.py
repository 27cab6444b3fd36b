"""Who holds what together, as rows of a table and of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from vigie.counting.showing import Combined
from vigie.web.tables import column


@dataclass(frozen=True)
class CombinedLists:
    """Incidents that stand on the lists of exactly these organisations."""

    organisations: tuple[str, ...] = column(_("Organisations"), "#org+list")
    number: int = column(_("Number of organisations"), "#org+num")
    incidents: int = column(_("Incidents"), "#meta+incidents+num")

    @classmethod
    def of(cls, row: tuple[Sequence[str], Combined]) -> CombinedLists:
        names, combined = row
        return cls(tuple(names[each] for each in combined.members), len(combined.members), combined.count)

    @property
    def said(self) -> str:
        return ", ".join(self.organisations) or translated("other combinations together")
