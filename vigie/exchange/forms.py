"""Reading what a clerk types and brings for an exchange."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.packages import BadPackage, read_card
from vigie.core.packages.limits import MOST_BYTES, MOST_CARD_BYTES
from vigie.exchange.sentences import sentence


class CardForm(forms.Form):
    """The card of a correspondent."""

    card = forms.FileField(
        label=gettext_lazy("Their card"),
        help_text=gettext_lazy("The file that your correspondent downloaded under “Your card” and sent you."),
        error_messages={
            "required": gettext_lazy("Choose the file of their card."),
            "empty": gettext_lazy("This file is empty. Ask for the card again."),
        },
    )

    def clean_card(self):
        given = self.cleaned_data["card"]
        try:
            return read_card(given.read(MOST_CARD_BYTES + 1))
        except BadPackage as fault:
            raise forms.ValidationError(sentence(fault.code, fault.params)) from fault


class GroupsForm(forms.Form):
    """The groups as the other clerk reads them out."""

    groups = forms.CharField(
        label=gettext_lazy("Their eight groups, as they read them out"), max_length=100,
        help_text=gettext_lazy("Forty digits. They are not shown here: what is copied was not compared."),
        error_messages={"required": gettext_lazy("Type the eight groups as your correspondent reads them out.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class WhyForm(forms.Form):
    """One sentence that is kept with a decision."""

    because = forms.CharField(
        label=gettext_lazy("Why, in one sentence"), max_length=300,
        error_messages={"required": gettext_lazy("Say why, in one sentence. It is kept with your decision.")},
    )  # fmt: skip


class PackageForm(forms.Form):
    """A package from a stick or an attachment."""

    package = forms.FileField(
        label=gettext_lazy("A package"), help_text=gettext_lazy("A file that ends in “.age”."),
        error_messages={
            "required": gettext_lazy("Choose a package first."),
            "empty": gettext_lazy("This file is empty. Copy it from the stick once more."),
        },
    )  # fmt: skip

    def clean_package(self) -> bytes:
        given = self.cleaned_data["package"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(sentence("too_large", {"most": MOST_BYTES}))
        return given.read()


class AnswerForm(forms.Form):
    """The originator's answer to a question."""

    answer = forms.ChoiceField(
        choices=[("agreed", gettext_lazy("agree")), ("refused", gettext_lazy("refuse"))],
        error_messages={"required": gettext_lazy("Choose one of the two answers.")},
    )
    because = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict:
        said = super().clean()
        if said.get("answer") == "refused" and not said.get("because", "").strip():
            raise forms.ValidationError(_("Say why not: who asked reads it."))
        return said
