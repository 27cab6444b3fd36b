"""Reading a report, its sections, its vote and its notes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay

LONGEST = 20000
MOST_VOTES = 999


class ReportForm(MarkedForm):
    """A report to begin."""

    title = forms.CharField(
        label=_("Title of the report"),
        max_length=200,
        error_messages={"required": _("Give the report a title.")},
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=4000, widget=forms.Textarea,
        error_messages={"required": _("Sum the report up in some sentences.")},
    )  # fmt: skip
    gender_note = forms.CharField(
        label=_("Gender note"), max_length=4000, widget=forms.Textarea, required=False,
        help_text=_("What differs for women and men in this matter, and who was heard."),
    )  # fmt: skip


class SectionForm(forms.Form):
    heading = forms.CharField(
        label=_("Heading"), max_length=200, error_messages={"required": _("Give a heading.")}
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write the text.")},
    )


class VoteForm(forms.Form):
    """How the committee voted."""

    on = WrittenDay(label=_("Day of the vote"), error_messages={"required": _("Give the day of the vote.")})
    votes_for = forms.IntegerField(label=_("For"), min_value=0, max_value=MOST_VOTES)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, max_value=MOST_VOTES)
    abstained = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=MOST_VOTES)


class NoteForm(forms.Form):
    """A minority note."""

    by = forms.CharField(
        label=_("Who differs"), max_length=300, error_messages={"required": _("Say who differs.")}
    )
    text = forms.CharField(
        label=_("What they say"), max_length=LONGEST, widget=forms.Textarea,
        error_messages={"required": _("Write what they say.")},
    )  # fmt: skip
    on = WrittenDay(label=_("Day of the note"), error_messages={"required": _("Give the day of the note.")})


class TableForm(forms.Form):
    on = WrittenDay(
        label=_("Tabled on"), error_messages={"required": _("Give the day on which it was tabled.")}
    )
