"""Units of security forces, as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from vigie.directory import wording
from vigie.directory.commanding import Above, Answered
from vigie.directory.faces.organisation import Source
from vigie.directory.faces.person import CommandLine
from vigie.directory.models import Positioning, Unit
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedUnit:
    """A unit in the list."""

    slug: str = column(_("Short name"), "#org+unit+code")
    name: str = column(_("Name"), "#org+unit+name")
    kind: str = column(_("Kind"), "#org+type+code")
    kind_name: str = column(_("Kind, in words"), "#org+type+name")
    country: str = column(_("Country"), "#country+code")
    country_name: str = ""

    @classmethod
    def of(cls, row: Unit) -> ListedUnit:
        shown = wording.country(row.country)
        return cls(row.slug, row.name, row.kind, wording.unit_kind(row.kind), row.country, shown)


@dataclass(frozen=True)
class Position:
    """Where a unit is said to be or to operate. By area, with the name that the source gives."""

    kind: str
    kind_name: str
    pcode: str
    area: str
    place: str
    start: str
    end: str
    certainty: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Positioning) -> Position:
        return cls(
            row.kind,
            str(row.get_kind_display()),
            row.area.pcode,
            row.area.name,
            row.place,
            row.start_date,
            row.end_date,
            row.certainty,
            Source.all_of(row),
        )


@dataclass(frozen=True)
class UnitPage:
    """One unit: its command over time, where it was, under whom, and who commanded on the date asked.

    The view puts the two answers, `answered` and `above`, on the row.
    """

    slug: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    kind_name: str
    country: str
    country_name: str
    external_id: str
    commands: tuple[CommandLine, ...]
    positions: tuple[Position, ...]
    above: tuple[Above, ...]
    answered: Answered | None
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Unit) -> UnitPage:
        return cls(
            row.slug,
            row.name,
            tuple(row.other_names),
            row.kind,
            wording.unit_kind(row.kind),
            row.country,
            wording.country(row.country),
            row.external_id,
            tuple(CommandLine.of(each) for each in row.commands.all()),
            tuple(Position.of(each) for each in row.positions.all()),
            tuple(row.above),
            row.answered,
            Source.all_of(row),
        )
