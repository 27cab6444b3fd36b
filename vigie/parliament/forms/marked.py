"""The mark of a paper and the circles that may read it, as people choose them."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vigie.core.statement import TLP
from vigie.parliament.forms.moments import WrittenDay
from vigie.sharing.models import Circle

TERMS = ("tlp", "circles", "embargo_until", "expires_at")


class MarkedForm(forms.Form):
    """A form whose paper gets terms of its own: `terms()` gives what was chosen."""

    tlp = forms.ChoiceField(
        label=_("Mark"), choices=[(mark, mark) for mark in TLP], initial="TLP:AMBER+STRICT",
        help_text=_("AMBER+STRICT: your committee and the circles you choose. CLEAR: everybody, once published."),
    )  # fmt: skip
    circles = forms.ModelMultipleChoiceField(
        label=_("Circles that may read it"), queryset=Circle.objects.none(), required=False, to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple, help_text=_("None: your own body only."),
    )  # fmt: skip
    embargo_until = WrittenDay(
        label=_("Under embargo until"), required=False, help_text=_("Empty: no embargo.")
    )
    expires_at = WrittenDay(
        label=_("Readable by others until"), required=False, help_text=_("Empty: no end.")
    )

    def __init__(self, *given, circles, **more) -> None:
        super().__init__(*given, **more)
        self.fields["circles"].queryset = circles
        self.order_fields([*(name for name in self.fields if name not in TERMS), *TERMS])

    def clean(self) -> dict:
        found = super().clean()
        for name in ("embargo_until", "expires_at"):
            if found.get(name):
                found[name] = timezone.make_aware(datetime.combine(found[name], time.min))
        return found

    def terms(self) -> dict:
        return {name: self.cleaned_data[name] for name in TERMS}

    def words(self) -> dict:
        """What was typed of the paper itself."""
        return {name: said for name, said in self.cleaned_data.items() if name not in TERMS}
