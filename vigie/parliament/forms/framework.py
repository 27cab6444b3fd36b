"""Reading what is said of a framework: its members, its bureau, its declarations and roadmaps."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation
from vigie.followup.models.recommendation import KINDS
from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay
from vigie.parliament.forms.question import SittingChoice
from vigie.parliament.models import POSITIONS, BureauPost, Declaration, FrameworkMember, Mandate, RoadmapItem
from vigie.sharing.models import Circle
from vigie.web import words

LONGEST = 40_000
LANGUAGES = [
    ("fr", pgettext_lazy("language", "French")), ("en", pgettext_lazy("language", "English")),
    ("ff", pgettext_lazy("language", "Fulfulde")), ("ha", pgettext_lazy("language", "Hausa")),
    ("dje", pgettext_lazy("language", "Zarma")), ("mos", pgettext_lazy("language", "Mooré")),
    ("bm", pgettext_lazy("language", "Bambara")), ("taq", pgettext_lazy("language", "Tamasheq")),
]  # fmt: skip


class BodyChoice(forms.ModelChoiceField):
    """A body of the directory, by its name."""

    def __init__(self, **more) -> None:
        super().__init__(
            queryset=Organisation.objects.none(), to_field_name="slug", empty_label=_("Choose …"),
            error_messages={"required": _("Choose a body.")}, **more,
        )  # fmt: skip


class Held(forms.ModelChoiceField):
    """A membership or a mandate, by its body and first day."""

    def label_from_instance(self, row) -> str:
        post = f"{row.post.title}, " if isinstance(row, Mandate) else ""
        return f"{post}{row.body.name}, {words.day(row.since)}"


class MembersChoice(forms.ModelMultipleChoiceField):
    """Committees, by name and country."""

    def __init__(self, **more) -> None:
        super().__init__(
            queryset=Organisation.objects.none(), to_field_name="slug", widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose the members.")}, **more,
        )  # fmt: skip


class FoundForm(forms.Form):
    """A framework to set up."""

    body = BodyChoice(label=_("Regional body"))
    members = MembersChoice(label=_("First members"))
    since = WrittenDay(label=_("Members since"), error_messages={"required": _("Give the first day.")})
    circle = forms.ModelChoiceField(
        label=_("Circle that reads its drafts"), queryset=Circle.objects.none(), required=False,
        to_field_name="uuid", empty_label=_("None yet"), help_text=_("Proposed for each declaration and roadmap."),
    )  # fmt: skip


class JoinForm(forms.Form):
    body = BodyChoice(label=_("Which body"))
    since = WrittenDay(label=_("Member since"), error_messages={"required": _("Give the first day.")})


class LeaveForm(forms.Form):
    member = Held(
        label=_("Which membership"), queryset=FrameworkMember.objects.none(), empty_label=_("Choose …")
    )
    until = WrittenDay(label=_("Last day"), error_messages={"required": _("Give the last day.")})


class PostForm(forms.Form):
    title = forms.CharField(
        label=_("Name of the post"), max_length=120, error_messages={"required": _("Name the post.")}
    )
    presides = forms.BooleanField(label=_("Whoever holds it presides over the framework"), required=False)


class MandateForm(forms.Form):
    post = forms.ModelChoiceField(
        label=_("Which post"), queryset=BureauPost.objects.none(), empty_label=_("Choose …")
    )
    body = BodyChoice(label=_("Held by"))
    holder = forms.CharField(label=_("In the person of"), max_length=200, required=False)
    since = WrittenDay(label=_("Since"), error_messages={"required": _("Give the first day.")})
    until = WrittenDay(label=_("Last day"), required=False, help_text=_("Empty: no end is agreed."))


class EndForm(forms.Form):
    held = Held(label=_("Which mandate"), queryset=Mandate.objects.none(), empty_label=_("Choose …"))
    until = WrittenDay(label=_("Last day"), error_messages={"required": _("Give the last day.")})


class RuleForm(forms.Form):
    """The rule of rotation."""

    order = forms.CharField(
        label=_("Order of the countries"), max_length=100,
        help_text=_("Their codes with a space between, in the order in which they preside."),
        error_messages={"required": _("Give the order.")},
    )  # fmt: skip
    term_months = forms.IntegerField(label=_("Months of a turn"), min_value=1, max_value=120)
    rule_source = forms.CharField(
        label=_("Where the rule stands"), max_length=300, help_text=_("The text and its article."),
        error_messages={"required": _("Say in which text the rule stands.")},
    )  # fmt: skip

    def clean_order(self) -> list[str]:
        return self.cleaned_data["order"].upper().replace(",", " ").split()


class DeclarationForm(MarkedForm):
    """A declaration to draft."""

    title = forms.CharField(
        label=_("Title of the declaration"),
        max_length=200,
        error_messages={"required": _("Give it a title.")},
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES, initial="fr")
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write the text.")},
    )
    sitting = SittingChoice(
        label=_("Adopted at the meeting"), empty_label=_("At a meeting that is not recorded here")
    )


class DeclarationWords(forms.Form):
    title = forms.CharField(
        label=_("Title of the declaration"),
        max_length=200,
        error_messages={"required": _("Give it a title.")},
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write the text.")},
    )


class TranslationForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the text"), choices=[("", _("Choose …")), *LANGUAGES])
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write the text.")},
    )


class SignForm(forms.Form):
    """How one's committee stands to it. Nothing is chosen beforehand."""

    position = forms.ChoiceField(
        label=_("Your committee"), choices=POSITIONS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how your committee stands to it.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Reservation or dissent"), max_length=4000, widget=forms.Textarea, required=False,
        help_text=_("In your committee's own words, and on what; it is kept beside the text."),
    )  # fmt: skip
    on = WrittenDay(label=_("Signed on"), required=False, help_text=_("Empty: today."))


