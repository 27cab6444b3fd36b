"""What a run came to, in sentences: the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vigie.core.faults import Fault
from vigie.intake.models import ImportRun
from vigie.intake.readers.sentences import sentence
from vigie.intake.xlsforms import sentences as form_sentences
from vigie.places.remarks import Remark
from vigie.web.words import number

# The names that people call the sources by; READERS says of each what it reads.
SOURCE_NAMES = {
    "ucdp": gettext_noop("UCDP GED"),
    "insecurity-insight": gettext_noop("Insecurity Insight"),
    "gdelt": gettext_noop("GDELT 1.0"),
    "hxl": gettext_noop("Table with HXL tags"),
    "mapping": gettext_noop("Own spreadsheet"),
    "form": gettext_noop("Export of a form"),
    "geonames": gettext_noop("GeoNames"),
    "boundaries": gettext_noop("Boundaries"),
}


def said(faults: Iterable[dict], row: int | None = None) -> list[str]:
    """Faults kept as data, as sentences of the present language; `row` where the page does not name it."""
    return [_sentence(fault, row) for fault in faults]


def _sentence(fault: dict, row: int | None) -> str:
    about = fault["code"].removeprefix("place-")
    if about != fault["code"]:  # the places say their own
        return str(Remark(about, fault["value"], **fault["params"]))
    if fault["code"] in form_sentences.SENTENCES and fault["code"] != "not-kept":
        return form_sentences.sentence(Fault(**fault), _)
    if fault["code"] == "not-kept":
        return _("This row can't be kept as it is: %(why)s") % fault["params"]
    return sentence(Fault(**fault), row, _)


def source_name(code: str) -> str:
    return _(SOURCE_NAMES[code]) if code in SOURCE_NAMES else code


def outcome(run: ImportRun) -> str:
    """The one sentence that stands first."""
    if run.faults:
        return _broken_off(run)
    if run.ended_at is None:
        return _(
            "This import was interrupted. What was read is kept: bring the same file again for the rest."
        )
    if not run.rows_read:
        return _("The file holds no row below its header. Nothing was changed.")
    if run.refused:
        return _refusals(run)
    if not run.created and not run.updated:
        return _all_known(run)
    return _all_of(run) % {"n": number(run.held)}


def _broken_off(run: ImportRun) -> str:
    if not run.rows_read:
        return _("This file could not be read. Nothing was changed.")
    return _(
        "The file could be read up to row %(row)s only. What stood above is kept: mend the file and "
        "bring it again."
    ) % {"row": number(run.last_row)}


def _refusals(run: ImportRun) -> str:
    if not run.held:
        return ngettext(
            "The one row was refused. Nothing was changed.",
            "All %(n)s rows were refused. Nothing was changed.",
            run.refused,
        ) % {"n": number(run.refused)}
    refused = ngettext("%(n)s row was refused", "%(n)s rows were refused", run.refused)
    parts = {
        "refused": refused % {"n": number(run.refused)},
        "others": _others(run) % {"n": number(run.held)},
    }
    return _("%(refused)s; %(others)s.") % parts


# Reports go to the register; places to the maps and gazetteer of the whole node.


def _all_of(run: ImportRun) -> str:
    if run.organisation_id is None:
        return ngettext("The one row was loaded.", "All %(n)s rows were loaded.", run.held)
    return ngettext("The one row is in the register.", "All %(n)s rows are in the register.", run.held)


def _others(run: ImportRun) -> str:
    if run.organisation_id is None:
        return ngettext("the other one was loaded", "the other %(n)s were loaded", run.held)
    return ngettext("the other one is in the register", "the other %(n)s are in the register", run.held)


def _all_known(run: ImportRun) -> str:
    return ngettext(
        "Nothing new: the one row was known already.",
        "Nothing new: all %(n)s rows were known already.",
        run.unchanged,
    ) % {"n": number(run.unchanged)}


def counts(run: ImportRun) -> list[tuple[str, str]]:
    """Outcome → how many rows, in words, for those that occurred."""
    told = (
        ("created", ngettext("%(n)s new", "%(n)s new", run.created), run.created),
        ("updated", ngettext("%(n)s updated", "%(n)s updated", run.updated), run.updated),
        ("unchanged", ngettext("%(n)s unchanged", "%(n)s unchanged", run.unchanged), run.unchanged),
        ("refused", ngettext("%(n)s refused", "%(n)s refused", run.refused), run.refused),
    )
    return [(code, words % {"n": number(many)}) for code, words, many in told if many]
