"""A framework of consultation as its readers see it: who presides, who belongs, what it declared and undertook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from vigie.parliament.faces.signing import SignLine, signs_of
from vigie.parliament.models import Declaration, FrameworkMember, Mandate
from vigie.web import codes
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedFramework:
    """One line of the list of frameworks."""

    slug: str = column(gettext_noop("Identifier"), "#meta+id")
    name: str = column(gettext_noop("Framework"), "#org")
    members: int = column(gettext_noop("Members today"), "#indicator+num")

    @classmethod
    def of(cls, row) -> ListedFramework:
        return cls(row.body.slug, row.body.name, row.members_today)


@dataclass(frozen=True)
class Held:
    """Who holds or held a post; `holder` only for those who may read it. No `body`: nobody did in that time."""

    body: str
    country: str
    holder: str
    since: date
    until: date | None

    @classmethod
    def told(cls, row: Mandate, named: bool) -> Held:
        holder = row.holder if named else ""
        return cls(row.body.name, codes.country(row.body.country), holder, row.since, row.until)

    @classmethod
    def by_nobody(cls, since: date, until: date) -> Held:
        return cls("", "", "", since, until)


@dataclass(frozen=True)
class PostLine:
    """A post of the bureau: who holds it today, or since when it is vacant."""

    title: str
    presides: bool
    held: Held | None
    vacant_since: date | None
    before: tuple[Held, ...]


@dataclass(frozen=True)
class NextTurn:
    """Who presides next by the rule."""

    country: str
    body: str
    since: date
    until: date


@dataclass(frozen=True)
class MemberLine:
    body: str
    slug: str
    country: str
    since: date
    until: date | None

    @classmethod
    def of(cls, row: FrameworkMember) -> MemberLine:
        return cls(row.body.name, row.body.slug, codes.country(row.body.country), row.since, row.until)


@dataclass(frozen=True)
class ListedDeclaration:
    """One declaration, and how many have signed it of those who were asked."""

    uuid: str
    title: str
    opened_on: date | None
    signed: int
    reservations: int
    dissents: int
    asked: int

    @classmethod
    def told(cls, row: Declaration, said: list[str], asked: int) -> ListedDeclaration:
        """`said` are the positions of its sign-offs."""
        return cls(
            str(row.uuid), row.title, row.opened_on, len(said) - said.count("dissent"), said.count("reservation"),
            said.count("dissent"), asked,
        )  # fmt: skip


@dataclass(frozen=True)
class ListedRoadmap:
    uuid: str
    title: str
    since: date
    until: date
    opened_on: date | None
    adopted_on: date | None


@dataclass(frozen=True)
class ShownFramework:
    """One framework: who presides today and next, the bureau, the members over time."""

    slug: str
    name: str
    founded: str
    presiding: Held | None
    vacant_since: date | None
    coming: tuple[NextTurn, ...]
    rule_source: str
    term_months: int | None
    posts: tuple[PostLine, ...]
    members: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]
    declarations: tuple[ListedDeclaration, ...]
    roadmaps: tuple[ListedRoadmap, ...]

    @classmethod
    def of(cls, shown: ShownFramework) -> ShownFramework:
        return shown


@dataclass(frozen=True)
class ShownText:
    language: str
    text: str


@dataclass(frozen=True)
class ShownDeclaration:
    """One declaration: its words in every language, and every chair's sign-off."""

    uuid: str
    title: str
    framework: str
    slug: str
    body: str
    tlp: str
    begun_on: date
    opened_on: date | None
    sitting: str
    is_published: bool
    texts: tuple[ShownText, ...]
    signs: tuple[SignLine, ...]

    @classmethod
    def told(cls, row: Declaration, texts, bodies, signoffs, sitting: str) -> ShownDeclaration:
        """`bodies` are those whose word is asked, `sitting` the meeting in words as far as this reader may know."""
        return cls(
            str(row.uuid), row.title, row.framework.body.name, row.framework.body.slug, row.body.name, row.terms.tlp,
            row.begun_on, row.opened_on, sitting, row.terms.published_at is not None,
            tuple(ShownText(each.language, each.text) for each in texts), signs_of(bodies, signoffs),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownDeclaration) -> ShownDeclaration:
        return shown

    @property
    def spoken(self) -> int:
        return sum(bool(each.position) for each in self.signs)
