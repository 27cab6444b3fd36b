"""What anybody is shown of a place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vigie.places.gazetteer import Hit
from vigie.places.models import Area, Generation, Succession
from vigie.places.words import country_name, level_name
from vigie.web.tables import column
from vigie.web.words import number

# From this share on, what outlines tell apart is the way they were simplified.
THE_SAME = 0.9
DECIMALS = 5  # of a degree: a metre


@dataclass(frozen=True)
class GenerationChoice:
    """A generation, to be chosen in a list."""

    key: str
    country: str
    name: str
    valid_from: date
    valid_to: date | None
    schematic: bool

    @classmethod
    def of(cls, row: Generation) -> GenerationChoice:
        name = country_name(row.country)
        return cls(str(row.pk), name, row.name, row.valid_from, row.valid_to, row.schematic)


@dataclass(frozen=True)
class ListedArea:
    """An area in the list and in its downloads."""

    pcode: str = column(gettext_lazy("P-code"), "#adm+code")
    name: str = column(gettext_lazy("Name"), "#adm+name")
    level: int = column(gettext_lazy("Level"), "#adm+level+num")
    level_name: str = column(gettext_lazy("Kind"), "#adm+type")
    country: str = column(gettext_lazy("Country"), "#country+code+v_iso2")
    parent_pcode: str = column(gettext_lazy("Lies in (P-code)"), "#adm+parent+code")
    parent_name: str = column(gettext_lazy("Lies in"), "#adm+parent+name")
    generation: str = column(pgettext_lazy("boundaries", "Map"), "#meta+generation")
    valid_from: date = column(gettext_lazy("Valid from"), "#date+start")
    valid_to: date | None = column(gettext_lazy("Valid to"), "#date+end")
    lat: float | None = column(gettext_lazy("Latitude of the centre"), "#geo+lat")
    lon: float | None = column(gettext_lazy("Longitude of the centre"), "#geo+lon")
    schematic: bool = column(gettext_lazy("Schematic"), "#meta+schematic")
    source: str = column(gettext_lazy("Source"), "#meta+source")
    licence: str = column(gettext_lazy("Licence"), "#meta+license")
    parts: int = 0
    country_name: str = ""
    chosen: str = ""  # key of its generation
    geometry: dict | None = None

    @classmethod
    def of(cls, row: Area) -> ListedArea:
        about, parent = row.generation, row.parent
        return cls(
            row.pcode, row.name, row.level, level_name(row.level, row.country), row.country,
            parent.pcode if parent else "", parent.name if parent else "", about.name, about.valid_from,
            about.valid_to, row.centre_lat, row.centre_lon, about.schematic, about.source, about.licence,
            getattr(row, "parts", None) or 0, country_name(row.country), str(about.pk), _geometry(row),
        )  # fmt: skip


def _geometry(row: Area) -> dict | None:
    """The outline as GeoJSON, if the row was read with it."""
    outline = row.__dict__.get("outline")
    if outline is None:
        return None
    surface = shapely.set_precision(shapely.from_wkb(bytes(outline)), 10**-DECIMALS, mode="pointwise")
    return json.loads(shapely.to_geojson(surface))


@dataclass(frozen=True)
class AreaLink:
    """An area that another one leads to."""

    pcode: str
    name: str
    level_name: str = ""
    country: str = ""
    generation: str = ""
    chosen: str = ""


@dataclass(frozen=True)
class Kin:
    """What an area has in common with one of another generation, in words."""

    link: AreaLink
    words: str
    valid_from: date


@dataclass(frozen=True)
class AreaPage:
    """One area, as anybody may read it."""

    pcode: str
    name: str
    level: int
    level_name: str
    country: str
    country_name: str
    names: tuple[str, ...]
    above: tuple[AreaLink, ...]
    parts: tuple[AreaLink, ...]
    generation: str
    valid_from: date
    valid_to: date | None
    source: str
    licence: str
    schematic: bool
    derived: bool
    later: tuple[Kin, ...]
    earlier: tuple[Kin, ...]
    chosen: str

    @classmethod
    def of(cls, row: Area) -> AreaPage:
        about = row.generation
        parts = tuple(_link(each, about) for each in row.children.all())
        spelt = {name.name for name in row.names.all()} - {row.name}
        return cls(
            row.pcode, row.name, row.level, level_name(row.level, row.country), row.country,
            country_name(row.country), tuple(sorted(spelt)), tuple(_above(row)), parts,
            about.name, about.valid_from,
            about.valid_to, about.source, about.licence, about.schematic, row.derived,
            tuple(_became(each) for each in row.later.all()),
            tuple(_came(each) for each in row.earlier.all()), str(about.pk),
        )  # fmt: skip


def _link(row: Area, about: Generation) -> AreaLink:
    return AreaLink(
        row.pcode, row.name, level_name(row.level, row.country), row.country, about.name, str(about.pk)
    )


def _above(row: Area) -> list[AreaLink]:
    found = []
    while (row := row.parent) is not None:
        found.append(AreaLink(row.pcode, row.name, level_name(row.level, row.country), row.country))
    return found[::-1]


def _percent(share: float) -> str:
    return number(round(share * 100)) if share >= 0.01 else number(share * 100, 1)


def _same(row: Succession) -> bool:
    return row.share >= THE_SAME and row.share_of_new >= THE_SAME


def _became(row: Succession) -> Kin:
    other = row.new
    said = (
        _("the same area, as far as the outlines tell")
        if _same(row)
        else _("%(percent)s %% of this area is now in it") % {"percent": _percent(row.share)}
    )
    return Kin(_link(other, other.generation), said, other.generation.valid_from)


def _came(row: Succession) -> Kin:
    other = row.old
    if _same(row):
        said = _("the same area, as far as the outlines tell")
    else:
        said = _("%(percent)s %% of the former %(name)s") % {
            "percent": _percent(row.share), "name": other.name
        }  # fmt: skip
    return Kin(_link(other, other.generation), said, other.generation.valid_from)


@dataclass(frozen=True)
class FoundPlace:
    """A place found by name. That several bear one name is said, and none of them is chosen."""

    name: str = column(gettext_lazy("Name"), "#loc+name")
    kind: str = column(gettext_lazy("Kind"), "#loc+type")
    country: str = column(gettext_lazy("Country"), "#country+code+v_iso2")
    above: tuple[str, ...] = column(gettext_lazy("Lies in"), "#adm+name+list")
    pcode: str = column(gettext_lazy("P-code"), "#adm+code")
    lat: float | None = column(gettext_lazy("Latitude"), "#geo+lat")
    lon: float | None = column(gettext_lazy("Longitude"), "#geo+lon")
    likeness: float = column(gettext_lazy("Likeness of the name, of 100"), "#indicator+likeness+num")
    homonyms: int = column(gettext_lazy("Others of this name"), "#indicator+homonyms+num")
    is_area: bool = False
    country_name: str = ""
    geometry: dict | None = None

    @classmethod
    def of(cls, hit: Hit) -> FoundPlace:
        is_area = hit.kind == "area"
        kind = level_name(hit.level, hit.country) if is_area else _("settlement")
        point = {"type": "Point", "coordinates": [hit.lon, hit.lat]} if hit.lat is not None else None
        return cls(
            hit.name, kind, hit.country, hit.above, hit.pcode, hit.lat, hit.lon, hit.score, hit.homonyms,
            is_area, country_name(hit.country), point,
        )  # fmt: skip
