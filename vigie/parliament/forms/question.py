"""Reading a question and its answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation
from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.models import Seat, Sitting
from vigie.parliament.models.question import KINDS
from vigie.web import words

LONGEST = 8000


class SeatChoice(forms.ModelChoiceField):
    """A seat, by the name of who holds it."""

    def label_from_instance(self, seat: Seat) -> str:
        return seat.holder


class SittingChoice(forms.ModelChoiceField):
    """A sitting, by its day and subject."""

    def __init__(self, **more) -> None:
        super().__init__(queryset=Sitting.objects.none(), to_field_name="uuid", required=False, **more)

    def label_from_instance(self, sitting: Sitting) -> str:
        return f"{words.day(sitting.starts_at.date())}, {sitting.title}"


class WordsForm(forms.Form):
    """The words of a draft, to change them."""

    title = forms.CharField(
        label=_("Subject"),
        max_length=200,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        label=_("The question"), max_length=LONGEST, widget=forms.Textarea,
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip


class QuestionForm(MarkedForm):
    """A question to write. `seats` and `bodies` are those that the law lets this reader name."""

    kind = forms.ChoiceField(label=pgettext_lazy("question", "Kind"), choices=KINDS, widget=forms.RadioSelect)
    addressee = forms.ModelChoiceField(
        label=_("To which ministry"), queryset=Organisation.objects.none(), to_field_name="slug",
        empty_label=_("Choose …"), error_messages={"required": _("Choose the ministry that shall answer.")},
    )  # fmt: skip
    seat = SeatChoice(
        label=_("Asked by"), queryset=Seat.objects.none(), required=False, to_field_name="uuid",
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

    def __init__(self, *given, bodies, seats, **more) -> None:
        super().__init__(*given, **more)
        self.fields["addressee"].queryset = bodies
        self.fields["seat"].queryset = seats


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
    sitting = SittingChoice(label=_("Given at the sitting"), empty_label=_("At no sitting"))
    on = WrittenDay(label=_("Answered on"), required=False, help_text=_("Empty: today."))


class RecordForm(AnswerForm):
    """An answer that came another way: the day on which it came is not today by itself."""

    on = WrittenDay(label=_("Answered on"), error_messages={"required": _("Give the day of the answer.")})


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is withdrawn"), max_length=400,
        error_messages={"required": _("Say in one sentence why it is withdrawn.")},
    )  # fmt: skip
