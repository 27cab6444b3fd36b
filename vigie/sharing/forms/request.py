"""Asking another body for information, and answering."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.sharing.forms.fields import Circles, Files, WrittenDay
from vigie.sharing.models import REFUSALS, REQUEST_STATES
from vigie.sharing.said import Given
from vigie.sharing.wording import MARKS


class RequestFilter(forms.Form):
    """What to narrow the list of requests by. `side` is chosen by the links above the list."""

    words = forms.CharField(label=_("Words"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", pgettext_lazy("filter", "All")), *REQUEST_STATES], required=False
    )
    side = forms.ChoiceField(
        choices=[("", ""), ("ours", ""), ("theirs", "")], required=False, widget=forms.HiddenInput
    )


class RequestForm(forms.Form):
    """Whom one asks what, for what purpose, until when. `cleaned_data` is what `acts.inquire` takes."""

    asked = forms.ModelChoiceField(
        queryset=None, label=_("Whom do you ask?"), to_field_name="slug", empty_label=_("Choose …"),
        help_text=_("A committee, a study centre, an organisation of civil society. To a ministry goes a question."),
        error_messages={"required": _("Choose whom you ask."), "invalid_choice": _("Choose a body of the list.")},
    )  # fmt: skip
    title = forms.CharField(
        label=_("Subject of the request"), max_length=200,
        error_messages={"required": _("Say in one line what it is about.")},
    )  # fmt: skip
    question = forms.CharField(
        label=_("What do you want to know?"), max_length=10_000, widget=forms.Textarea,
        help_text=_("The narrower the question, the sooner the answer. No name of a person at risk."),
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What for?"), max_length=300,
        help_text=_("A sitting, a visit, a report. The other side answers better when it knows."),
        error_messages={"required": _("Say what the answer is for.")},
    )  # fmt: skip
    due = WrittenDay(
        label=_("Answer wanted by"), max_length=40, required=False,
        help_text=_("Empty: the usual time for such requests. A day like 18 March 2026."),
    )  # fmt: skip
    tlp = forms.ChoiceField(
        label=_("Mark"), choices=MARKS, initial="TLP:AMBER+STRICT", widget=forms.RadioSelect
    )
    circles = Circles(
        None, label=_("Who else reads it"), required=False,
        help_text=_("Besides the two sides. None: the two sides alone."),
    )  # fmt: skip

    def __init__(self, *given, bodies, circles, **more) -> None:
        super().__init__(*given, **more)
        self.fields["asked"].queryset = bodies
        self.fields["circles"].queryset = circles


class AnswerForm(forms.Form):
    """The answer in words, files, or something that is shared."""

    state = forms.ChoiceField(
        label=_("This answers"), widget=forms.RadioSelect,
        choices=[("answered", _("all of it")), ("partly", _("a part of it"))],
        error_messages={"required": _("Say whether this answers all of it or a part.")},
    )  # fmt: skip
    answer = forms.CharField(label=_("Answer"), required=False, max_length=40_000, widget=forms.Textarea)
    files = Files(
        label=_("Files"), required=False,
        help_text=_(
            "They are kept as they are: take out first what others must not learn, author, place, tracked changes."
        ),
    )  # fmt: skip
    item = forms.ModelChoiceField(
        queryset=None, label=_("Or something shared here"), required=False, to_field_name="uuid",
        empty_label=pgettext_lazy("shared item", "None"),
        help_text=_("Its own terms hold: share it first with those who asked."),
        error_messages={"invalid_choice": _("Choose something of the list.")},
    )  # fmt: skip

    def __init__(self, *given, items, **more) -> None:
        super().__init__(*given, **more)
        self.fields["item"].queryset = items

    def clean_files(self) -> list[Given]:
        return [Given(each.name, each.chunks()) for each in self.cleaned_data["files"]]


class RefusalForm(forms.Form):
    refusal = forms.ChoiceField(
        label=_("Why"), choices=REFUSALS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the request is refused.")},
    )  # fmt: skip
    answer = forms.CharField(
        label=_("In a sentence"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ThanksForm(forms.Form):
    thanks = forms.CharField(
        label=_("What the answer helped you to do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a sentence: what did the answer help you to do?")},
    )  # fmt: skip


class TakingBackForm(forms.Form):
    because = forms.CharField(
        label=_("Why, in one sentence"), max_length=400,
        error_messages={"required": _("Say why the request is taken back.")},
    )  # fmt: skip
