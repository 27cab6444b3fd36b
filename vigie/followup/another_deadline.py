"""Reading what people typed to set another deadline."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.directory.forms import read_date
from vigie.followup.models.deadline import THINGS


class AnotherDeadline(forms.Form):
    """What is due, by which day, and why not on the usual one."""

    thing = forms.ChoiceField(choices=THINGS, label=gettext_lazy("What is due"), widget=forms.RadioSelect)
    until = forms.CharField(
        label=gettext_lazy("By which day"),
        help_text=gettext_lazy("A date like 18 March 2026."),
        max_length=40,
    )
    because = forms.CharField(
        label=gettext_lazy("Why not the usual day"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_until(self) -> date:
        found, wrong = read_date(self.cleaned_data["until"])
        if wrong or found is None:
            raise forms.ValidationError(wrong or _("Write a date like 18 March 2026."))
        if not found.is_one_day:
            raise forms.ValidationError(_("A deadline is one day. Write a date like 18 March 2026."))
        return found.first
