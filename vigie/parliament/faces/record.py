"""What a sitting leaves, as its readers see it: who was heard, how many came, papers and minutes."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.parliament.models import Contribution, Document, Headcount, Minutes, Witness
from vigie.web import codes, words


@dataclass(frozen=True)
class Heard:
    """A witness by role."""

    role: str
    function: str
    institution: str
    name: str
    country: str
    sex: str

    @classmethod
    def of(cls, row: Witness) -> Heard:
        return cls(
            str(row.get_role_display()), row.function, row.institution, row.name, codes.country(row.country),
            str(row.get_sex_display()),
        )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """How many people of one role, country and sex came."""

    role: str
    country: str
    sex: str
    age_band: str
    number: int

    @classmethod
    def of(cls, row: Headcount) -> Told:
        age = str(row.get_age_band_display()) if row.age_band else ""
        return cls(
            str(row.get_role_display()),
            codes.country(row.country),
            str(row.get_sex_display()),
            age,
            row.number,
        )


@dataclass(frozen=True)
class Session:
    """What was brought to a session of a forum."""

    session: str
    role: str
    institution: str
    country: str
    text: str
    language: str

    @classmethod
    def of(cls, row: Contribution) -> Session:
        return cls(
            row.session.title if row.session else "", str(row.get_role_display()), row.institution,
            codes.country(row.country), row.text, row.language,
        )  # fmt: skip


@dataclass(frozen=True)
class ListedDocument:
    """A document, with the terms on which it is read."""

    uuid: str
    title: str
    kind: str
    filename: str
    kilobytes: int
    tlp: str
    added: str
    sitting: str
    is_withdrawn: bool

    @classmethod
    def of(cls, row: Document) -> ListedDocument:
        return cls(
            str(row.uuid), row.title, str(row.get_kind_display()), row.filename, max(round(row.size / 1000), 1),
            row.terms.tlp, words.day(row.added_at.date()), row.sitting.title, row.terms.withdrawn_at is not None,
        )  # fmt: skip


@dataclass(frozen=True)
class ShownMinutes:
    """The minutes, and how far they have come."""

    text: str
    state: str
    is_adopted: bool
    adopted_on: str
    is_published: bool

    @classmethod
    def of(cls, row: Minutes) -> ShownMinutes:
        adopted = words.day(row.adopted_on) if row.adopted_on else ""
        return cls(
            row.text,
            str(row.get_state_display()),
            row.state == "adopted",
            adopted,
            row.published_at is not None,
        )
