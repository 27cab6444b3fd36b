"""Reading a report, its sections, its vote and its notes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.forms.question import SittingChoice

LONGEST = 20000
MOST_VOTES = 999
MOST_SECTIONS = 40


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


class WholeReportForm(forms.Form):
    """The words of a draft, all of them, with room for one section more."""

    title = forms.CharField(
        label=_("Title of the report"),
        max_length=200,
        error_messages={"required": _("Give the report a title.")},
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=4000, widget=forms.Textarea,
        error_messages={"required": _("Sum the report up in some sentences.")},
    )  # fmt: skip

    def __init__(self, typed=None, *, sections: list[tuple[str, str]], **more) -> None:
        super().__init__(typed, **more)
        asked = int(typed.get("places", 0)) if typed and typed.get("places", "").isdecimal() else 0
        self.places = min(max(len(sections) + 1, asked), MOST_SECTIONS)
        for place in range(1, self.places + 1):
            heading, text = sections[place - 1] if place <= len(sections) else ("", "")
            said = {"place": place}
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Heading of section %(place)s") % said,
                max_length=200,
                required=False,
                initial=heading,
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=_("Text of section %(place)s") % said, max_length=LONGEST, required=False, initial=text,
                widget=forms.Textarea, help_text=_("Empty both to leave the section out."),
            )  # fmt: skip
        self.fields["gender_note"] = forms.CharField(
            label=_("Gender note"), max_length=4000, widget=forms.Textarea, required=False,
            help_text=_("What differs for women and men in this matter, and who was heard."),
        )  # fmt: skip
        self.fields["places"] = forms.CharField(widget=forms.HiddenInput, initial=self.places, required=False)

    def clean(self) -> dict:
        """`title`, `summary`, `gender_note` and `sections`: (heading, text), without those left empty."""
        typed = super().clean()
        sections = []
        for place in range(1, self.places + 1):
            heading, text = typed.get(f"heading_{place}", ""), typed.get(f"text_{place}", "")
            if text and not heading:
                self.add_error(f"heading_{place}", _("Give the section a heading."))
            elif heading and not text:
                self.add_error(f"text_{place}", _("Write the section, or empty its heading."))
            elif heading:
                sections.append((heading, text))
        words = {name: typed.get(name, "") for name in ("title", "summary", "gender_note")}
        return {**words, "sections": sections}


class VoteForm(forms.Form):
    """How the committee voted, and when."""

    sitting = SittingChoice(
        label=_("At the sitting"), empty_label=_("At a sitting that is not recorded here")
    )
    on = WrittenDay(label=_("Day of the vote"), required=False, help_text=_("Empty: the day of the sitting."))
    votes_for = forms.IntegerField(label=pgettext_lazy("vote", "For"), min_value=0, max_value=MOST_VOTES)
    votes_against = forms.IntegerField(
        label=pgettext_lazy("vote", "Against"), min_value=0, max_value=MOST_VOTES
    )
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


class PublishForm(forms.Form):
    """Nothing is asked: the terms say until when it is under embargo."""
