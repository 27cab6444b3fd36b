"""Planning a sitting, and what is done with it afterwards."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation
from vigie.parliament.clock import local, moment
from vigie.parliament.forms.marked import MarkedForm
from vigie.parliament.forms.moments import WrittenDay, WrittenTime
from vigie.parliament.models import DOCUMENT_KINDS, KINDS, AgendaItem, Sitting

MOST_BYTES = 10_000_000
ONE_MATTER_A_LINE = _("One matter a line, in the order in which they will be taken.")


class FilterForm(forms.Form):
    """Which sittings to list. Every field may stay open; what cannot be read is left out."""

    when = forms.ChoiceField(label=pgettext_lazy("sittings", "When"), required=False)
    body = forms.ModelChoiceField(
        label=_("Committee"), queryset=Organisation.objects.none(), required=False, to_field_name="slug",
        empty_label=_("All committees"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What kind of sitting"), choices=[("", _("All kinds")), *KINDS], required=False
    )

    def __init__(self, *given, bodies, years: list[int], hosted=None, **more) -> None:
        """`hosted` are the sittings that the reader writes up; who writes up none is not asked about them."""
        super().__init__(*given, auto_id="find-%s", **more)
        self.fields["body"].queryset = bodies.order_by("country", "name")
        self.hosted = hosted
        times = [("", _("All times")), ("coming", _("Coming"))]
        if hosted is not None and hosted.exists():
            times.append(("unfinished", _("To write up")))
        self.fields["when"].choices = [*times, *((str(year), str(year)) for year in years)]

    def filtered(self, sittings, now):
        """Of these sittings those that were asked for: newest first; those to come soonest first."""
        self.is_valid()
        said = self.cleaned_data
        found = sittings.filter(kind=said["kind"]) if said.get("kind") else sittings
        found = found.of_body(said["body"]) if said.get("body") else found
        if said.get("when") == "coming":
            return found.coming(now)
        if said.get("when") == "unfinished":
            return found.filter(pk__in=self.hosted.values("pk")).unfinished(now).newest_first()
        return (found.filter(starts_at__year=said["when"]) if said.get("when") else found).newest_first()


class TimesForm(forms.Form):
    """When, where and with whom. `cleaned_data` has the moments, on the clock of the committee's country."""

    title = forms.CharField(
        label=_("Subject"), max_length=300,
        help_text=_("One line, as it will stand in calendars. In camera, calendars show only the hours."),
        error_messages={"required": _("Say in one line what the sitting is about.")},
    )  # fmt: skip
    day = WrittenDay(label=_("Day"), max_length=40, help_text=_("Like 18 March 2026 or 18/03/2026."))
    starts = WrittenTime(
        label=_("From (hour)"), max_length=20, help_text=_("Like 9 h 30, on the clock of the place.")
    )
    ends = WrittenTime(label=_("To (hour)"), max_length=20)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False,
        help_text=_("A room or a town. For a visit of a site, only the region or province."),
    )  # fmt: skip
    joint_bodies = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(), label=_("Together with"), required=False, to_field_name="slug",
        widget=forms.CheckboxSelectMultiple, help_text=_("Committees that sit together with yours."),
    )  # fmt: skip

    def __init__(self, *given, body: Organisation, bodies, **more) -> None:
        super().__init__(*given, **more)
        self.body = body
        self.fields["joint_bodies"].queryset = bodies.exclude(pk=body.pk).order_by("country", "name")

    def clean(self) -> dict:
        said = super().clean()
        day, starts, ends = (said.pop(name, None) for name in ("day", "starts", "ends"))
        if day and starts and ends:
            said["starts_at"] = moment(day, starts, self.body.country)
            said["ends_at"] = moment(day, ends, self.body.country)
        return said

    @staticmethod
    def of(sitting: Sitting) -> dict:
        """What the form holds of a sitting that is planned."""
        starts, ends = (local(each, sitting.body.country) for each in (sitting.starts_at, sitting.ends_at))
        return {
            "title": sitting.title, "day": starts.date(), "starts": starts.time(), "ends": ends.time(),
            "place": sitting.place, "joint_bodies": [each.slug for each in sitting.joint_bodies.all()],
        }  # fmt: skip


