"""What coordinators are shown of encrypted records: how many wait, and never what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from vigie.intake.models import Form
from vigie.web.tables import column


@dataclass(frozen=True)
class SealedForm:
    """A form whose records come in encrypted. `incomplete` are those of which a file has not come yet."""

    form_id: str = column(_("Form (identifier)"), "#meta+form+id")
    title: str = column(_("Form"), "#meta+form+name")
    waiting: int = column(_("Wait to be opened"), "#indicator+waiting+num")
    incomplete: int = column(_("Of these, a file has not come yet"), "#indicator+incomplete+num")
    opened: int = column(_("Opened so far"), "#indicator+opened+num")
    _uuid: str = ""

    @classmethod
    def of(cls, row: Form) -> SealedForm:
        """`row` as `models.opening.with_sealed` gives it."""
        return cls(row.form_id, row.title, row.waiting, row.incomplete, row.opened, str(row.uuid))

    @property
    def uuid(self) -> str:
        return self._uuid
