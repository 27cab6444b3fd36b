"""Reading what is said when an item is opened further, extended, withdrawn, or asked for."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.sharing.forms.fields import Circles, WrittenDay, end_of
from vigie.sharing.models import Circle


class ReasonForm(forms.Form):
    """Why something is ended. It goes to the ledger."""

    because = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("For whoever asks later. Recipients don't read it."),
        error_messages={"required": _("Say why, for whoever asks later.")},
    )  # fmt: skip

    def said(self) -> dict:
        return {"because": self.cleaned_data["because"]}


class ExtendForm(forms.Form):
    """Another last day, or another day to look at it again."""

    expires = WrittenDay(label=_("Shared until"), max_length=40, required=False)
    review_on = WrittenDay(label=_("Or to be looked at again on"), max_length=40, required=False)

    def said(self) -> dict[str, datetime | date | None]:
        got = self.cleaned_data
        return {"expires_at": end_of(got["expires"]), "review_on": got["review_on"]}


class AddressForm(forms.Form):
    """The circles that read it from now on."""

    circles = Circles(
        None, label=_("With whom"), error_messages={"required": _("Choose at least one circle.")},
        help_text=_("Whoever is in no chosen circle stops reading it at once. What you agreed to pass on stays."),
    )  # fmt: skip

    def __init__(self, *given, circles, **more):
        super().__init__(*given, **more)
        self.fields["circles"].queryset = circles.exclude(kind="onward")

    def said(self) -> dict[str, list[Circle]]:
        return {"circles": list(self.cleaned_data["circles"])}


class AskForm(forms.Form):
    """To whom a recipient would like to pass it on, and what for."""

    circle = forms.ModelChoiceField(
        None, label=_("To whom"), to_field_name="uuid", empty_label=_("Choose …"),
        help_text=_("One of your circles. Nobody in it reads anything before the originator has agreed."),
        error_messages={
            "required": _("Choose the circle that is to read it."), "invalid_choice": _("Choose circles of the list."),
        },
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What they need it for"), max_length=300,
        error_messages={"required": _("Say what they need it for: the originator decides by it.")},
    )  # fmt: skip

    def __init__(self, *given, circles, **more):
        super().__init__(*given, **more)
        self.fields["circle"].queryset = circles

    def said(self) -> dict:
        return dict(self.cleaned_data)


class UndoForm(forms.Form):
    """Nothing has to be said to take something back."""

    def said(self) -> dict:
        return {}


class AnswerForm(forms.Form):
    """The originator's answer. `as_shown` says which members the page showed."""

    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[("agreed", _("I agree")), ("refused", _("I refuse"))],
        error_messages={"required": _("Agree or refuse.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Who asked reads it. Needed for a refusal."),
    )
    as_shown = forms.CharField(widget=forms.HiddenInput, max_length=16)
