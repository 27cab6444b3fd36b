"""Lists of monitor-days and of outages, as an organisation keeps them: every row taken, or refused and why."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.intake.forms.desk import OutageForm, StatedEffort
from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables import open_table
from vigie.monitoring import acts
from vigie.monitoring.unfit import Unfit

# What a list may be → the form that reads a row, its act, and the columns that it must have.
KINDS = {
    "days": (StatedEffort, acts.state_effort, ("month", "days")),
    "outages": (OutageForm, acts.record_outage, ("area", "kind", "first", "source")),
}


def take(actor, organisation: Organisation, path: Path, what: str) -> tuple[int, list[str]]:
    """Take a list of `KINDS`: how many rows were taken, and a sentence for each that was refused.

    The same list again changes nothing. Raises `UnreadableFile`, and `Refused`.
    """
    form_of, act, needed = KINDS[what]
    table = open_table(path)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        params = {"source": what, "columns": ", ".join(missing)}
        raise UnreadableFile(Fault("columns-missing", params=params))
    taken, refused = 0, []
    for line in table:
        form = form_of(dict(zip(table.columns, (cell.strip() for cell in line.cells), strict=True)))
        try:
            if form.is_valid():
                with transaction.atomic():
                    act(actor, organisation, **form.cleaned_data)
                taken += 1
                continue
        except Unfit as refusal:
            form.add_error(None, str(refusal))
        refused += _sentences(line.number, form)
    return taken, refused


def _sentences(number: int, form) -> list[str]:
    found = []
    for name, errors in form.errors.items():
        for error in errors:
            field = "" if name == "__all__" else name
            found.append(
                _("Row %(in_row)s, “%(field)s”: %(sentence)s")
                % {"in_row": number, "field": field, "sentence": error}
                if field
                else _("Row %(in_row)s: %(sentence)s") % {"in_row": number, "sentence": error}
            )
    return found
