"""Planning a sitting."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Organisation
from vigie.parliament.clock import moment
from vigie.parliament.forms.moments import WrittenDay, WrittenTime
from vigie.parliament.models import KINDS


class SittingForm(forms.Form):
    """When, where, with whom and on what. `cleaned_data` is what `acts.schedule` takes."""

    kind = forms.ChoiceField(label=_("What kind of sitting"), choices=KINDS)
    title = forms.CharField(
        label=_("Subject"), max_length=300,
        help_text=_("One line, as it will stand in calendars. In camera, calendars show only the hours."),
        error_messages={"required": _("Say in one line what the sitting is about.")},
    )  # fmt: skip
    day = WrittenDay(label=_("Day"), max_length=40, help_text=_("Like 18 March 2026 or 18/03/2026."))
    starts = WrittenTime(
        label=_("From (hour)"), max_length=20, help_text=_("Like 9 h 30, on the clock of the place.")
    )
    ends = WrittenTime(label=_("To (hour)"), max_length=20)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False,
        help_text=_("A room or a town. For a visit of a site, only the region or province."),
    )  # fmt: skip
    joint_bodies = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(), label=_("Together with"), required=False, to_field_name="slug",
        widget=forms.CheckboxSelectMultiple, help_text=_("Committees that sit together with yours."),
    )  # fmt: skip
    agenda = forms.CharField(
        label=_("Agenda"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=_("One matter a line, in the order in which they will be taken."),
    )  # fmt: skip

    def __init__(self, *given, body: Organisation, bodies, **more) -> None:
        super().__init__(*given, **more)
        self.body = body
        self.fields["joint_bodies"].queryset = bodies.exclude(pk=body.pk).order_by("country", "name")

    def clean(self) -> dict:
        """Days and hours become moments, on the clock of the committee's country."""
        said = super().clean()
        day, starts, ends = (said.pop(name, None) for name in ("day", "starts", "ends"))
        if day and starts and ends:
            said["starts_at"] = moment(day, starts, self.body.country)
            said["ends_at"] = moment(day, ends, self.body.country)
        said["agenda"] = said.get("agenda", "").splitlines()
        return said
