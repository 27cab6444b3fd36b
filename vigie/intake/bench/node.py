"""The throw-away node: two organisations with a monitor each, and the forms of a folder."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.access import NodeActor
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.entities import declared_faults
from vigie.core.xforms.reading import BadForm, read_form
from vigie.core.xforms.sheets import NoSheets, read_workbook
from vigie.directory.acts import open_account
from vigie.directory.models import Account, Organisation
from vigie.intake import stored
from vigie.intake.bench.plan import BadPlan, Entry
from vigie.intake.credentials import ha1, new_token, token_hash
from vigie.intake.lists import declare_lists
from vigie.intake.models import EntityList, FieldPassword, Form, FormFile, FormVersion, Phone

FILLS, FILLS_NONE = "bench", "elsewhere"


@dataclass(frozen=True)
class Doors:
    """How to come in: the token of a monitor who may fill every form, of one who may fill none, and a password."""

    token: str
    token_of_none: str
    user: str
    password: str


def furnish(entries: Sequence[Entry]) -> Doors:
    """Make the organisations, people, forms and lists of an empty node. Raises `BadPlan`."""
    ours, theirs = _organisation(FILLS), _organisation(FILLS_NONE)
    monitor, other = _monitor(ours), _monitor(theirs)
    faults = []
    for entry in entries:
        try:
            _publish(ours, entry)
        except BadPlan as fault:
            faults += fault.sentences
    if faults:
        raise BadPlan(*faults)
    password = secrets.token_urlsafe(18)
    FieldPassword.objects.create(account=monitor, ha1=ha1(monitor.username, password))
    return Doors(_phone(monitor), _phone(other), monitor.username, password)


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.create(
        slug=slug, name=slug.title(), classification="observatory", country="BF", is_member=True
    )


def _monitor(organisation: Organisation) -> Account:
    return open_account(
        NodeActor(), organisation, username=f"monitor-{organisation.slug}", role="monitor",
        password=secrets.token_urlsafe(24),
    )  # fmt: skip


def _phone(account: Account) -> str:
    token = new_token()
    Phone.objects.create(account=account, label="bench", token_hash=token_hash(token))
    return token


def _publish(owner: Organisation, entry: Entry) -> None:
    xml = _xml(entry.file)
    definition = _definition(entry.file, xml)
    form, _made = Form.objects.get_or_create(
        form_id=definition.form_id, defaults={"title": definition.title, "organisation": owner}
    )
    form.fillers.add(owner)
    if FormVersion.objects.filter(form=form, version=definition.version).exists():
        raise BadPlan(
            _(
                "%(file)s: the version “%(version)s” of the form “%(form)s” stands above already. Give it another one."
            )
            % {"file": entry.file.name, "version": definition.version, "form": definition.form_id}
        )
    version = FormVersion.objects.create(
        form=form, version=definition.version, title=definition.title or definition.form_id, xml=xml,
        md5=hashlib.md5(xml, usedforsecurity=False).hexdigest(), state=entry.state, public_key=definition.public_key,
        published_at=timezone.now(),
    )  # fmt: skip
    for name in entry.entity_lists:
        EntityList.objects.get_or_create(organisation=owner, name=name)
    _attach(version, definition, entry)
    declare_lists(version, definition)


def _attach(version: FormVersion, definition: Definition, entry: Entry) -> None:
    brought = {path.name: path for path in entry.media}
    for name in dict.fromkeys((*definition.attachments, *brought)):
        if name not in brought:
            FormFile.objects.create(version=version, name=name)
            continue
        data = brought[name].read_bytes()
        kept = stored.keep_bytes(data)
        FormFile.objects.create(
            version=version, name=name, sha256=kept.sha256, size=kept.size,
            md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
        )  # fmt: skip


def _xml(path: Path) -> bytes:
    """The bytes that phones get: as they stand in the folder, or compiled."""
    data = path.read_bytes()
    if path.suffix.lower() == ".xml":
        return data
    try:
        sheets = read_workbook(data)
    except NoSheets as error:
        raise BadPlan(_("%(file)s is no workbook with a sheet “survey”.") % {"file": path.name}) from error
    settings = sheets.setdefault("settings", [{}])[0]
    settings["form_id"] = settings.get("form_id") or path.stem  # as tools for XLSForms name it
    compiled = compile_sheets(sheets)
    if compiled.faults:
        raise BadPlan(*(_compiled_fault(path, fault) for fault in compiled.faults))
    return compiled.xml


def _compiled_fault(path: Path, fault) -> str:
    said = {
        "file": path.name, "sheet": fault.params.get("sheet", "?"), "row": fault.params.get("row", "?"),
        "why": fault.params.get("pyxform") or fault.value or fault.code,
    }  # fmt: skip
    return _("%(file)s, sheet %(sheet)s, row %(row)s: %(why)s") % said


def _definition(path: Path, xml: bytes) -> Definition:
    try:
        definition = read_form(xml)
    except BadForm as error:
        said = {"file": path.name, "why": error.code, "line": error.line or "?"}
        raise BadPlan(_("%(file)s is no XForm (%(why)s, line %(line)s).") % said) from error
    faults = [
        _("%(file)s: the entities of this form can't be kept: %(why)s “%(value)s”.")
        % {"file": path.name, "why": code, "value": value}
        for code, value in declared_faults(definition)
    ]
    if faults:
        raise BadPlan(*faults)
    return definition