class PointsChoice(forms.ModelMultipleChoiceField):
    """Points of a roadmap, by number and title."""

    def __init__(self, **more) -> None:
        super().__init__(
            queryset=RoadmapItem.objects.none(), required=False, to_field_name="uuid",
            widget=forms.CheckboxSelectMultiple, **more,
        )  # fmt: skip

    def label_from_instance(self, row: RoadmapItem) -> str:
        return f"{row.position}. {row.title}"


class SignRoadmapForm(SignForm):
    """How one's committee stands to a roadmap, and which points it leaves out."""

    points = PointsChoice(
        label=_("Points that your committee does not share"),
        help_text=_("With a reservation only. Nobody then expects your country to carry them out."),
    )
    field_order = ("position", "points", "text", "on")


class OpenForm(forms.Form):
    """The day of opening; nothing else is asked."""

    on = WrittenDay(
        label=_("Opened on"), required=False,
        help_text=_("Empty: today. A day that has passed is for what was signed on paper."),
    )  # fmt: skip


class RoadmapForm(MarkedForm):
    """A roadmap to begin."""

    title = forms.CharField(
        label=_("Title of the roadmap"), max_length=200, error_messages={"required": _("Give it a title.")}
    )
    since = WrittenDay(label=_("From"), error_messages={"required": _("Give the first day.")})
    until = WrittenDay(label=_("Last day"), error_messages={"required": _("Give the last day.")})
    declaration = forms.ModelChoiceField(
        label=_("Of the declaration"), queryset=Declaration.objects.none(), required=False, to_field_name="uuid",
        empty_label=_("Of none"),
    )  # fmt: skip


class PointForm(forms.Form):
    """One point of a roadmap."""

    title = forms.CharField(
        label=_("What is undertaken"),
        max_length=200,
        error_messages={"required": _("Say what is undertaken.")},
    )
    text = forms.CharField(
        label=_("In full"), max_length=4000, widget=forms.Textarea,
        error_messages={"required": _("Write it in full: each country will be asked in these words.")},
    )  # fmt: skip
    done_when = forms.CharField(
        label=_("It will be done when"), max_length=1000, required=False,
        help_text=_("Something that can be counted or seen."),
    )  # fmt: skip
    lead = BodyChoice(label=_("Who leads it"))
    due_on = WrittenDay(label=_("To be done by"), error_messages={"required": _("Give the day.")})


class OnForm(forms.Form):
    on = WrittenDay(label=_("Adopted on"), error_messages={"required": _("Give the day.")})


class CarryForm(forms.Form):
    """To which body of one's country a point is put."""

    addressee = BodyChoice(label=_("To which body"))
    kind = forms.ChoiceField(label=_("What it is about"), choices=[("", _("Choose …")), *KINDS])


class RecommendForm(forms.Form):
    """A recommendation that a paper gives rise to."""

    title = forms.CharField(
        label=_("Recommendation in one line"), max_length=200,
        error_messages={"required": _("Say in one line what is recommended.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("In full"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Write the text.")},
    )
    addressee = BodyChoice(label=_("To which body"))
    kind = forms.ChoiceField(label=_("What it is about"), choices=[("", _("Choose …")), *KINDS])
    done_when = forms.CharField(
        label=_("It will be done when"), max_length=1000, help_text=_("Something that can be counted or seen."),
        error_messages={"required": _("Say when it will be done: something that can be counted or seen.")},
    )  # fmt: skip
    gender_note = forms.CharField(
        label=_("Gender note"), max_length=4000, widget=forms.Textarea, required=False,
        help_text=_("What differs for women and men in this matter, and who was heard."),
    )  # fmt: skip


class NothingForm(forms.Form):
    """Nothing is asked but the button."""
