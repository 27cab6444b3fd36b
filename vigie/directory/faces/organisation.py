"""Organisations and their posts, as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from vigie.directory import wording
from vigie.directory.models import Organisation, Post
from vigie.web.tables import column


@dataclass(frozen=True)
class Source:
    """One source of an entry."""

    text: str
    url: str
    date: str

    @classmethod
    def all_of(cls, row) -> tuple[Source, ...]:
        return tuple(cls(each["text"], each.get("url", ""), each.get("date", "")) for each in row.sources)


@dataclass(frozen=True)
class ListedOrganisation:
    """An organisation in the list. Anyone may see it."""

    slug: str = column(_("Short name"), "#org+code")
    name: str = column(_("Name"), "#org+name")
    kind: str = column(_("Kind"), "#org+type+code")
    kind_name: str = column(_("Kind, in words"), "#org+type+name")
    country: str = column(_("Country"), "#country+code")
    country_name: str = ""

    @classmethod
    def of(cls, row: Organisation) -> ListedOrganisation:
        kind = wording.organisation_kind(row.classification)
        shown = wording.country(row.country) if row.country else ""
        return cls(row.slug, row.name, row.classification, kind, row.country, shown)


@dataclass(frozen=True)
class Related:
    """Another organisation, a person or a unit, as a link."""

    slug: str
    name: str


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation. Anyone may see it; its people and posts are shown apart."""

    slug: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    kind_name: str
    country: str
    country_name: str
    founding_date: str
    dissolution_date: str
    is_member: bool
    parent: Related | None
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Organisation) -> OrganisationPage:
        return cls(
            row.slug,
            row.name,
            tuple(row.other_names),
            row.classification,
            wording.organisation_kind(row.classification),
            row.country,
            wording.country(row.country) if row.country else "",
            row.founding_date,
            row.dissolution_date,
            row.is_member,
            Related(row.parent.slug, row.parent.name) if row.parent else None,
            Source.all_of(row),
        )


@dataclass(frozen=True)
class ListedPost:
    """A post, in an organisation or at the head of a unit."""

    slug: str = column(_("Short name"), "#meta+id")
    label: str = column(_("Post"), "#role+name")
    role: str = column(_("Role"), "#role+type")
    organisation: str = column(_("Organisation"), "#org+code")
    unit: str = column(_("Unit"), "#org+unit+code")
    body_name: str = column(_("Name"), "#org+name")

    @classmethod
    def of(cls, row: Post) -> ListedPost:
        body = row.organisation or row.unit
        return cls(
            row.slug,
            row.label,
            row.role,
            row.organisation.slug if row.organisation else "",
            row.unit.slug if row.unit else "",
            body.name,
        )
