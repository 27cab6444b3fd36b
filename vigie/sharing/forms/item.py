"""Reading what a sender says of an item, and what a reader looks for among items."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.core.statement import TLP
from vigie.sharing.forms.fields import Circles, Files, WrittenDay, beginning_of, end_of
from vigie.sharing.models import KINDS, NATIONAL, THEMES
from vigie.sharing.said import Given, Said
from vigie.sharing.wording import COUNTRIES, MARKS

CHOOSE = [("", _("Choose …"))]
ANY = [("", pgettext_lazy("filter", "All"))]
WHEN_OVER = [
    ("circles", _("Its circles read it, nobody else")),
    ("everybody", _("Everybody reads it: for TLP:CLEAR alone")),
]


# The faults of `sharing.items` and `sharing.terms` name times; these forms ask for days.
FIELD_OF = {"expires_at": "expires", "embargo_until": "embargo", "published_at": "when_over"}


class ItemForm(forms.Form):
    """Everything that is stated on entry. `circles` are those that the law lets this person see."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("It stands in lists. Put no name of a person at risk in it."),
        error_messages={"required": _("Give it a title by which others find it.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=CHOOSE + KINDS, error_messages={"required": _("Say what it is.")}
    )
    theme = forms.ChoiceField(
        label=_("Theme"), choices=CHOOSE + THEMES, error_messages={"required": _("Say what it is about.")}
    )
    country = forms.ChoiceField(
        label=_("Country it is about"), choices=[("", _("several")), *COUNTRIES], required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("fr", _("French")), ("en", _("English"))], initial="fr"
    )
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}), required=False)
    files = Files(
        label=_("Files"), required=False,
        help_text=_("Kept as they are: take out first what others must not learn, authors, places, tracked changes."),
    )  # fmt: skip
    national = forms.ChoiceField(
        label=_("Under the law of your country it is"), choices=NATIONAL, widget=forms.RadioSelect, required=False,
        help_text=_("What is classified is not entered here, by anybody, under any mark."),
    )  # fmt: skip
    declassified_by = forms.CharField(
        label=_("Reference of the decision to declassify"), max_length=200, required=False
    )
    legal_basis = forms.CharField(
        label=_("Legal basis for sharing it"), max_length=300, required=False,
        help_text=_("A law, an agreement, the mandate of your body."),
    )  # fmt: skip
    purpose = forms.CharField(label=_("What it may be used for"), max_length=300, required=False)
    tlp = forms.ChoiceField(
        label=_("Mark"), choices=MARKS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mark. When in doubt, the stricter one.")},
    )  # fmt: skip
    circles = Circles(
        None, label=_("With whom"), required=False,
        help_text=_("No circle means: nobody but your own body."),
    )  # fmt: skip
    embargo = WrittenDay(
        label=_("Embargo until"), max_length=40, required=False,
        help_text=_("Until that day only your own body reads it. Nobody has to do anything on the day itself."),
    )  # fmt: skip
    when_over = forms.ChoiceField(
        label=_("After the embargo, or at once without one"),
        choices=WHEN_OVER,
        widget=forms.RadioSelect,
        initial="circles",
    )
    expires = WrittenDay(
        label=_("Shared until"),
        max_length=40,
        required=False,
        help_text=_("The last day on which others read it."),
    )
    review_on = WrittenDay(
        label=_("Or to be looked at again on"), max_length=40, required=False,
        help_text=_("One of the two days is needed."),
    )  # fmt: skip
    may_be_cited = forms.ChoiceField(
        label=_("May it be cited in a public report?"), choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect, error_messages={"required": _("Say whether it may be cited.")},
    )  # fmt: skip

    def __init__(self, *given, circles, **more):
        super().__init__(*given, **more)
        self.fields["circles"].queryset = circles

    def said(self) -> Said:
        """What was stated, once the form is valid."""
        got = self.cleaned_data
        embargo = beginning_of(got["embargo"])
        return Said(
            title=got["title"], kind=got["kind"], theme=got["theme"], tlp=got["tlp"], national=got["national"],
            legal_basis=got["legal_basis"], purpose=got["purpose"], text=got["text"], language=got["language"],
            country=got["country"], declassified_by=got["declassified_by"], may_be_cited=got["may_be_cited"] == "yes",
            circles=tuple(got["circles"]), embargo_until=embargo, expires_at=end_of(got["expires"]),
            published_at=self._published(embargo), review_on=got["review_on"],
            files=tuple(Given(each.name, each.chunks()) for each in got["files"]),
        )  # fmt: skip

    def _published(self, embargo: datetime | None) -> datetime | None:
        return (embargo or timezone.now()) if self.cleaned_data["when_over"] == "everybody" else None


class RedactForm(ItemForm):
    """The same of a redacted item, and what was taken out."""

    removed = forms.CharField(
        label=_("What was taken out"), max_length=300, required=False,
        help_text=_("In words that don't give it back: “names of three witnesses”. Only who reads both sees it."),
    )  # fmt: skip
    field_order = ["removed"]


class ItemFilter(forms.Form):
    """What to narrow the list by. Every filter that can't be read finds nothing and says why."""

    words = forms.CharField(label=_("Words"), required=False, max_length=120)
    tlp = forms.ChoiceField(label=_("Mark"), choices=ANY + [(mark, mark) for mark in TLP], required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=ANY + THEMES, required=False)
    country = forms.ChoiceField(label=_("Country it is about"), choices=ANY + COUNTRIES, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ANY + KINDS, required=False)
    side = forms.ChoiceField(
        label=_("Given or got"),
        choices=[*ANY, ("given", _("Given by us")), ("got", _("Got from others"))],
        required=False,
    )

    def narrowed(self, found, own: int | None):
        """The rows of `found` that fit."""
        if not self.is_valid():
            return found.none()
        got = self.cleaned_data
        for name, column in (
            ("tlp", "terms__tlp"),
            ("theme", "theme"),
            ("country", "country"),
            ("kind", "kind"),
        ):
            found = found.filter(**{column: got[name]}) if got[name] else found
        if got["side"]:
            ours = {"terms__originator": own}
            found = found.filter(**ours) if got["side"] == "given" else found.exclude(**ours)
        return found.holding(got["words"])
