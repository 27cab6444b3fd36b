"""A form as somebody brings it: told what it is, compiled, judged, and ready to be kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from vigie.core.faults import Fault
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.entities import declared_faults
from vigie.core.xforms.filling import Unfillable, plan_of
from vigie.core.xforms.reading import BadForm, read_form
from vigie.core.xforms.sheets import FIRST_ROW, NoSheets, read_sheets
from vigie.core.xforms.sources import Sheets
from vigie.core.xforms.validating import validated
from vigie.core.xforms.watching import TYPES, watched
from vigie.intake.models.form import FORM_ID_LENGTH

MAX_BYTES = 10_000_000
MAX_UNFOLDED = 80_000_000  # a workbook of questions and a list of thirty thousand places
MOST_RATIO = 300
ENDINGS = (".xls", ".xlsx", ".xml")
TITLE_LENGTH = 200
UNFILLABLE = "browser-"  # begins the codes of what keeps a form from being filled in a browser


class NotAForm(ValueError):
    """What was brought can't be used. `faults` say why, by sheet, row and column where there are any."""

    def __init__(self, *faults: Fault, remarks: tuple[Fault, ...] = ()) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults, self.remarks = faults, remarks


@dataclass(frozen=True)
class Prepared:
    """A form that may be kept. `sheet` is the XLSForm that it came from, None for an XForm."""

    xml: bytes
    definition: Definition
    sheet: bytes | None = None
    name: str = ""
    remarks: tuple[Fault, ...] = ()


def prepared(data: bytes, name: str, *, trusted: bool = False) -> Prepared:
    """Make a form of the bytes of an XLSForm (.xlsx, .xls) or an XForm (.xml). Raises `NotAForm`.

    `trusted` is for throw-away nodes only: a form may then ask for what tells who fills it, and ODK Validate
    is not asked.
    """
    if len(data) > MAX_BYTES:
        raise NotAForm(Fault("form-large", params={"limit": MAX_BYTES // 1_000_000}))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _checked(data, None, name, None, (), trusted)
    _weigh(data)
    try:
        sheets = read_sheets(data)
    except NoSheets as error:
        raise NotAForm(Fault(f"form-{error.code}")) from error
    compiled = compile_sheets(sheets)
    if compiled.faults:
        raise NotAForm(*compiled.faults, remarks=compiled.remarks)
    return _checked(compiled.xml, sheets, name, data, compiled.remarks, trusted)


def _weigh(data: bytes) -> None:
    """A workbook is a ZIP: one that unfolds to more than any form is not unfolded."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NotAForm(Fault("form-not-a-workbook")) from error
    if size > MAX_UNFOLDED or size > MOST_RATIO * max(len(data), 100_000):
        raise NotAForm(Fault("form-unfolds"))


def _checked(xml: bytes, sheets: Sheets | None, name, sheet, remarks, trusted: bool) -> Prepared:
    try:
        definition = read_form(xml)
    except BadForm as error:
        raise NotAForm(Fault(f"form-{error.code}", params={"line": error.line or 1})) from error
    faults = [*_identity(definition), *(_entities(definition))]
    if not trusted:
        faults += [_in_row(fault, sheets) for fault in watched(definition)]
        said = validated(xml)
        if said is None:
            remarks = (*remarks, Fault("not-validated"))
        faults += [_in_row(fault, sheets) for fault in said or ()]
    if faults:
        raise NotAForm(*faults, remarks=remarks)
    return Prepared(xml, definition, sheet, name, (*remarks, *_for_telephones_only(definition)))


def _identity(definition: Definition) -> list[Fault]:
    form_id, faults = definition.form_id, []
    if len(form_id) > FORM_ID_LENGTH or len(definition.version) > FORM_ID_LENGTH:
        faults.append(Fault("form-id-long", value=form_id, params={"most": FORM_ID_LENGTH}))
    if form_id.lower().endswith(ENDINGS):
        faults.append(Fault("form-id-ending", value=form_id))
    return faults


def _entities(definition: Definition) -> list[Fault]:
    return [
        Fault(f"entity-{code.replace('_', '-')}", value=name) for code, name in declared_faults(definition)
    ]


def _for_telephones_only(definition: Definition) -> list[Fault]:
    """What keeps a form from being filled in a browser. Telephones take it all the same."""
    if definition.public_key:  # encrypted forms are for telephones anyway
        return []
    try:
        plan_of(definition)
    except Unfillable as refusal:
        return [Fault(UNFILLABLE + each.code, each.field, each.value, each.params) for each in refusal.faults]
    return []


def _in_row(fault: Fault, sheets: Sheets | None) -> Fault:
    """The fault with the row of the sheet where its question stands."""
    for number, row in enumerate(sheets["survey"] if sheets else (), FIRST_ROW):
        named = fault.field and row.get("name") == fault.field
        kind = row.get("type", "").lower()
        if named or (fault.code == "watches" and kind in TYPES and fault.value in (kind, *kind.split("-"))):
            params = {**fault.params, "sheet": "survey", "row": number}
            column = "type" if fault.code == "watches" else "name"
            return Fault(fault.code, column, fault.value, params)
    return fault
