"""Fields that several forms of this room have."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.dates import NoSuchDay, NotADate, parse

LONGEST_TEXT = 5000


class Day(forms.CharField):
    """A day as people write it: "18 mars 2026", "18/03/2026". Gives a `date`."""

    def __init__(self, **said) -> None:
        said.setdefault("help_text", gettext_lazy("A date like 18 March 2026."))
        super().__init__(**said)

    def clean(self, value: str) -> date | None:
        value = super().clean(value)
        if not value:
            return None
        try:
            when = parse(value)
        except NoSuchDay as error:
            wrong = _("%(day)s %(month)s does not exist.") % {"day": error.day, "month": MONTHS[error.month]}
        except NotADate:
            wrong = _("“%(written)s” is not a date that can be read.") % {"written": value}
        else:
            if when.is_one_day:
                return when.first
            wrong = _("“%(written)s” is not one day.") % {"written": value}
        raise forms.ValidationError(f"{wrong} " + _("Write a date like 18 March 2026."))


def one_of(label, choices, **more) -> forms.ChoiceField:
    """Choices that weigh the same, none of them chosen beforehand."""
    missing = {"required": gettext_lazy("Choose one of these.")}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=missing, **more
    )


def chosen(label, choices, **more) -> forms.ChoiceField:
    """One of many, in a list that begins with none of them."""
    missing = {"required": gettext_lazy("Choose one of these.")}
    return forms.ChoiceField(
        label=label, choices=[("", gettext_lazy("Choose")), *choices], error_messages=missing, **more
    )


def words(label, **more) -> forms.CharField:
    missing = {"required": gettext_lazy("Write a few words here.")}
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        error_messages=missing,
        **more,
    )


def line(label, most: int = 300, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def count(label, **more) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False, **more)
