"""People in public office or command, as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from vigie.directory.faces.organisation import Related, Source
from vigie.directory.models import Command, Membership, Person
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedPerson:
    """A person in the list, with what sources say the person is or was."""

    slug: str = column(_("Short name"), "#contact+code")
    name: str = column(_("Name"), "#contact+name")
    country: str = column(_("Country"), "#country+code")
    organisations: tuple[str, ...] = column(_("Organisations"), "#org+list")
    units: tuple[str, ...] = column(_("Units"), "#org+unit+list")

    @classmethod
    def of(cls, row: Person) -> ListedPerson:
        organisations = dict.fromkeys(each.organisation.name for each in row.memberships.all())
        units = dict.fromkeys(each.unit.name for each in row.commands.all())
        return cls(row.slug, row.name, row.country, tuple(organisations), tuple(units))


@dataclass(frozen=True)
class Belonging:
    """A membership: who, where, in which post, when."""

    person: Related
    organisation: Related
    post: str
    role: str
    start: str
    end: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Membership) -> Belonging:
        return cls(
            Related(row.person.slug, row.person.name),
            Related(row.organisation.slug, row.organisation.name),
            row.post.label if row.post else "",
            row.role,
            row.start_date,
            row.end_date,
            Source.all_of(row),
        )


@dataclass(frozen=True)
class CommandLine:
    """What sources say about one command. It accuses nobody."""

    unit: Related
    holder: str
    person: str  # slug, empty where only the post is known
    post: str
    first: str
    last: str
    is_start: bool
    is_end: bool
    certainty: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Command) -> CommandLine:
        return cls(
            Related(row.unit.slug, row.unit.name),
            row.person.name if row.person else "",
            row.person.slug if row.person else "",
            row.post.label if row.post else "",
            row.first_cited,
            row.last_cited,
            row.is_start,
            row.is_end,
            row.certainty,
            Source.all_of(row),
        )


@dataclass(frozen=True)
class PersonPage:
    """One person, with dated memberships and commands."""

    slug: str
    name: str
    other_names: tuple[str, ...]
    country: str
    memberships: tuple[Belonging, ...]
    commands: tuple[CommandLine, ...]
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Person) -> PersonPage:
        return cls(
            row.slug,
            row.name,
            tuple(row.other_names),
            row.country,
            tuple(Belonging.of(each) for each in row.memberships.all()),
            tuple(CommandLine.of(each) for each in row.commands.all()),
            Source.all_of(row),
        )
