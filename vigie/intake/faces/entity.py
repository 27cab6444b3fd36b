"""What an organisation is shown of the lists that its phones carry."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.intake.models import Entity, EntityFault, EntityList
from vigie.web.tables import column


@dataclass(frozen=True)
class ShownList:
    """A list with its size. `held` are changes that wait for the one before them."""

    name: str = column(gettext_lazy("List"), "#meta+list+name")
    properties: str = column(gettext_lazy("Properties"), "#meta+properties")
    entities: int = column(gettext_lazy("Entries"), "#indicator+entries+num")
    held: int = column(gettext_lazy("Changes that wait for the one before them"), "#indicator+held+num")
    approval_required: bool = column(gettext_lazy("New entries ask for approval"), "#meta+approval")
    _number: int = 0

    @property
    def number(self) -> int:
        return self._number

    @classmethod
    def of(cls, row: EntityList) -> ShownList:
        """`row` as `EntityListQuerySet.for_listing` gives it."""
        properties = ", ".join(row.properties)
        return cls(row.name, properties, row.standing, row.held, row.approval_required, row.pk)


@dataclass(frozen=True)
class ShownConflict:
    """An entity that was changed by somebody who had not seen the change before."""

    number: int
    list: str
    label: str
    conflict: str
    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, row: Entity) -> ShownConflict:
        return cls(
            row.pk, row.list.name, row.label, row.get_conflict_display(), tuple(row.properties.items())
        )


@dataclass(frozen=True)
class ShownFault:
    """An entity that a record asked for and that could not be made or changed."""

    form: str
    record: str
    why: str

    @classmethod
    def of(cls, row: EntityFault) -> ShownFault:
        return cls(row.submission.form.title, row.submission.root, _why(row.code) % {"value": row.value})


def _why(code: str) -> str:
    return {
        "exists": _("Its number “%(value)s” is taken already."),
        "no_label": _("It has no name (label)."),
        "not_a_uuid": _("Its number “%(value)s” is none that a list can hold."),
        "unknown_list": _("There is no list “%(value)s”."),
        "not_declared": _("The form does not say that it may do this: %(value)s."),
        "unknown_entity": _("What it changes (%(value)s) is not in the list."),
        "unknown_base": _("It changes a state (%(value)s) that the list has not reached."),
        "deleted": _("What it changes was taken out of the list."),
    }.get(code, code)
