"""A sealed report opened and received, as if it had been filled here."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.dateparse import parse_datetime

from vigie import access
from vigie.core.xforms.filling import Filling, record
from vigie.intake.acts.submission import receive
from vigie.intake.receiving import stored
from vigie.intake.receiving.arrival import File, Sender
from vigie.intake.receiving.writing import Received
from vigie.intake.webform.opening import plan_for, setting_for
from vigie.intake.webform.sealing import Sealed, Unopened, open_envelope


class NotTheirs(Exception):
    """Another account filled this report than the one that brings it."""


def arrived(actor, envelope: bytes) -> Received:
    """Open and receive. Raises `Unopened`, `NotTheirs` or `NotTaken`; sent again it is the same record."""
    sealed = open_envelope(envelope)
    if sealed.said.get("account") != str(actor.uuid):
        raise NotTheirs
    version = _version(actor, sealed)
    finished, number = _moment(sealed), _number(sealed)
    plan = plan_for(version)
    setting = setting_for(plan, version, actor, finished)
    filling = Filling(plan, sealed.said["answers"], setting, str(sealed.said.get("language", "")))
    xml = record(filling, f"uuid:{number}", setting.clock)
    files = [File(name, stored.stage([content])) for name, content in sealed.files.items()]
    return receive(Sender(actor, "web"), xml=xml, files=files)


def _version(actor, sealed: Sealed):
    """The version that was filled, also one that newer ones have replaced meanwhile."""
    filled = access.rows(actor, "fill", "intake.Form")
    found = access.rows(actor, "see", "intake.FormVersion").filter(
        form__in=filled, form__uuid=_uuid(sealed.said.get("form")), version=str(sealed.said.get("version", "")),
    )  # fmt: skip
    version = found.exclude(state="draft").defer("xml", "sheet").first()
    if version is None:
        raise Unopened("other-version")
    return version


def _moment(sealed: Sealed) -> datetime:
    try:
        found = parse_datetime(str(sealed.said.get("finished", "")))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Unopened("damaged")
    return found


def _number(sealed: Sealed) -> uuid.UUID:
    return _uuid(sealed.said.get("number"))


def _uuid(text) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        raise Unopened("damaged") from None
