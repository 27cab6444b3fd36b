"""What a body was during which time, and who took over from whom, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vigie.directory import wording
from vigie.directory.faces.organisation import Related, Source
from vigie.directory.models import Organisation, Standing, Succession

PRESENCE = {
    "sits": lambda: _("It sits today."),
    "absent": lambda: _("It does not sit today: no deadline runs before it."),
    "unknown": lambda: _("Its standing is not written down: nobody assumes that it sits."),
}


def presence_in_words(code: str) -> str:
    return PRESENCE[code]()


@dataclass(frozen=True)
class ShownStanding:
    """What a body was during a time."""

    number: int  # in its address, for who may correct it
    kind: str
    kind_name: str
    legal_basis: str
    powers: tuple[str, ...]
    start_date: str
    end_date: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Standing) -> ShownStanding:
        return cls(
            row.pk, row.kind, wording.body_kind(row.kind), row.legal_basis,
            tuple(wording.body_power(each) for each in row.powers), row.start_date, row.end_date,
            Source.all_of(row),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownSuccession:
    """That one body took over from another, or that a body ended and none did. `other` is the one not on this page."""

    number: int  # in its address, for who may correct it
    is_older: bool  # this page's body is the one that ended
    sentence: str
    other: Related | None
    date: str
    legal_act: str
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, row: Succession, page: Organisation) -> ShownSuccession:
        older = row.later_id == page.pk
        other = row.earlier if older else row.later
        return cls(
            row.pk, not older, _older(row) if older else _newer(row),
            Related(other.slug, other.name) if other else None, row.date, row.legal_act, Source.all_of(row),
        )  # fmt: skip


def _older(row: Succession) -> str:
    return {"merged": _("Took in:"), "renamed": _("Was called:")}.get(row.how, _("Took over from:"))


def _newer(row: Succession) -> str:
    if row.later_id is None:
        return _("Dissolved. Nobody has taken over yet.")
    return {
        "merged": _("Merged into:"),
        "renamed": _("Is called since:"),
        "dissolved": _("Dissolved. Taken over by:"),
    }.get(row.how, _("Taken over by:"))
