"""What came in by every channel: files, phones, messages and the browser."""

from vigie.intake.models.draft import Draft
from vigie.intake.models.entity import Entity, EntityFault, EntityList, EntityVersion
from vigie.intake.models.form import Form, FormFile, FormVersion
from vigie.intake.models.message import Dialogue, Gateway, LocalWord, Message, Sender
from vigie.intake.models.opening import Opening
from vigie.intake.models.phone import FieldPassword, Phone
from vigie.intake.models.run import OUTCOMES, ImportRow, ImportRun
from vigie.intake.models.submission import (
    CHANNELS,
    Attachment,
    SetAside,
    Submission,
    SubmissionVersion,
)

__all__ = [
    "CHANNELS", "OUTCOMES", "Attachment", "Dialogue", "Draft", "Entity", "EntityFault", "EntityList",
    "EntityVersion", "FieldPassword", "Form", "FormFile", "FormVersion", "Gateway", "ImportRow",
    "ImportRun", "LocalWord", "Message", "Opening", "Phone", "Sender", "SetAside", "Submission", "SubmissionVersion",
]  # fmt: skip
