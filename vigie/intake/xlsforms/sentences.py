"""What is wrong with a form, its mapping or a record, in sentences: where it stands and what to do.

The sentences are English msgids; their French stands in the locale folder of this room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vigie.core.faults import Fault

LONGEST = 160


def _(text: str) -> str:
    """Mark a text for translation; `sentence` translates it."""
    return text


def sentence(fault: Fault, translate: Callable[[str], str]) -> str:
    """One fault as a sentence that begins with its place. A code without one is told in its maker's own words."""
    said = _Named({name: _short(value) for name, value in fault.params.items()})
    said |= {"value": _short(fault.value), "field": _short(fault.field)}
    text = SENTENCES.get(fault.code) or _by_kind(fault.code)
    if text is None:
        said["told"] = _short(fault.params.get("pyxform") or fault.value or fault.code, 400)
        text = _TOLD
    place = _PLACES[bool(fault.params.get("row")), bool(fault.field)]
    within = {"sheet": said.get("sheet", "survey"), "row": said["row"], "field": said["field"]}
    return translate(place) % {**within, "sentence": translate(text) % said}


def sentences(faults: Iterable[Fault], translate: Callable[[str], str]) -> list[str]:
    return [sentence(fault, translate) for fault in faults]


class _Named(dict):
    def __missing__(self, name: str) -> str:
        return "?"


def _short(value: object, longest: int = LONGEST) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _by_kind(code: str) -> str | None:
    """One sentence for a family of pyxform's codes."""
    return next((text for start, text in _FAMILIES.items() if code.startswith(start)), None)


_PLACES = {
    (True, True): _("Sheet “%(sheet)s”, row %(row)s, “%(field)s”: %(sentence)s"),
    (True, False): _("Sheet “%(sheet)s”, row %(row)s: %(sentence)s"),
    (False, True): _("“%(field)s”: %(sentence)s"),
    (False, False): _("%(sentence)s"),
}

_TOLD = _("The compiler of forms (pyxform) says, in English: %(told)s")

_FILES = {
    "form-large": _(
        "This file is larger than %(limit)s MB, which no form is. Check that it is the right one."
    ),
    "form-unfolds": _(
        "This workbook unfolds to far more than any form. It may be meant to do harm: ask whoever sent it."
    ),
    "form-not-a-workbook": _("This is no workbook. Bring the form as .xlsx, .xls, or as an XForm (.xml)."),
    "form-no-survey": _(
        "The workbook has no sheet “survey” with questions. Check that it is the right file."
    ),
    "form-not-xml": _("The XForm is damaged at line %(line)s. Save it again from the program that made it."),
    "form-doctype": _("The XForm defines entities or a document type, which is not allowed. Remove them."),
    "form-too-large": _("The XForm is larger than 20 MB. Put its longest list into a file beside it."),
    "form-no-model": _("This XML is no XForm: it has no model."),
    "form-no-body": _("This XML is no XForm: it has no body."),
    "form-no-instance": _("The XForm has no instance, so there is nothing to fill."),
    "form-no-form-id": _("The form has no identifier. Write one into “form_id” on the sheet “settings”."),
}

_IDENTITY = {
    "form-id-long": _("The identifier or the version is longer than %(most)s characters. Shorten it."),
    "form-id-ending": _(
        "The identifier “%(value)s” ends like the name of a file, which other tools cut off. Choose another."
    ),
    "form-of-others": _(
        "Another organisation has a form with the identifier “%(value)s”. Change “form_id” on the sheet “settings”."
    ),
    "form-version-taken": _(
        "Version “%(value)s” is there already, and phones may hold it. Write a new version on the sheet "
        "“settings” and bring the form again."
    ),
    "form-state": _("Version “%(value)s” does not stand so that this can be done. Look at its page again."),
    "form-unmapped": _(
        "Say first what becomes of the answers: without that no record could go to the register."
    ),
    "type-changed": _(
        "this question was of the type “%(before)s” in the version that phones have and is “%(value)s” now. Old "
        "and new answers would be mixed up: give the new question a new name."
    ),
    "watches": _("this asks the phone for “%(value)s”, which can betray who fills the form. Remove the row."),
    "not-validated": _(
        "ODK Validate could not be asked, since this server has no Java. Try the form on a phone before you "
        "publish it."
    ),
    "media-unnamed": _("No version of this form names a file “%(value)s”. Check the spelling."),
    "media-published": _(
        "“%(value)s” goes with a published version, and phones may hold it. Bring a new version of the form."
    ),
    "media-size": _("“%(value)s” is empty or larger than %(limit)s MB."),
    "not-faulty": _("This record does not wait to be looked at any more."),
}

