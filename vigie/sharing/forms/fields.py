"""Fields that several forms of this room have: days, files, circles."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.dates import NotADate, parse

MOST_FILES = 10


class WrittenDay(forms.CharField):
    """A day as people write it: "18 mars 2026", "18/03/2026". Gives a `date`."""

    def clean(self, value: str) -> date | None:
        value = super().clean(value)
        if not value:
            return None
        try:
            when = parse(value)
        except (NotADate, ValueError):
            when = None
        if when is None or when.first != when.last:
            raise forms.ValidationError(
                _("“%(written)s” is no day. Write it like 18 March 2026.") % {"written": value}
            )
        return when.first


def beginning_of(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def end_of(day: date | None) -> datetime | None:
    """The moment after the last of a day: what lasts until a day is still there on it."""
    return beginning_of(day + timedelta(days=1)) if day else None


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, or none. Gives a list."""

    widget = SeveralFiles

    def clean(self, data, initial=None) -> list:
        given = [each for each in data if each] if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at once.") % {"most": MOST_FILES})
        if sum(each.size for each in given) > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES // 1_000_000
            raise forms.ValidationError(
                _("Together at most %(limit)s MB. Share the rest as a second item.") % {"limit": limit}
            )
        return [super(Files, self).clean(each) for each in given]


class Circles(forms.ModelMultipleChoiceField):
    """Circles by their identifier, each with its name and how many are in it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset, **more):
        super().__init__(queryset, to_field_name="uuid", **more)
        self.error_messages["invalid_choice"] = _("Choose circles of the list.")
        self.error_messages["invalid_pk_value"] = self.error_messages["invalid_choice"]
