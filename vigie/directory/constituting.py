"""Reading what people typed about a body itself: what it is during a time, and that it ended."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.partial_dates import NotADate, partial, span
from vigie.core.standards import body_kinds, body_powers
from vigie.directory import wording
from vigie.directory.forms import read_date
from vigie.directory.models import Standing, Succession
from vigie.directory.models.body import HOW

STANDING = ("kind", "legal_basis", "powers", "start_date", "end_date")
SUCCESSION = ("how", "later", "date", "legal_act")


class PartialDay(forms.CharField):
    """A day, a month or a year as people write it: "18 mars 2026", "mars 2026", "2026". Gives a partial ISO date."""

    def __init__(self, **said) -> None:
        said.setdefault(
            "help_text", gettext_lazy("A day, a month or a year: 18 March 2026, March 2026 or 2026.")
        )
        super().__init__(max_length=40, **said)

    def clean(self, value: str) -> str:
        value = super().clean(value)
        if not value or _is_partial(value):
            return value
        found, wrong = read_date(value)
        if found is None:
            raise ValidationError(wrong or _("Write a date like 18 March 2026."))
        try:
            return partial(found)
        except NotADate as error:
            raise ValidationError(_("Give one day, one month or one year.")) from error

    def prepare_value(self, value) -> str:
        return wording.dated(value) if isinstance(value, str) and _is_partial(value) else value


def _is_partial(value: str) -> bool:
    try:
        return span(value) is not None
    except NotADate:
        return False


class Sourced(forms.Form):
    """What is said, and where it is read: nothing enters the directory without a source."""

    source_text = forms.CharField(
        label=gettext_lazy("Where this is written"), max_length=500,
        help_text=gettext_lazy("The text, its number and its date: official gazette, charter, decree."),
        error_messages={"required": gettext_lazy("Name the source: without one nothing is entered here.")},
    )  # fmt: skip
    source_url = forms.CharField(
        label=gettext_lazy("Its address, if it has one"), max_length=300, required=False,
        help_text=gettext_lazy("The whole address, from its first letter."),
    )  # fmt: skip

    @property
    def sources(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [{"text": said["source_text"], "url": said["source_url"]}]

    def said(self, names: tuple[str, ...]) -> dict:
        return {name: self.cleaned_data[name] for name in names}

    def refuse(self, refusal: ValidationError) -> None:
        """Show a refusal beside the field that it names, or above the form."""
        named = {"sources": "source_url"}
        for name, said in getattr(refusal, "error_dict", {None: refusal}).items():
            name = named.get(name, name)
            self.add_error(name if name in self.fields else None, said)


class StandingForm(Sourced):
    """What a body is during a time. No power is ticked beforehand: none is assumed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of body it is"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of body it is.")},
    )  # fmt: skip
    legal_basis = forms.CharField(
        label=gettext_lazy("On what text it rests"), max_length=300,
        help_text=gettext_lazy("The text and its article."),
        error_messages={"required": gettext_lazy("Say on what text it rests.")},
    )  # fmt: skip
    powers = forms.MultipleChoiceField(
        label=gettext_lazy("What that text lets it do"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only what is written in it. Whatever is not ticked is not known to be there."),
    )  # fmt: skip
    start_date = PartialDay(
        label=gettext_lazy("Since when"), error_messages={"required": gettext_lazy("Say since when.")}
    )
    end_date = PartialDay(
        label=gettext_lazy("Until when"), required=False, help_text=gettext_lazy("Empty: still.")
    )

    field_order = (*STANDING, "source_text", "source_url")

    def __init__(self, *args, **more) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(code, wording.body_kind(code)) for code in body_kinds()]
        self.fields["powers"].choices = [(code, wording.body_power(code)) for code in body_powers()]

    @classmethod
    def initial_of(cls, row: Standing) -> dict:
        return {name: getattr(row, name) for name in STANDING}


class EndForm(Sourced):
    """That a body ended, how and by which act, and who took over."""

    how = forms.ChoiceField(
        label=gettext_lazy("What happened to it"), choices=HOW, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happened to it.")},
    )  # fmt: skip
    later = forms.ModelChoiceField(
        label=gettext_lazy("Which body took over"), queryset=None, required=False, to_field_name="slug",
        empty_label=gettext_lazy("Nobody yet"),
        help_text=gettext_lazy("What was left open passes to it only when it takes that over itself."),
    )  # fmt: skip
    date = PartialDay(
        label=gettext_lazy("Its last day"), error_messages={"required": gettext_lazy("Give its last day.")}
    )
    legal_act = forms.CharField(
        label=gettext_lazy("By which act"), max_length=300,
        error_messages={"required": gettext_lazy("Say by which act it ended.")},
    )  # fmt: skip

    field_order = (*SUCCESSION, "source_text", "source_url")

    def __init__(self, *args, bodies, **more) -> None:
        super().__init__(*args, **more)
        self.fields["later"].queryset = bodies

    @classmethod
    def initial_of(cls, row: Succession) -> dict:
        later = row.later.slug if row.later else ""
        return {"how": row.how, "later": later, "date": row.date, "legal_act": row.legal_act}