class SittingForm(TimesForm):
    """A new sitting. `cleaned_data` is what `acts.schedule` takes."""

    kind = forms.ChoiceField(label=_("What kind of sitting"), choices=KINDS)
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
        help_text=ONE_MATTER_A_LINE,
    )
    field_order = ("kind",)

    def clean_agenda(self) -> list[str]:
        return self.cleaned_data["agenda"].splitlines()


class AgendaForm(forms.Form):
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
        help_text=ONE_MATTER_A_LINE,
    )

    clean_agenda = SittingForm.clean_agenda


class MattersForm(forms.Form):
    """For each matter what is to be known beforehand and, once the sitting is open, what came of it."""

    def __init__(self, *given, sitting: Sitting, **more) -> None:
        super().__init__(*given, **more)
        self.matters = list(sitting.agenda.all())
        for each in self.matters:
            place = {"place": f"{each.position}. {each.title}"}
            self.fields[f"note-{each.position}"] = _said(_("%(place)s: beforehand") % place, each.note)
            if sitting.state != "planned":
                self.fields[f"outcome-{each.position}"] = _said(
                    _("%(place)s: what came of it") % place, each.outcome
                )

    def clean(self) -> dict:
        """`said`, as `acts.note_matters` takes it. Where there is no field for what came of it, nothing did yet."""
        typed = super().clean()
        return {
            "said": {
                each.position: (
                    typed.get(f"note-{each.position}", ""),
                    typed.get(f"outcome-{each.position}", ""),
                )
                for each in self.matters
            }
        }


def _said(label: str, initial: str) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, initial=initial, required=False, max_length=5000, widget=rows)


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Why, in one sentence"), max_length=300,
        help_text=_("It is kept, and told in the calendars of those who see the sitting."),
        error_messages={"required": _("Say why, in one sentence.")},
    )  # fmt: skip


class HourForm(forms.Form):
    """The hour at which something happened on the day of the sitting; empty for now."""

    at = WrittenTime(
        label=_("At what hour"), max_length=20, required=False, help_text=_("Leave it empty for now.")
    )

    def __init__(self, *given, sitting: Sitting, **more) -> None:
        super().__init__(*given, **more)
        self.sitting = sitting

    def clean_at(self):
        hour = self.cleaned_data["at"]
        if hour is None:
            return None
        country = self.sitting.body.country
        return moment(local(self.sitting.starts_at, country).date(), hour, country)


class AdoptedForm(forms.Form):
    on = WrittenDay(
        label=_("Adopted on"), max_length=40, required=False, help_text=_("Leave it empty for today.")
    )

    def clean_on(self) -> date | None:
        return self.cleaned_data["on"]


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Minutes"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("What was said and decided. No name of a witness who is not in public office."),
        error_messages={"required": _("Write what was said and decided.")},
    )  # fmt: skip


class DocumentForm(MarkedForm):
    """A file with its terms. `cleaned_data` is what `acts.add_document` takes."""

    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give the document a title.")}
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DOCUMENT_KINDS)
    item = forms.ModelChoiceField(
        label=_("On which matter"), queryset=AgendaItem.objects.none(), required=False, to_field_name="position",
        empty_label=_("The sitting as a whole"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), help_text=_("At most 10 MB. Nothing that is classified under national law."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Save it again and choose it once more."),
        },
    )  # fmt: skip
    field_order = ("title", "kind", "item", "file")

    def __init__(self, *given, matters, **more) -> None:
        super().__init__(*given, **more)
        self.fields["item"].queryset = matters
        self.fields["tlp"].help_text = _(
            "AMBER+STRICT: your committee and the circles you choose. CLEAR: everybody, once the agenda is published."
        )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is too large: 10 MB at most. Make its pictures smaller.")
            )
        return file

    def clean(self) -> dict:
        said = super().clean()
        if file := said.pop("file", None):
            said.update(filename=file.name, media_type=file.content_type or "", pieces=file.chunks())
        return said
