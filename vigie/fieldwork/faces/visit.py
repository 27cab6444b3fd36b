"""A visit as its readers see it: an area and never a point."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from vigie.core.dates import When
from vigie.fieldwork.models import Visit
from vigie.fieldwork.wording import Wording
from vigie.web import codes, words
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedVisit:
    """One line of the list of visits."""

    uuid: str = column(gettext_noop("Visit"), "#meta+id")
    kind: str = column(gettext_noop("Kind"), "#activity+type")
    date: str = column(gettext_noop("Date"), "#date")
    place: str = column(gettext_noop("Place"), "#loc+name")
    area: str = column(gettext_noop("Area"), "#adm+name")
    area_code: str = column(gettext_noop("Area code"), "#adm+code")
    countries: str = column(gettext_noop("Country"), "#country")
    organisation: str = column(gettext_noop("Organisation"), "#org")
    findings: int = column(gettext_noop("Findings"), "#indicator+num")

    @classmethod
    def of(cls, row: Visit) -> ListedVisit:
        area = row.area
        return cls(
            str(row.uuid), str(row.get_kind_display()), _when(row), row.place_name, area.name if area else "",
            area.pcode if area else "", codes.countries(row.countries), row.organisation.name,
            len(row.findings),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownVisit:
    """One visit: its findings as question and answer, in words."""

    uuid: str
    kind: str
    date: str
    place: str
    area: str
    area_code: str
    countries: str
    organisation: str
    tlp: str
    version: int
    is_held: bool
    findings: tuple[tuple[str, str], ...]
    text: str
    language: str

    @classmethod
    def worded(cls, row: Visit, wording: Wording) -> ShownVisit:
        area = row.area
        ordered = sorted(row.findings.items(), key=lambda found: (wording.place_of(found[0]), found[0]))
        found = tuple((wording.question(code), wording.answer(code, said)) for code, said in ordered)
        return cls(
            str(row.uuid), str(row.get_kind_display()), _when(row), row.place_name, area.name if area else "",
            area.pcode if area else "", codes.countries(row.countries), row.organisation.name,
            row.audience.tlp, row.version, row.is_held, found, row.text, row.language,
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownVisit) -> ShownVisit:
        return shown


def _when(row: Visit) -> str:
    return words.when(When(row.date_first, row.date_last, row.date_precision))
