"""Reading who is in a circle, and which country's sharing is stopped."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.sharing.models import CIRCLE_KINDS, REACHES
from vigie.sharing.wording import COUNTRIES


class WrittenPersons(forms.CharField):
    """Accounts by their names, one a line. `nameable` are those whom the law lets this person name."""

    widget = forms.Textarea(attrs={"rows": 4})
    nameable = None

    def clean(self, value: str) -> list:
        names = list(dict.fromkeys(super().clean(value).split()))
        found = {each.username: each for each in self.nameable.filter(username__in=names)}
        if unknown := [name for name in names if name not in found]:
            raise forms.ValidationError(
                _("No account that may be named here is called %(names)s.") % {"names": ", ".join(unknown)}
            )
        return [found[name] for name in names]


class CircleForm(forms.Form):
    """Who shares something among themselves."""

    name = forms.CharField(
        label=gettext_lazy("Name of the circle"), max_length=200, help_text=gettext_lazy("Its members read it."),
        error_messages={"required": gettext_lazy("Give the circle a name by which its members know it.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("Choose …")), *CIRCLE_KINDS[:-1]],
        error_messages={"required": gettext_lazy("Choose one of the kinds of circle.")},
    )  # fmt: skip
    bodies = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Bodies"), required=False, widget=forms.CheckboxSelectMultiple, to_field_name="slug",
        help_text=gettext_lazy("Everybody who works for a body reads what is shared with it, but for TLP:RED."),
    )  # fmt: skip
    persons = WrittenPersons(
        label=gettext_lazy("Persons"), required=False,
        help_text=gettext_lazy("The names of their accounts, one a line. Only persons named read TLP:RED."),
    )  # fmt: skip

    def __init__(self, *given, bodies, persons, **more):
        super().__init__(*given, **more)
        self.fields["bodies"].queryset = bodies
        self.fields["persons"].nameable = persons


class HoldForm(forms.Form):
    """A country whose sharing is to stop at once."""

    country = forms.ChoiceField(label=gettext_lazy("Country"))
    reach = forms.ChoiceField(
        label=gettext_lazy("What stops"), choices=REACHES, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is stopped.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy("Every body reads it."),
        error_messages={"required": gettext_lazy("Say why: every body reads it.")},
    )  # fmt: skip

    def __init__(self, *given, countries, **more):
        super().__init__(*given, **more)
        names = dict(COUNTRIES)
        self.fields["country"].choices = [(code, names[code]) for code in countries]
