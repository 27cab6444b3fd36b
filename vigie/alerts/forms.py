"""Reading what people type about what they want to be told."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vigie.alerts.models import RHYTHMS, WEEKDAYS


class NewSearch(forms.Form):
    """A name for a search, and whether it goes into the mail."""

    name = forms.CharField(
        label=_("Name of this search"), max_length=120,
        help_text=_("It stands in the mail and the feed: write nothing in it that others must not read."),
    )  # fmt: skip
    in_mail = forms.BooleanField(label=_("Put it into the digest"), required=False)


class ByMail(forms.Form):
    """Where digests go, how often, when and in which language."""

    mailbox = forms.EmailField(
        label=_("Mailbox"), max_length=254,
        help_text=_("Kept for the digests alone, shown to nobody, and deleted with them."),
        error_messages={"invalid": _("This is no mailbox. Write it like name@example.org.")},
    )  # fmt: skip
    rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS, initial="weekly")
    weekday = forms.TypedChoiceField(
        label=_("On which day, for a weekly digest"), choices=WEEKDAYS, coerce=int, initial=0
    )
    hour = forms.TypedChoiceField(
        label=_("From which hour on"),
        choices=[(hour, f"{hour} h") for hour in range(24)],
        coerce=int,
        initial=7,
    )
    language = forms.ChoiceField(label=_("Language of the digest"), choices=settings.LANGUAGES)
    reminders = forms.BooleanField(
        label=_("Remind me of sittings and deadlines"), required=False, initial=True
    )
