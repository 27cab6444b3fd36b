"""Telling what a brought file is: by what the person says, by its columns, by what the organisation has saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from vigie import access
from vigie.intake.acts.mappings import mapping_in
from vigie.intake.models import Form, FormVersion, SavedMapping
from vigie.intake.readers import guess
from vigie.intake.readers.exports import Columns, open_export, table_of
from vigie.intake.readers.outcome import UnreadableFile
from vigie.intake.words import said
from vigie.intake.xlsforms.versions import definition_of

# Of the questions of a form so many must have a column before the file is taken for one of its exports.
ENOUGH = 0.6


@dataclass(frozen=True)
class Unrecognised:
    """Nobody can tell what the file is: the sentence, and the field of the form that it belongs to."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Recognised:
    """What the file is: a source with its mapping, or the export of a `form`."""

    source: str
    mapping: dict | Path | None = None
    series: str = ""
    form: Form | None = None

    @classmethod
    def of(cls, actor, path: Path, given: dict, mapping: Path | None) -> Recognised | Unrecognised:
        """`given` is what the person said beside the file: source, saved, form."""
        if mapping is not None:
            return cls("mapping", mapping)
        if given.get("saved"):
            return by_saved(given["saved"])
        if given.get("source") and given["source"] != "form":
            return cls(given["source"])
        try:
            return _found(actor, path, given)
        except UnreadableFile as fault:
            return Unrecognised("file", " ".join(said(vars(each) for each in fault.faults)))


def by_saved(saved: SavedMapping) -> Recognised:
    """To be read by a saved mapping, into the list of its name."""
    return Recognised("mapping", mapping_in(saved.text), saved.name)


def _found(actor, path: Path, given: dict) -> Recognised | Unrecognised:
    kept = None if given.get("source") else saved_for(actor, path)
    if kept is not None:
        return by_saved(kept)
    source = given.get("source") or guess(path)
    if source == "form":
        form = given.get("form") or form_of(actor, path)
        if form is not None:
            return Recognised("form", form=form)
        return Unrecognised(
            "source", _("This is an export of a form that your organisation may not fill here.")
        )
    if source:
        return Recognised(source)
    return Unrecognised(
        "source", _("We can't tell from the file what it is. Choose its source from the list.")
    )


def saved_for(actor, path: Path) -> SavedMapping | None:
    """The saved mapping of the actor's organisation for a file of these columns. Raises `UnreadableFile`."""
    saved = access.rows(actor, "see", "intake.SavedMapping")
    if not saved.exists():
        return None
    try:
        columns = table_of(path).columns
    except UnreadableFile:
        return None  # what it is, its own reader will say
    return saved.of_columns(columns).order_by("-made_at").first()


def form_of(actor, path: Path) -> Form | None:
    """The form that an export most likely is of, among those that the actor may fill. Raises `UnreadableFile`."""
    export = open_export(path)
    if export is None:
        return None
    fillable = access.rows(actor, "fill", "intake.Form")
    newest: dict[int, FormVersion] = {}
    versions = FormVersion.objects.filter(form__in=fillable, state="published").defer("xml", "sheet")
    for version in versions.select_related("form").order_by("published_at", "pk"):
        newest[version.form_id] = version
    fits = {key: Columns(definition_of(version)).fits(export.columns) for key, version in newest.items()}
    best = max(fits, key=fits.get, default=None)
    return newest[best].form if best is not None and fits[best] >= ENOUGH else None
