"""Reading what a coordinator brings and types of a form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Organisation
from vigie.intake.xlsforms.preparing import MAX_BYTES


class BringForm(forms.Form):
    """An XLSForm or XForm, and perhaps what becomes of its answers."""

    file = forms.FileField(
        label=_("The form"),
        help_text=_("An XLSForm (.xlsx, .xls), or an XForm (.xml) from another program."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Save it again from the program that made it."),
        },
    )
    mapping = forms.CharField(
        label=_("What becomes of the answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "A short text that says which question is what (see the guide). Left empty, that of the version "
            "before holds on."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            limit = {"limit": MAX_BYTES // 1_000_000}
            raise forms.ValidationError(
                _("This file is larger than %(limit)s MB, which no form is."), params=limit
            )
        return file


class MappingForm(forms.Form):
    """What becomes of a version's answers."""

    mapping = forms.CharField(
        label=_("What becomes of the answers"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        error_messages={"required": _("Write what becomes of the answers, or “becomes: kept”.")},
    )


class FillersForm(forms.Form):
    """The organisations whose monitors may fill a form."""

    fillers = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given, organisations, **more):
        super().__init__(*given, **more)
        self.fields["fillers"].queryset = organisations


class MediaForm(forms.Form):
    """A file that a version names."""

    name = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )


class PromptsForm(forms.Form):
    """A translator's table for one language."""

    language = forms.CharField(max_length=60, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Translated table"),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )
