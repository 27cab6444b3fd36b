"""What is recommended, into what it is split, and by what the list is narrowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.core.statement import TLP
from vigie.followup.forms.fields import Day, chosen, count, line, words
from vigie.followup.models import Recommendation
from vigie.followup.models.recommendation import KINDS, SOURCES, STATES
from vigie.followup.said import Said

COUNTRIES = [("BF", "Burkina Faso"), ("ML", "Mali"), ("NE", "Niger")]
LATE = [
    ("response", gettext_lazy("Response late")),
    ("implementation", gettext_lazy("Carrying out late")),
    ("verification", gettext_lazy("A look since it was stated")),
]
MOST_PARTS = 4


class Asked(forms.Form):
    """A recommendation as it is drafted. `addressees` and `circles` are those that the writer may choose.

    `pieces` are the (value, words) of what it stands on so far; `named` finds the (label, key) of what somebody
    typed, and `withheld` are those that stand behind it and are not open to who writes: they stay.
    """

    title = line(gettext_lazy("In one line"), most=200)
    text = words(
        gettext_lazy("What is recommended"),
        help_text=gettext_lazy("To whom, what, and why: one matter only."),
    )
    addressee = forms.ModelChoiceField(
        label=gettext_lazy("Addressee"), queryset=None, empty_label=gettext_lazy("Choose")
    )
    kind = chosen(gettext_lazy("Type"), KINDS)
    gender_note = words(
        gettext_lazy("Gender note"), required=False,
        help_text=gettext_lazy("What it changes for women, men, girls and boys; how it will be counted."),
    )  # fmt: skip
    done_when = words(
        gettext_lazy("It will be done when"), required=False,
        help_text=gettext_lazy("How anybody could see it: patrols seen on 8 market days of 10, for a quarter."),
    )  # fmt: skip
    done_target = count(gettext_lazy("How many are needed"))
    done_out_of = count(gettext_lazy("Out of how many"))
    done_unit = line(gettext_lazy("Of what"), most=80, required=False, help_text=gettext_lazy("market days"))
    source_kind = chosen(gettext_lazy("Where it comes from"), SOURCES)
    source_words = line(gettext_lazy("What was found"), required=False)
    stands_on = forms.MultipleChoiceField(
        label=gettext_lazy("It stands on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=gettext_lazy("What else it stands on"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line: the reference of an incident, or the address of the page of a report, a finding, a question."
        ),
    )  # fmt: skip
    response_due = Day(
        label=gettext_lazy("Response due on"),
        required=False,
        help_text=gettext_lazy("Empty: by the rule of the country."),
    )
    implementation_due = Day(
        label=gettext_lazy("To be carried out by"), required=False,
        help_text=gettext_lazy("Empty: by the rule of the country."),
    )  # fmt: skip
    tlp = forms.ChoiceField(
        label=gettext_lazy("Mark"), choices=[(mark, mark) for mark in TLP], initial="TLP:AMBER"
    )
    circles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Circles that read it too"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The addressee reads it once it is issued, whatever the circle."),
    )  # fmt: skip
    embargo_until = Day(
        label=gettext_lazy("Nobody else reads it before"), required=False,
        help_text=gettext_lazy("An embargo: until that day neither the addressee nor a circle reads it."),
    )  # fmt: skip
    expires_at = Day(label=gettext_lazy("Nobody else reads it from"), required=False)
    purpose = line(gettext_lazy("Why it is shared"), required=False)
    legal_basis = line(gettext_lazy("On what legal basis"), required=False)
    source_label = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    source_key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args, addressees, circles, pieces=(), named, withheld=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = addressees
        self.fields["circles"].queryset = circles
        self.fields["stands_on"].choices = pieces
        self.named, self.withheld = named, withheld
        for name, offered in (("circles", circles), ("stands_on", pieces)):
            if not offered:
                del self.fields[name]

    def groups(self) -> list[tuple[str, str, list]]:
        """Title, how to read it, and fields of each part of the form."""
        return [(title, hint, [self[name] for name in names if name in self.fields])
                for title, hint, names in _groups()]  # fmt: skip

    def clean_more(self) -> list[tuple[str, str]]:
        found, unknown = [], []
        for typed in filter(None, map(str.strip, self.cleaned_data["more"].splitlines())):
            pair = self.named(typed)
            (found if pair else unknown).append(pair or typed)
        if unknown:
            sentence = _("Nothing that you may see has this reference or address: %(typed)s.")
            raise forms.ValidationError(sentence % {"typed": ", ".join(unknown)})
        return found

    def said(self) -> Said:
        given = dict(self.cleaned_data)
        chosen = [tuple(each.split(" ", 1)) for each in given.pop("stands_on", ())]
        evidence = tuple(dict.fromkeys([*chosen, *given.pop("more"), *self.withheld]))
        for name in ("embargo_until", "expires_at"):
            given[name] = _midnight(given[name])
        return Said(**{**given, "evidence": evidence, "circles": tuple(given.get("circles", ()))})


def _groups() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        (_("The recommendation"), _("One matter, one addressee."),
         ("title", "text", "addressee", "kind", "gender_note")),
        (_("How one will see it"), _("So that two people who look find the same."),
         ("done_when", "done_target", "done_out_of", "done_unit")),
        (_("Where it comes from"), _("A reader goes from the recommendation to what was found."),
         ("source_kind", "source_words", "stands_on", "more")),
        (_("Deadlines"), "", ("response_due", "implementation_due")),
        (_("Who reads it"), _("Until it is issued, your own body alone."),
         ("tlp", "circles", "embargo_until", "expires_at", "purpose", "legal_basis")),
    )  # fmt: skip


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


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
            "late": (_("What is wanting"), LATE),
        }  # fmt: skip
        for name, (label, choices) in offered.items():
            self.fields[name].label = label
            self.fields[name].choices = [("", _("All")), *choices]

    def chosen(self) -> dict:
        """The filters that are set and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def active(self) -> list[tuple[str, str]]:
        """Name of each filter that is set, and what it is set to, in words."""
        chosen = self.chosen()
        return [(name, self._told(name, chosen[name])) for name in self.fields if name in chosen]

    def _told(self, name: str, value) -> str:
        return value.name if name == "addressee" else str(dict(self.fields[name].choices)[value])
