"""What came in by every channel: files, phones, messages and the browser."""

from vigie.intake.models.draft import Draft, DraftFile
from vigie.intake.models.effort import CheckIn
from vigie.intake.models.entity import Entity, EntityFault, EntityList, EntityVersion
from vigie.intake.models.form import Form, FormFile, FormVersion
from vigie.intake.models.mapping import SavedMapping, signature_of
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
    "CHANNELS", "OUTCOMES", "Attachment", "CheckIn", "Dialogue", "Draft", "DraftFile", "Entity",
    "EntityFault", "EntityList", "EntityVersion", "FieldPassword", "Form", "FormFile", "FormVersion",
    "Gateway", "ImportRow", "ImportRun", "LocalWord", "Message", "Opening", "Phone", "SavedMapping",
    "Sender", "SetAside", "Submission", "SubmissionVersion", "signature_of",
]  # fmt: skip
