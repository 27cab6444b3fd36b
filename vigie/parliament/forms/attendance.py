"""Reading who was there, seat by seat."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.parliament.acts.attendance import Mark
from vigie.parliament.models import REASONS, SEXES, Seat

WHETHER = [
    ("recorded", _("Attendance was recorded")),
    ("not_recorded", _("Nobody recorded attendance")),
]


class AttendanceForm(forms.Form):
    """Three fields for each seat: the reason code, who came instead, and their sex."""

    recorded = forms.ChoiceField(
        label=_("Was attendance recorded?"), choices=WHETHER, widget=forms.RadioSelect,
        error_messages={"required": _("Say whether attendance was recorded.")},
    )  # fmt: skip

    def __init__(self, *given, seats: list[Seat], **more) -> None:
        super().__init__(*given, **more)
        self.seats = seats
        reasons = [("", pgettext_lazy("attendance", "not told")), *REASONS]
        for seat in seats:
            self.fields[f"seat-{seat.uuid}"] = forms.ChoiceField(
                choices=reasons, required=False, label=seat.holder
            )
            self.fields[f"instead-{seat.uuid}"] = forms.CharField(
                max_length=200, required=False, label=_("Substitute")
            )
            self.fields[f"sex-{seat.uuid}"] = forms.ChoiceField(
                choices=[SEXES[-1], *SEXES[:-1]], required=False, label=_("Sex of the substitute")
            )

    def lines(self) -> list[tuple]:
        """Each seat with its three fields, for the page."""
        return [
            (seat, *(self[f"{name}-{seat.uuid}"] for name in ("seat", "instead", "sex")))
            for seat in self.seats
        ]

    def clean(self) -> dict:
        """`recorded` and `marks`, as `acts.record_attendance` takes them."""
        said = super().clean()
        marks = {
            seat.uuid: Mark(reason, said.get(f"instead-{seat.uuid}", ""), said.get(f"sex-{seat.uuid}", ""))
            for seat in self.seats
            if (reason := said.get(f"seat-{seat.uuid}"))
        }
        return {"recorded": said.get("recorded", ""), "marks": marks}

    @staticmethod
    def of(sitting) -> dict:
        """What is recorded already."""
        found = {"recorded": sitting.attendance}
        for row in sitting.attendances.select_related("seat"):
            key = row.seat.uuid
            found |= {
                f"seat-{key}": row.reason,
                f"instead-{key}": row.replaced_by,
                f"sex-{key}": row.substitute_sex,
            }
        return found
