"""Seats, witnesses, and how many came: people by role and sex."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Person
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.models import AGE_BANDS, CAME_AS, HEARD_AS, POSTS, SEXES, AgendaItem, Seat
from vigie.parliament.models.committee import RULES

COUNTRIES = [("", _("Several, or none")), ("BF", _("Burkina Faso")), ("ML", _("Mali")), ("NE", _("Niger"))]
# "Not recorded" comes first: nothing is chosen for anybody beforehand.
SEX = {"label": _("Sex"), "choices": [SEXES[-1], *SEXES[:-1]], "required": False}
AGE = {"label": _("Age band"), "choices": [AGE_BANDS[-1], *AGE_BANDS[:-1]], "required": False}


class SeatForm(forms.Form):
    """A seat. `cleaned_data` is what `acts.add_seat` takes."""

    holder = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As it stands in the list of the assembly."),
        error_messages={"required": _("Write the name under which this person sits.")},
    )  # fmt: skip
    person = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Entry in the directory"), required=False, to_field_name="slug",
        empty_label=_("None"), help_text=_("Tells that two seats on two committees are the same person's."),
    )  # fmt: skip
    post = forms.ChoiceField(label=_("Post in the committee"), choices=list(reversed(POSTS)))
    sex = forms.ChoiceField(**SEX)
    age_band = forms.ChoiceField(**AGE)
    since = WrittenDay(label=_("Since"), max_length=40)
    until = WrittenDay(
        label=_("Last day"), max_length=40, required=False, help_text=_("Empty while the seat is held.")
    )

    def __init__(self, *given, people, **more) -> None:
        super().__init__(*given, **more)
        self.fields["person"].queryset = people.order_by("name")

    @staticmethod
    def of(seat: Seat) -> dict:
        return {
            "holder": seat.holder, "person": seat.person.slug if seat.person else "", "post": seat.post,
            "sex": seat.sex, "age_band": seat.age_band, "since": seat.since, "until": seat.until or "",
        }  # fmt: skip


class QuorumForm(forms.Form):
    """How many it takes to sit. `cleaned_data` is what `acts.set_quorum` takes."""

    rule = forms.ChoiceField(label=_("It takes"), choices=RULES, widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=_("The fixed number"), min_value=1, max_value=1000, required=False,
        help_text=_("Only for a fixed number of members."),
    )  # fmt: skip
    since = WrittenDay(
        label=_("Since"),
        max_length=40,
        required=False,
        help_text=_("Empty: as long as the committee exists."),
    )
    source = forms.CharField(
        label=_("Where it is written"), max_length=300, help_text=_("The text, its article and its date."),
        error_messages={"required": _("Say where it is written: text, article, date.")},
    )  # fmt: skip
    checked = forms.BooleanField(
        label=_("I have read it there."),
        required=False,
        help_text=_("Left open, the rule stands as “to be verified”."),
    )

    def clean(self) -> dict:
        said = super().clean()
        said["to_verify"] = not said.pop("checked", False)
        return said


class WitnessForm(forms.Form):
    """Who was heard. `cleaned_data` is what `acts.hear` takes."""

    role = forms.ChoiceField(label=_("Heard as"), choices=HEARD_AS)
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    institution = forms.CharField(label=_("Institution"), max_length=200, required=False)
    name = forms.CharField(
        label=_("Public name"), max_length=200, required=False,
        help_text=_("Only of ministers, officials, experts and spokespersons. Never of soldiers, police or citizens."),
    )  # fmt: skip
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    sex = forms.ChoiceField(**SEX)
    age_band = forms.ChoiceField(**AGE)


class HeadcountForm(forms.Form):
    """How many came. `cleaned_data` is what `acts.count_people` takes."""

    role = forms.ChoiceField(label=_("Who"), choices=CAME_AS)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    sex = forms.ChoiceField(**SEX)
    age_band = forms.ChoiceField(**AGE)
    number = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=100_000,
        error_messages={"required": _("Say how many."), "min_value": _("At least one, or leave the line out.")},
    )  # fmt: skip


class ContributionForm(forms.Form):
    """What was brought to a session. `cleaned_data` is what `acts.contribute` takes."""

    session = forms.ModelChoiceField(
        queryset=AgendaItem.objects.none(), label=_("Session"), required=False, to_field_name="position",
        empty_label=_("The forum as a whole"),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Who"), choices=CAME_AS)
    institution = forms.CharField(label=_("Institution"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    sex = forms.ChoiceField(**SEX)
    text = forms.CharField(
        label=_("What was brought"), max_length=10_000, widget=forms.Textarea,
        help_text=_("No names: who spoke is told by role."),
        error_messages={"required": _("Write what was brought.")},
    )  # fmt: skip

    def __init__(self, *given, sessions, **more) -> None:
        super().__init__(*given, **more)
        self.fields["session"].queryset = sessions
