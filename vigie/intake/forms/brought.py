"""Reading what somebody says of a file they bring."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie.intake.acts.events import LONGEST_SERIES
from vigie.intake.models import Form, SavedMapping
from vigie.intake.readers import FORM, FORM_DESCRIPTION, READERS
from vigie.intake.words import source_name

GUESS = ""
OF_REPORTS = (*(name for name, reader in READERS.items() if reader.gives == "events"), FORM)
MAPPING_LIMIT_BYTES = 200_000  # a mapping is written by hand


class BringForm(forms.Form):
    """A file, what it is, and for an organisation's own spreadsheet how its columns are to be read."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, as the source publishes it or as your organisation keeps it."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "missing": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty. Save it again from the program that made it."),
        },
    )
    source = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the sources of the list.")},
    )
    mapping = forms.FileField(
        label=gettext_lazy("Mapping file"),
        required=False,
        help_text=gettext_lazy("Only for your own spreadsheet without HXL tags: says which column is what."),
        error_messages={"empty": gettext_lazy("The mapping file is empty.")},
    )

    saved = forms.ModelChoiceField(
        queryset=SavedMapping.objects.none(), label=gettext_lazy("Saved mapping"), required=False,
        to_field_name="uuid", empty_label=gettext_lazy("Found by the columns"),
        help_text=gettext_lazy("A file with the columns of a saved mapping is recognised by itself."),
    )  # fmt: skip
    form = forms.ModelChoiceField(
        queryset=Form.objects.none(), label=gettext_lazy("Form"), required=False, to_field_name="uuid",
        empty_label=gettext_lazy("Found by the columns"),
        help_text=gettext_lazy("For exports of KoboToolbox and ODK Central: the form that was filled."),
    )  # fmt: skip
    series = forms.CharField(
        label=gettext_lazy("Name of the list"),
        required=False,
        max_length=LONGEST_SERIES,
        help_text=gettext_lazy("Only if your organisation keeps several lists that number their rows alike."),
    )

    def __init__(self, *given, slug: str, saved=None, fillable=None, **more):
        """`saved` and `fillable` are the mappings and forms that the law lets this person use."""
        super().__init__(*given, **more)
        self.slug = slug
        self.fields["source"].choices = [(GUESS, _("Find out from the file")), *map(_choice, OF_REPORTS)]
        for name, rows in (("saved", saved), ("form", fillable)):
            if rows is None or not rows.exists():
                del self.fields[name]
            else:
                self.fields[name].queryset = rows

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(too_large(self.slug))
        return file

    def clean_mapping(self):
        mapping = self.cleaned_data["mapping"]
        if mapping and mapping.size > MAPPING_LIMIT_BYTES:
            raise forms.ValidationError(
                _("This is not a mapping file: those are short texts. See the example in the guide.")
            )
        return mapping

    def clean(self) -> dict:
        given = super().clean()
        if given.get("saved") and given.get("source") == GUESS:
            given["source"] = "mapping"
        lacks = not given.get("mapping") and not given.get("saved") and "mapping" not in self.errors
        if given.get("source") == "mapping" and lacks:
            self.add_error("mapping", _("Your own spreadsheet needs a mapping file that names its columns."))
        if given.get("mapping") and given.get("source") == GUESS:
            given["source"] = "mapping"
        return given


def _choice(source: str) -> tuple[str, str]:
    told = FORM_DESCRIPTION if source == FORM else READERS[source].description
    return source, f"{source_name(source)} – {_(told)}"


def too_large(slug: str) -> str:
    """What to do with a file that a page can't take."""
    limit = settings.UPLOAD_LIMIT_BYTES // 1_000_000
    return _(
        "Files over %(limit)s MB don't come through this page. Ask the operator to run this on the machine "
        "itself: vigie import SOURCE FILE --organisation %(slug)s"
    ) % {"limit": limit, "slug": slug}
