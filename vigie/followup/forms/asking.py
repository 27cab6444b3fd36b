"""What is recommended, into what it is split, and by what the list is narrowed."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.statement import TLP
from vigie.followup.forms.fields import Day, count, line, words
from vigie.followup.models import Recommendation
from vigie.followup.models.recommendation import KINDS, SOURCES, STATES
from vigie.followup.said import Said

COUNTRIES = [("BF", "Burkina Faso"), ("ML", "Mali"), ("NE", "Niger")]
LATE = [
    ("response", gettext_lazy("Response late")),
    ("implementation", gettext_lazy("Carrying out late")),
]
MOST_PARTS = 4


class Asked(forms.Form):
    """A recommendation as it is drafted. `addressees` and `circles` are those that the writer may choose."""

    title = line(gettext_lazy("In one line"), most=200)
    text = words(
        gettext_lazy("What is recommended"),
        help_text=gettext_lazy("To whom, what, and why: one matter only."),
    )
    addressee = forms.ModelChoiceField(label=gettext_lazy("Addressee"), queryset=None)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=KINDS)
    done_when = words(
        gettext_lazy("It will be done when"), required=False,
        help_text=gettext_lazy("How anybody could see it: patrols seen on 8 market days of 10, for a quarter."),
    )  # fmt: skip
    done_target = count(gettext_lazy("How many are needed"))
    done_out_of = count(gettext_lazy("Out of how many"))
    done_unit = line(gettext_lazy("Of what"), most=80, required=False, help_text=gettext_lazy("market days"))
    gender_note = words(
        gettext_lazy("Gender note"), required=False,
        help_text=gettext_lazy("What it changes for women, men, girls and boys; how it will be counted."),
    )  # fmt: skip
    source_kind = forms.ChoiceField(label=gettext_lazy("Where it comes from"), choices=SOURCES)
    source_words = line(gettext_lazy("What was found"), required=False)
    response_due = Day(label=gettext_lazy("Response due on"), required=False)
    implementation_due = Day(label=gettext_lazy("To be carried out by"), required=False)
    tlp = forms.ChoiceField(
        label=gettext_lazy("Mark"), choices=[(mark, mark) for mark in TLP], initial="TLP:AMBER"
    )
    circles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Circles that read it too"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The addressee reads it once it is issued, whatever the circle."),
    )  # fmt: skip
    source_label = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    source_key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args, addressees, circles, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = addressees
        self.fields["circles"].queryset = circles
        if not circles:
            del self.fields["circles"]

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(**{**given, "circles": tuple(given.get("circles", ()))})


class Parts(forms.Form):
    """A recommendation that held several matters: each becomes one."""

    words = line(gettext_lazy("Why is it split?"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PARTS + 1):
            label = {"n": number}
            self.fields[f"title_{number}"] = line(
                _("Part %(n)s, in one line") % label, 200, required=number < 3
            )
            self.fields[f"text_{number}"] = words(
                _("Part %(n)s: what is recommended") % label, required=number < 3
            )

    def parts(self, whole: Recommendation) -> list[Said]:
        """The parts as they would be asked, each with the addressee, kind and measure of the whole."""
        given = self.cleaned_data
        said = _as_said(whole)
        written = [(given[f"title_{n}"], given[f"text_{n}"]) for n in range(1, MOST_PARTS + 1)]
        return [replace(said, title=title, text=text or title) for title, text in written if title]


def _as_said(row: Recommendation) -> Said:
    return Said(
        title=row.title, text=row.text, addressee=row.addressee, kind=row.kind, source_kind=row.source_kind,
        done_when=row.done_when, done_target=row.done_target, done_out_of=row.done_out_of, done_unit=row.done_unit,
        gender_note=row.gender_note, source_label=row.source_label, source_key=row.source_key,
        source_words=row.source_words, country=row.country, tlp=row.terms.tlp,
        evidence=tuple((each.label, each.key) for each in row.evidence.all()), circles=tuple(row.terms.circles.all()),
    )  # fmt: skip


class Filter(forms.Form):
    """What the list is narrowed by. What is not offered is passed over."""

    state = forms.ChoiceField(required=False)
    addressee = forms.ModelChoiceField(
        label=gettext_lazy("Addressee"), queryset=None, required=False, to_field_name="slug"
    )
    country = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    late = forms.ChoiceField(required=False)

    def __init__(self, *args, addressees, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = addressees
        self.fields["addressee"].empty_label = _("All")
        offered = {
            "state": (_("State"), STATES), "country": (_("Country"), COUNTRIES), "kind": (_("Type"), KINDS),
            "late": (_("Late"), LATE),
        }  # fmt: skip
        for name, (label, choices) in offered.items():
            self.fields[name].label = label
            self.fields[name].choices = [("", _("All")), *choices]

    def chosen(self) -> dict:
        """The filters that are set and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
