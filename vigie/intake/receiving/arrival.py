"""What somebody sends, read and checked against the law and the form, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from vigie import access
from vigie.core.xforms.instance import BadInstance, Instance, read_instance
from vigie.core.xforms.sealed import NotAManifest, read_manifest
from vigie.intake.models import Form, FormVersion, Phone
from vigie.intake.models.form import FORM_ID_LENGTH
from vigie.intake.receiving import standing
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.receiving.stored import Staged
from vigie.intake.xlsforms.versions import definition_of

# A phone may lie in a drawer for a season, and one that lost its battery starts in 1970 or 2000.
CLOCK_SLACK = timedelta(days=400)
AHEAD_SLACK = timedelta(days=2)
SERVER_TEXTS = ("www.w3.org/1999/xhtml", "www.w3.org/2002/xforms", "openrosa.org/xforms/xforms",
                "openrosa.org/http/")  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file that came beside the answers, under the name that the sender gave it."""

    name: str
    staged: Staged


@dataclass(frozen=True)
class Sender:
    """Who sends, and by what. `device` and `user_agent` are as the client says them, "" where it does not."""

    actor: object
    channel: str
    phone: Phone | None = None
    device: str = ""
    user_agent: str = ""


@dataclass(frozen=True)
class Arrival:
    """One record as sent, understood, and allowed. `named` are the files that it names, in order."""

    sender: Sender
    xml: bytes
    sha256: str
    instance: Instance
    form: Form
    form_version: FormVersion
    named: tuple[str, ...]
    files: tuple[File, ...]
    remarks: tuple[dict, ...] = ()
    at: datetime = field(default_factory=timezone.now)

    @property
    def key(self) -> tuple[int, str]:
        return self.form.pk, self.instance.instance_id


def understood(sender: Sender, sha256: str, xml: bytes, files: Sequence[File]) -> Arrival:
    """Read what was sent. Raises `NotTaken`; nothing is written."""
    instance = _read(xml)
    form, version = _asked(sender, instance)
    _check_sealing(version, instance, xml)
    return Arrival(
        sender, xml, sha256, instance, form, version, _named(version, instance), tuple(files),
        tuple(_remarks(instance)),
    )  # fmt: skip


def _read(xml: bytes) -> Instance:
    try:
        instance = read_instance(xml)
    except BadInstance as fault:
        raise NotTaken(fault.code, line=fault.line or 1) from fault
    if any(each in instance.form_id for each in SERVER_TEXTS):  # a form, a list or an answer of a server
        raise NotTaken("wrong-namespace")
    if not instance.instance_id:
        raise NotTaken("no-instance-id")
    if max(len(instance.instance_id), len(instance.deprecated_id)) > FORM_ID_LENGTH:
        raise NotTaken("long-instance-id")
    return instance


def _asked(sender: Sender, instance: Instance) -> tuple[Form, FormVersion]:
    """The form and version that were filled, where this sender may fill them, perhaps as of a moment ago."""
    key = (standing.Filler.of(sender.actor), instance.form_id, instance.version)
    return standing.forms.ask(key, lambda: _found(sender.actor, instance.form_id, instance.version))


def _found(actor, form_id: str, named: str) -> tuple[Form, FormVersion]:
    said = {"form": form_id, "version": named}
    form = access.rows(actor, "fill", "intake.Form").filter(form_id=form_id).first()
    if form is None:
        known = Form.objects.filter(form_id=form_id).exists()
        raise NotTaken("not-allowed") if known else NotTaken("unknown-form", **said)
    version = FormVersion.objects.filter(form=form, version=named).defer("xml", "sheet").first()
    if version is None or (version.state == "draft" and not access.may(actor, "amend", form)):
        raise NotTaken("unknown-version", **said)
    if version.state == "closed":
        raise NotTaken("closed", **said)
    return form, version


def _check_sealing(version: FormVersion, instance: Instance, xml: bytes) -> None:
    if instance.encrypted:
        try:
            read_manifest(xml)
        except NotAManifest as fault:
            raise NotTaken("bad-manifest") from fault
    elif version.public_key:
        raise NotTaken("plain-for-sealed")


def _named(version: FormVersion, instance: Instance) -> tuple[str, ...]:
    """The files that must come; also one that is named as the record of how the form was filled."""
    return definition_of(version).binary_names(instance)


def _remarks(instance: Instance) -> list[dict]:
    """What to know about a record that is taken all the same."""
    found = []
    for name in ("start", "end"):
        said = instance.answers.get(name)
        moment = _moment(said) if isinstance(said, str) else None
        now = timezone.now()
        if moment and not now - CLOCK_SLACK <= moment <= now + AHEAD_SLACK:
            found.append({"code": "clock-off", "field": name, "value": said[:40], "params": {}})
    return found


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
