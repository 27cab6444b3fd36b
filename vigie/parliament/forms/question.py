"""Reading a question and its answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation, Person
from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.models.question import KINDS

LONGEST = 8000


class QuestionForm(MarkedForm):
    """A question to write. `persons` and `bodies` are those that the law lets this reader name."""

    kind = forms.ChoiceField(label=pgettext_lazy("question", "Kind"), choices=KINDS, widget=forms.RadioSelect)
    addressee = forms.ModelChoiceField(
        label=_("To which ministry"), queryset=Organisation.objects.none(), to_field_name="slug",
        empty_label=_("Choose …"), error_messages={"required": _("Choose the ministry that shall answer.")},
    )  # fmt: skip
    member = forms.ModelChoiceField(
        label=_("Asked by"), queryset=Person.objects.none(), required=False, to_field_name="slug",
        empty_label=_("The committee as a whole"),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Subject"),
        max_length=200,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        label=_("The question"), max_length=LONGEST, widget=forms.Textarea,
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip

    def __init__(self, *given, bodies, persons, **more) -> None:
        super().__init__(*given, **more)
        self.fields["addressee"].queryset = bodies
        self.fields["member"].queryset = persons


class AskForm(forms.Form):
    """The day of asking, and another deadline than the rule's."""

    on = WrittenDay(label=_("Asked on"), required=False, help_text=_("Empty: today."))
    due_on = WrittenDay(
        label=_("To be answered by"), required=False, help_text=_("Empty: the deadline that the rules give.")
    )
    due_because = forms.CharField(
        label=_("Why another deadline"),
        max_length=300,
        required=False,
        help_text=_("Only if you set one yourself."),
    )


class AnswerForm(forms.Form):
    """An answer: its text, or the letter in which it stands."""

    text = forms.CharField(label=_("The answer"), max_length=LONGEST, widget=forms.Textarea, required=False)
    document = forms.CharField(
        label=_("Letter"), max_length=300, required=False,
        help_text=_("Its number and date, if the answer came or goes by letter."),
    )  # fmt: skip
    by = forms.CharField(
        label=_("Who answers"),
        max_length=200,
        required=False,
        help_text=_("The office, and no name if none is needed."),
    )
    on = WrittenDay(label=_("Answered on"), error_messages={"required": _("Give the day of the answer.")})


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is withdrawn"), max_length=400,
        error_messages={"required": _("Say in one sentence why it is withdrawn.")},
    )  # fmt: skip
