"""What a sitting leaves, as its readers see it: who was heard, how many came, papers and minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import pgettext_lazy

from vigie.parliament.models import IN_OFFICE, Contribution, Document, Headcount, Minutes, Witness
from vigie.web import codes, words

# Beside a number: "4 men".
COUNTED = {
    "female": pgettext_lazy("counted", "women"), "male": pgettext_lazy("counted", "men"),
    "": pgettext_lazy("counted", "sex not recorded"),
}  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """A witness by role."""

    uuid: str
    role: str
    function: str
    institution: str
    name: str
    country: str
    sex: str
    age_band: str

    @classmethod
    def of(cls, row: Witness) -> Heard:
        age = str(row.get_age_band_display()) if row.age_band else ""
        return cls(
            str(row.uuid), str(row.get_role_display()), row.function, row.institution, row.name,
            codes.country(row.country), str(row.get_sex_display()), age,
        )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """How many people of one role, country and sex came. `number` is None where they are too few to tell."""

    uuid: str
    role: str
    country: str
    sex: str
    age_band: str
    number: int | None

    @classmethod
    def of(cls, row: Headcount) -> Told:
        age = str(row.get_age_band_display()) if row.age_band else ""
        return cls(
            str(row.uuid), str(row.get_role_display()), codes.country(row.country), str(COUNTED[row.sex]), age,
            row.number,
        )  # fmt: skip


@dataclass(frozen=True)
class Session:
    """What was brought to a session of a forum."""

    uuid: str
    session: str
    role: str
    institution: str
    country: str
    text: str
    language: str

    @classmethod
    def of(cls, row: Contribution) -> Session:
        return cls(
            str(row.uuid), row.session.title if row.session else "", str(row.get_role_display()), row.institution,
            codes.country(row.country), row.text, row.language,
        )  # fmt: skip

    @classmethod
    def outside(cls, row: Contribution) -> Session:
        """For who was not there: without the name of an association or a post that may be one person's."""
        told = cls.of(row)
        return told if row.role in IN_OFFICE else replace(told, institution="")


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
    sitting_uuid: str
    matter: str
    is_withdrawn: bool

    @classmethod
    def of(cls, row: Document) -> ListedDocument:
        return cls(
            str(row.uuid), row.title, str(row.get_kind_display()), row.filename, max(round(row.size / 1000), 1),
            row.terms.tlp, words.day(row.added_at.date()), row.sitting.title, str(row.sitting.uuid),
            row.item.title if row.item else "", row.terms.withdrawn_at is not None,
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
