"""Reading what people typed in the directory and about their account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from vigie.core import dates
from vigie.core.dates import NotADate, When


def read_date(said: str) -> tuple[When | None, str]:
    """A date as people write it, or None with the sentence that says what is wrong."""
    if not said.strip():
        return None, ""
    try:
        return dates.parse(said), ""
    except NotADate:
        return None, _("“%(said)s” is not a date. Write a date like 18 March 2026.") % {"said": said}


class Preferences(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    shortcuts = forms.BooleanField(required=False)


class NewPassword(forms.Form):
    """The present password, and the new one twice."""

    present = forms.CharField(strip=False)
    password = forms.CharField(strip=False)
    again = forms.CharField(strip=False)

    def __init__(self, account, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_present(self) -> str:
        if not self.account.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError(_("This is not your present password."))
        return self.cleaned_data["present"]

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two new passwords differ. Type the same twice."))
        return self.cleaned_data["again"]