_ENTITIES = {
    "entity-unknown-entities-version": _(
        "The form follows version “%(value)s” of the rules for entities, which this server does not know."
    ),
    "entity-bad-list-name": _(
        "“%(value)s” can't be the name of a list. Use letters, digits and underscores."
    ),
    "entity-bad-property-name": _(
        "“%(value)s” can't be the name of a property. Use letters, digits and underscores; “name” and “label” are "
        "taken."
    ),
}

_COMPILER = {
    "type-unknown": _(
        "“%(value)s” is no type of question. Check the spelling, or look it up at xlsform.org."
    ),
    "no-type": _("this row has no type."),
    "no-name": _("this question or group has no name."),
    "no-calculation": _("this row calculates something, and “calculation” is empty."),
    "list-unknown": _("the list “%(value)s” does not stand on the sheet “choices”."),
    "no-choices": _(
        "The form chooses from lists, and the sheet “choices” is missing or lacks its columns "
        "list_name, name and label."
    ),
    "choice-with-space": _(
        "the answer “%(value)s” of the list “%(list)s” has a space in its name. Remove it."
    ),
    "audit-named": _("a row of the type “audit” has no name of its own. Empty the cell “name”."),
    "filter-with-other": _("“choice_filter” and “or_other” don't go together."),
    "column-twice": _("The column “%(value)s” stands twice. Remove one of them."),
    "no-label": _("this group has no label. That is allowed; with one, the person knows where they are."),
    "row-skipped": _("this row has neither name nor label and was passed over."),
    "language-lacks": _(
        "The language “%(language)s” has no column for %(value)s. The words of the default language stand there."
    ),
    "language-code": _(
        "These languages have no code: %(value)s. Write for example “label::Français (fr)”, so that phones choose "
        "the right one."
    ),
    "max-pixels": _(
        "photographs come in full size. With “max-pixels=1200” under “parameters” they need far less data."
    ),
    "other-untranslated": _(
        "“or_other” adds an answer in English. Write an answer “other” of your own instead."
    ),
    "old-metadata": _("“%(value)s” is not told by newer phones."),
    "names-001": _("the name “%(value)s” stands twice in the same group. Give each question its own."),
    "names-002": _(
        "the name “%(value)s” differs from another one by capitals only. Other tools mix them up."
    ),
    "names-003": _("a repeat can't have the name of the form itself."),
    "names-004": _("this name of a repeat stands twice. Give each repeat its own."),
    "names-005": _("the name “meta” is reserved. Choose another."),
    "names-006": _("this answer has no name."),
    "names-007": _("this answer's name stands twice in its list. Give each answer its own."),
    "names-008": _(
        "a name begins with a letter and holds letters, digits, underscores, hyphens and points only."
    ),
    "names-009": _(
        "“%(name)s” can't be a name: it begins with a letter and holds letters, digits and underscores."
    ),
    "names-013": _(
        "The sheet “%(sheet)s” is not there, but one with a similar name: %(candidates)s. Mend the name."
    ),
    "label-001": _("this answer has no label."),
    "header-001": _("the sheet “%(sheet_name)s” has no header in its first row."),
    "header-002": _("“%(header)s” and “%(other)s” are the same column. Remove one of them."),
    "header-003": _("the sheet “%(sheet_name)s” lacks the column %(missing)s."),
    "header-004": _("a header of this sheet is empty or has a space in it."),
    "pyref-001": _(
        "a reference is not well formed. Write ${name}, with the name of a question between the braces."
    ),
    "pyref-002": _("several references follow each other. Put a comma between them."),
    "pyref-003": _("“${%(value)s}” refers to a question that does not exist. Check the spelling."),
    "pyref-004": _(
        "“${%(value)s}” could be several questions with the same name. Give them different names."
    ),
    "survey-001": _("a %(type)s ends here that never began. Remove the row, or add “begin_%(type)s” above."),
    "survey-002": _("the %(type)s “%(name)s” never ends. Add “end_%(type)s” after its last question."),
    "survey-004": _("parameters are written as name=value, with a space between two of them."),
    "survey-005": _("these parameters are not known here: %(rejected)s. Known are: %(accepted)s."),
}
_FAMILIES = {
    "entity-0": _(
        "what is said of entities here can't be carried out. pyxform says, in English: %(pyxform)s"
    ),
    "range-0": _("the parameters of this range don't fit. pyxform says, in English: %(pyxform)s"),
    "survey-0": _("a parameter does not fit. pyxform says, in English: %(pyxform)s"),
    "names-0": _("this name is not possible here. pyxform says, in English: %(pyxform)s"),
}

