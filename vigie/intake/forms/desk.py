"""Reading what a coordinator says of telephones, of what is held, and of the effort of reporting."""

from __future__ import annotations

from datetime import date

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.dates import NotADate, parse
from vigie.core.standards import plain
from vigie.directory.models import Account
from vigie.intake.acts.equipping import FILLERS, LONGEST_LABEL, MOST_DAYS
from vigie.monitoring.acts.effort import FINEST_LEVEL
from vigie.monitoring.models import OUTAGES
from vigie.places.models import Area

LONGEST_REASON = 400


class WrittenArea(forms.CharField):
    """A region, province, cercle or department by its name or P-code, on the newest map that has it."""

    def clean(self, value: str) -> Area | None:
        value = super().clean(value)
        if not value:
            return None
        areas = Area.objects.defer("outline").order_by("level", "-generation__valid_from")
        asked = (Q(pcode__iexact=value), Q(names__plain=plain(value)), Q(name__iexact=value))
        found = next((area for where in asked if (area := areas.filter(where).first())), None)
        if found is None or not 1 <= found.level <= FINEST_LEVEL:
            wrong = _("No region, province, cercle or department is called “%(written)s”.")
            raise forms.ValidationError(wrong % {"written": value})
        return found


class WrittenDay(forms.CharField):
    """A day as people write it: "18 mars 2026", "18/03/2026"."""

    exact = True

    def clean(self, value: str) -> date | None:
        value = super().clean(value)
        if not value:
            return None
        try:
            when = parse(value)
        except (NotADate, ValueError):
            when = None
        if when is None or (self.exact and when.first != when.last):
            raise forms.ValidationError(self._wrong() % {"written": value})
        return when.first

    def _wrong(self) -> str:
        return _("“%(written)s” is no day. Write it like 18 March 2026.")


class WrittenMonth(WrittenDay):
    """A month as people write it: "mars 2026", "03/2026". Gives its first day."""

    exact = False

    def _wrong(self) -> str:
        return _("“%(written)s” is no month. Write it like March 2026.")


class PhoneForm(forms.Form):
    """A telephone to set up."""

    account = forms.ModelChoiceField(
        queryset=Account.objects.none(), label=gettext_lazy("Monitor"), to_field_name="uuid",
        empty_label=gettext_lazy("Choose …"),
        error_messages={
            "required": gettext_lazy("Choose whose telephone it is."),
            "invalid_choice": gettext_lazy("Choose one of the accounts of the list."),
        },
    )  # fmt: skip
    label = forms.CharField(
        label=gettext_lazy("Name of the telephone"), max_length=LONGEST_LABEL,
        help_text=gettext_lazy("So that you know it again: its number on your list, its colour. No name of a person."),
        error_messages={"required": gettext_lazy("Give it a name, so that you know it again.")},
    )  # fmt: skip
    area = WrittenArea(
        label=gettext_lazy("Where its monitor watches"), required=False, max_length=120,
        help_text=gettext_lazy("A region, province, cercle or department. Never a village."),
    )  # fmt: skip

    def __init__(self, *given, accounts, **more) -> None:
        super().__init__(*given, **more)
        # `accounts` are those that the law lets this person equip.
        self.fields["account"].queryset = accounts.filter(is_active=True, role__in=FILLERS).order_by(
            "username"
        )


class AreaForm(forms.Form):
    area = WrittenArea(label=gettext_lazy("Where its monitor watches"), required=False, max_length=120)


class ReasonForm(forms.Form):
    """One sentence that is kept with a decision."""

    because = forms.CharField(
        label=gettext_lazy("Why, in one sentence"), max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say why, in one sentence. It is kept with your decision.")},
    )  # fmt: skip


class ReviewForm(forms.Form):
    """What somebody found on reviewing a record; needed for all but an approval."""

    because = forms.CharField(
        label=gettext_lazy("What you found, in one sentence"), max_length=LONGEST_REASON, required=False,
        help_text=gettext_lazy("Needed unless you approve. It is kept with your decision; name no person."),
    )  # fmt: skip


class SeizeForm(ReasonForm):
    days = forms.IntegerField(
        label=gettext_lazy("Hold apart what it sent in the last … days"), min_value=0, max_value=MOST_DAYS,
        initial=14,
        help_text=gettext_lazy("Count from the last day on which you are sure that the monitor held it."),
    )  # fmt: skip


class StatedEffort(forms.Form):
    """The organisation's own figure for a month."""

    area = WrittenArea(label=gettext_lazy("Area"), required=False, max_length=120)
    month = WrittenMonth(label=gettext_lazy("Month"), max_length=40)
    days = forms.IntegerField(
        label=gettext_lazy("Monitor-days"), min_value=0, max_value=31_000,
        help_text=gettext_lazy("Ten monitors who watched for twenty days each make 200."),
    )  # fmt: skip


class OutageForm(forms.Form):
    """A time in which an area could not report as usual."""

    area = WrittenArea(label=gettext_lazy("Area"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("What was cut"), choices=OUTAGES)
    first = WrittenDay(label=gettext_lazy("From"), max_length=40)
    last = WrittenDay(
        label=gettext_lazy("To"), required=False, max_length=40,
        help_text=gettext_lazy("Leave it empty while it lasts; record it again with its end."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Who tells of it"), max_length=200,
        help_text=gettext_lazy("An operator's notice, your monitors, a press report. No name of a person."),
    )  # fmt: skip


class TakesPart(forms.Form):
    """Since when the organisation reports, and from where."""

    area = WrittenArea(
        label=gettext_lazy("Area"), required=False, max_length=120,
        help_text=gettext_lazy("Empty: wherever you report from."),
    )  # fmt: skip
    since = WrittenMonth(label=gettext_lazy("Since"), max_length=40)
    until = WrittenMonth(label=gettext_lazy("Until"), required=False, max_length=40)


class MappingForm(forms.Form):
    """A mapping to keep, with an example of the files that it is for."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    text = forms.CharField(
        label=gettext_lazy("The mapping"), max_length=200_000, widget=forms.Textarea, strip=False,
        help_text=gettext_lazy("Which column is what, as in the guide."),
    )  # fmt: skip
    example = forms.FileField(
        label=gettext_lazy("A file of the kind that it is for"),
        help_text=gettext_lazy("Only its columns are kept; later files with the same ones are recognised."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty. Save it again from the program that made it."),
        },
    )

    def clean_example(self):
        example = self.cleaned_data["example"]
        if example.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(_("This file is too large. Its first rows are enough."))
        return example
