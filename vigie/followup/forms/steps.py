"""What is asked when something is said about a recommendation: one matter a step."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.followup.forms.fields import Day, count, line, one_of, words
from vigie.followup.models.recommendation import CLOSINGS
from vigie.followup.models.thread import CLAIMABLE, METHODS, POSITIONS, STATUSES

MOST_MILESTONES = 4


class Position(forms.Form):
    position = one_of(_("What does the addressee answer?"), POSITIONS)


class Reply(forms.Form):
    """The words of the response."""

    text = words(_("The response, in its own words"))
    on = Day(label=_("Day of the response"))
    document = line(
        _("Letter or document"), required=False, help_text=_("Its number and date, if there is one.")
    )


class Undertaking(forms.Form):
    """What will be done."""

    title = line(_("What will be done, in one line"), most=200)
    text = words(_("In more detail"), required=False)
    on = Day(label=_("Decided on"))
    also = forms.CharField(
        label=_("Other recommendations that it serves"), required=False, max_length=400,
        help_text=_("References with a comma between: R-2026-031, R-2026-034."),
    )  # fmt: skip

    def clean_also(self) -> list[str]:
        return [each.strip() for each in self.cleaned_data["also"].split(",") if each.strip()]


class Milestones(forms.Form):
    """By when, and with what money."""

    budget_line = line(_("Budget line"), most=200, required=False)
    budget_amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    budget_currency = line(_("Currency"), most=3, required=False, help_text=_("Three letters: XOF."))
    budget_year = forms.IntegerField(label=_("Budget year"), required=False, min_value=1960, max_value=2100)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_MILESTONES + 1):
            what, day = f"milestone_{number}", f"milestone_{number}_on"
            label = {"n": number}
            self.fields[what] = line(_("Milestone %(n)s") % label, most=200, required=False)
            self.fields[day] = Day(label=_("Milestone %(n)s: by when") % label, required=False)

    def clean(self) -> dict:
        said = super().clean()
        found = []
        for number in range(1, MOST_MILESTONES + 1):
            what, on = said.pop(f"milestone_{number}", ""), said.pop(f"milestone_{number}_on", None)
            if what and on:
                found.append((what, on))
            elif what or on:
                missing = f"milestone_{number}_on" if what else f"milestone_{number}"
                if missing not in self.errors:
                    self.add_error(missing, _("A milestone needs both: what, and by when."))
        said["milestones"] = found
        said["budget_currency"] = said.get("budget_currency", "").upper()
        return said


class Claim(forms.Form):
    claimed_status = one_of(_("How far is it, as the addressee states?"), CLAIMABLE)


class Counted(forms.Form):
    """When, and how much of the measure."""

    on = Day(label=_("As of which day"))
    done_count = count(_("How many"), help_text=_("If it can be counted: how many, out of how many."))
    done_out_of = count(_("Out of how many"))


class Paper(forms.Form):
    """What was done, and by what one sees it. `actions` are those of the recommendation."""

    text = words(_("What was done"))
    evidence = line(
        _("On what paper"),
        required=False,
        help_text=_("A report, a service roster, an invoice: its title, number and date."),
    )

    def __init__(self, *args, actions=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.actions = {str(each.uuid): each for each in actions}
        if self.actions:
            choices = [
                ("", _("None in particular")),
                *((key, each.title) for key, each in self.actions.items()),
            ]
            asked = forms.ChoiceField(label=_("Of which action"), choices=choices, required=False)
            self.fields = {"action": asked, **self.fields}

    def clean(self) -> dict:
        said = super().clean()
        if "action" in said:
            said["action"] = self.actions.get(said["action"])
        return said


class Found(forms.Form):
    verified_status = one_of(
        _("What did you find?"), STATUSES, help_text=_("Say what you saw, not what you were told.")
    )


class How(forms.Form):
    """When, how, and by whom."""

    method = one_of(_("How did you look?"), METHODS)
    on = Day(label=_("Day of the finding"))
    done_count = count(_("How many"), help_text=_("If it can be counted: how many, out of how many."))
    done_out_of = count(_("Out of how many"))
    people = line(
        _("Who was there"),
        required=False,
        help_text=_("In which office: two members, a clerk. No names of people who might be harmed."),
    )


class Seen(forms.Form):
    """What was found, and the page on which it is told. `named` finds the (label, key) of what was typed."""

    text = words(_("What you found"))
    source = line(
        _("On which page it is told"), required=False,
        help_text=_("The address of the page of a visit’s finding, a report or an incident, if there is one."),
    )  # fmt: skip

    def __init__(self, *args, named, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.named = named

    def clean_source(self) -> tuple[str, str]:
        typed = self.cleaned_data["source"].strip()
        found = self.named(typed) if typed else ("", "")
        if found is None:
            sentence = _("Nothing that you may see has this reference or address: %(typed)s.")
            raise forms.ValidationError(sentence % {"typed": typed})
        return found


class Issued(forms.Form):
    """Adopted by the body, with its deadlines."""

    on = Day(label=pgettext_lazy("recommendation", "Adopted on"))
    adoption = line(
        _("Vote and minutes"), required=False, help_text=_("By 11 votes, 2 abstentions; minutes, page 4.")
    )
    response_due = Day(
        label=_("Response due on"), required=False, help_text=_("Empty: by the rule of the country.")
    )
    implementation_due = Day(
        label=_("To be carried out by"), required=False, help_text=_("Empty: by the rule of the country.")
    )


class Publishing(forms.Form):
    """Nothing to ask: the page says what follows."""


class Closing(forms.Form):
    """With a reason, and the vote."""

    closing = one_of(_("Why is it closed?"), CLOSINGS)
    words = line(_("In a few words, with the vote"))
    on = Day(label=pgettext_lazy("recommendation", "Closed on"))


class Withdrawing(forms.Form):
    words = line(_("Why is it withdrawn?"), help_text=_("Whoever reads the recommendation reads this too."))


class Merging(forms.Form):
    """Another recommendation of the same body."""

    into = line(_("Reference of the recommendation that takes it up"), most=20, help_text="R-2026-031")
    words = line(_("Why are they merged?"), required=False)


class Reached(forms.Form):
    """One of the milestones that are still open."""

    done_on = Day(label=_("Reached on"))

    def __init__(self, *args, milestones, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.title) for each in milestones]
        self.fields = {"milestone": one_of(_("Which milestone was reached?"), choices), **self.fields}