_VALIDATE = {
    "validate-function": _("an expression uses the function “%(value)s”, which phones don't know."),
    "validate-expression": _("phones can't read this expression: %(value)s"),
    "validate-cycle": _(
        "These questions depend on each other in a circle: %(value)s. Phones can't fill them."
    ),
    "validate-says": _("ODK Validate says, in English: %(value)s"),
}

_MAPPING = {
    "form-mapping-long": _("This is too long for a mapping. See the example in the guide."),
    "form-mapping-broken": _(
        "The mapping can't be read near line %(line)s. Check indentation, colons and quotation marks."
    ),
    "form-mapping-becomes": _("“%(value)s” is not possible here. Write one of: %(known)s."),
    "form-mapping-key": _("this key is not known here. Known are: %(known)s."),
    "form-mapping-missing": _("this is missing, and needed."),
    "form-mapping-shape": _("this is not written as it must be (%(shape)s). See the example in the guide."),
    "form-mapping-code": _("“%(value)s” is none of our codes. Possible are: %(known)s."),
    "form-mapping-question": _("the form has no question “%(value)s”."),
    "form-mapping-question-twice": _(
        "the form has several questions “%(value)s”. Write the path: group/question."
    ),
    "form-mapping-repeated": _("“%(value)s” stands in a repeat. Only figures can, with “each”."),
    "form-mapping-no-repeat": _("the form has no repeat “%(value)s”."),
    "form-mapping-type": _(
        "the question “%(value)s” is of the type “%(type)s”; “%(wanted)s” is needed here."
    ),
    "form-mapping-options": _(
        "the question “%(question)s” offers answers that are none of our codes: %(value)s. Say under “codes” what each "
        "stands for. Our codes are: %(known)s."
    ),
    "form-mapping-no-option": _("the question “%(question)s” offers no answer “%(value)s”."),
    "form-mapping-survey": _("“%(value)s” can't name a survey. Use small letters, digits and hyphens."),
    "form-mapping-not-coded": _(
        "“%(value)s” is answered in free words, which could name somebody. Only choices and numbers are kept here."
    ),
}

_RECORDS = {
    "edited-rejected": _(
        "It was edited after it was rejected. The edit is filed once somebody approves the record."
    ),
    "form-without-mapping": _(
        "Nobody has said yet what becomes of the answers to “%(value)s”. Say it on the page of the form."
    ),
    "answer-missing": _("this was not answered, and without it there is no report."),
    "answer-no-code": _("the answer “%(value)s” is none that the mapping knows."),
    "answer-no-date": _("“%(value)s” is no date."),
    "answer-date-to-come": _(
        "%(value)s was still to come when this was received. The phone's clock may be wrong."
    ),
    "answer-dates-turned": _("the last day, %(value)s, lies before the first."),
    "answer-no-point": _("“%(value)s” is no place on the Earth."),
    "answer-no-number": _("“%(value)s” is no number between 0 and %(most)s."),
    "answer-figures-turned": _(
        "the lowest, best and highest figures were out of order and were put into it."
    ),
    "clock-off": _("The phone's clock said %(value)s. Check the date of what is told."),
    "follow-up-unknown": _(
        "The incident “%(value)s” that this follows does not exist or is not open to its sender, and the record "
        "does not say enough to stand by itself."
    ),
    "follow-up-alone": _(
        "The incident “%(value)s” that this follows does not exist or is not open to its sender: it "
        "stands by itself."
    ),
    "follow-up-waits": _("Its sender says that it follows %(value)s. The question waits in the review."),
    "not-kept": _("The database can't hold this as it is: %(why)s"),
    "xml-empty": _("The record is empty."),
    "xml-too-large": _("The record is larger than this server reads."),
    "xml-null-byte": _("The record holds characters that can't be read."),
    "xml-doctype": _("The record holds instructions where only answers may stand."),
    "xml-too-deep": _("The record is built too deep to be read."),
    "xml-too-many": _("The record holds more answers than this server reads."),
    "xml-not-xml": _("The record is damaged at line %(line)s."),
    "xml-no-form-id": _("The record does not say which form it answers."),
}

SENTENCES = {**_FILES, **_IDENTITY, **_ENTITIES, **_COMPILER, **_VALIDATE, **_MAPPING, **_RECORDS}
