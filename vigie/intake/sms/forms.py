"""Reading what a coordinator types about gateways, numbers and words."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.core.sms.words import LANGUAGES
from vigie.core.standards import event_types
from vigie.intake.acts.messages import REPORTERS
from vigie.intake.models.message import GATEWAYS
from vigie.web import codes

LANGUAGE_NAMES = {
    "fulfulde": gettext_lazy("Fulfulde"), "hausa": gettext_lazy("Hausa"), "zarma": gettext_lazy("Zarma"),
    "tamasheq": gettext_lazy("Tamasheq"), "moore": gettext_lazy("Mooré"), "bambara": gettext_lazy("Bambara"),
}  # fmt: skip
_CALLING_CODE = forms.RegexField(
    r"^\+?[1-9]\d{0,3}$",
    label=gettext_lazy("Code of the country"),
    required=False,
    help_text=gettext_lazy("For numbers that come without one: 226, 223 or 227."),
    error_messages={"invalid": gettext_lazy("Write the code in figures: 226.")},
)


class GatewayForm(forms.Form):
    """A gateway that is to bring messages."""

    name = forms.SlugField(
        label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("Small letters, figures and hyphens."),
        error_messages={"required": gettext_lazy("Give it a name."),
                        "invalid": gettext_lazy("Use small letters, figures and hyphens only.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=GATEWAYS)
    calling_code = _CALLING_CODE

    def clean_calling_code(self) -> str:
        return self.cleaned_data["calling_code"].removeprefix("+")


class NumberForm(forms.Form):
    """Whose number this is."""

    account = forms.ModelChoiceField(
        None, label=gettext_lazy("Who"), to_field_name="uuid",
        error_messages={"required": gettext_lazy("Choose who uses the number."),
                        "invalid_choice": gettext_lazy("Choose somebody of the list.")},
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Telephone number"), max_length=30,
        help_text=gettext_lazy("With the code of the country: +226 … It is not kept, and never shown again."),
        error_messages={"required": gettext_lazy("Write the number.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label=gettext_lazy("Code on a shared phone"), max_length=12, required=False,
        help_text=gettext_lazy("Only where several people use it. Messages then begin with @ and the code."),
    )  # fmt: skip
    area = forms.CharField(
        label=gettext_lazy("Where they work"), max_length=20, required=False,
        help_text=gettext_lazy("The P-code of an area: names of places are looked for there first."),
    )  # fmt: skip

    def __init__(self, *given, actor, organisation, **more):
        super().__init__(*given, **more)
        self.actor = actor
        people = access.rows(actor, "see", "directory.Account").filter(
            organisation=organisation, role__in=REPORTERS, is_active=True
        )
        self.fields["account"].queryset = people.order_by("username")

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().lstrip("@").upper()
        if code and not re.fullmatch(r"[^\W_]+", code):
            raise forms.ValidationError(_("Use letters and figures only."))
        return code

    def clean_area(self):
        pcode = self.cleaned_data["area"].strip()
        if not pcode:
            return None
        found = access.rows(self.actor, "see", "places.Area").current().coded(pcode).first()
        if found is None:
            raise forms.ValidationError(_("No area has this P-code. Look it up on the page of places."))
        return found


class WordForm(forms.Form):
    """A word of another language, and the type of incident that it stands for."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    word = forms.CharField(
        label=gettext_lazy("Word"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write the word.")},
    )
    event_type = forms.ChoiceField(label=gettext_lazy("Type of incident"))

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.fields["language"].choices = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        self.fields["event_type"].choices = [
            (code, codes.event_type(code)) for code, kind in event_types().items() if kind.level == 3
        ]
