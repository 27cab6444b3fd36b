"""Writing the report of a visit, recording its adoption and its tabling, and giving photographs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.parliament.forms.moments import WrittenDay
from vigie.sharing.forms.fields import Circles
from vigie.sharing.wording import MARKS


class DraftForm(forms.Form):
    """The text. `cleaned_data` is what `acts.draft_visit_report` takes."""

    title = forms.CharField(
        label=_("Title of the report"), max_length=200,
        help_text=_("The type of site and the region, never the name of the site."),
        error_messages={"required": _("Give the report a title.")},
    )  # fmt: skip
    summary = forms.CharField(
        label=_("What the committee says"), required=False, max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("No name of whoever talked, no position, no number of personnel."),
    )  # fmt: skip
    gender_note = forms.CharField(
        label=_("Women and men"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the visit shows for women who serve, women who live nearby, and women held there."),
    )  # fmt: skip
    minority_note = forms.CharField(
        label=_("Minority note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What members say who did not agree."),
    )  # fmt: skip


class AdoptionForm(forms.Form):
    """When it was adopted, and on what terms others read it. `cleaned_data` is what `acts.adopt_visit_report` takes."""

    adopted_on = WrittenDay(
        label=_("Adopted on"), max_length=40, error_messages={"required": _("Write the day of the adoption.")}
    )
    tlp = forms.ChoiceField(
        label=_("Mark"), choices=MARKS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mark. When in doubt, the stricter one.")},
    )  # fmt: skip
    circles = Circles(
        None, label=_("With whom"), required=False,
        help_text=_("No circle means: nobody but your own committee."),
    )  # fmt: skip
    embargo_until = WrittenDay(
        label=_("Closed to others until"), max_length=40, required=False,
        help_text=_("Empty: the usual delay for this type of site. It protects those who talked."),
    )  # fmt: skip
    delay_because = forms.CharField(label=_("If sooner than usual: why"), max_length=300, required=False)
    purpose = forms.CharField(label=_("What it may be used for"), max_length=300, required=False)
    because = forms.CharField(label=_("Why these words may stay"), max_length=300, required=False)

    def __init__(self, *given, circles, cautions, **more) -> None:
        """`cautions`: whether there are words to look at again; without, nothing is asked about them."""
        super().__init__(*given, **more)
        self.fields["circles"].queryset = circles
        if not cautions:
            del self.fields["because"]


class TablingForm(forms.Form):
    tabled_on = WrittenDay(
        label=_("Tabled on"), max_length=40, error_messages={"required": _("Write the day of the tabling.")}
    )


class WithdrawalForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is withdrawn"), max_length=400,
        help_text=_("It stays with your committee. Whoever holds a copy still holds it: tell them too."),
        error_messages={"required": _("Say why the report is withdrawn.")},
    )  # fmt: skip


class PhotoForm(forms.Form):
    """One photograph. Its bytes are cleaned in memory."""

    photo = forms.FileField(
        label=_("Photograph"),
        help_text=_(
            "Only its pixels are kept: place, hour and camera are left behind, and the file as you gave it is not "
            "kept. Look whether a place, a face or a number plate can be read in the picture itself."
        ),
        error_messages={"required": _("Choose a photograph of at most 12 MB."),
                        "empty": _("This file is empty. Choose another.")},
    )  # fmt: skip
    shows = forms.CharField(
        label=_("What it shows"), max_length=300,
        error_messages={"required": _("Say in one line what the photograph shows.")},
    )  # fmt: skip
