"""The law on what arrives from the field."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS
from vigie.access.rules.audiences import either, filed, node, of_own_organisation
from vigie.access.rules.intake import (
    filled,
    gateways_in_use,
    of_a_seen_form,
    of_a_seen_list,
    of_a_seen_run,
    of_a_seen_submission,
    of_an_own_list,
    of_own_gateways,
    of_own_staff,
    own,
    seen_form,
)

LAW = {
    "intake.ImportRun": {"see": either(node, of_own_organisation(*ANALYSTS), filed)},
    "intake.ImportRow": {"see": either(node, of_a_seen_run)},
    "intake.SavedMapping": {
        "see": either(node, of_own_organisation("monitor", *ANALYSTS)),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "intake.Form": {
        "see": either(node, seen_form),
        "fill": filled,
        "amend": either(node, of_own_organisation("coordinator")),
        # Encrypted records are for those who hold the key: the organisation that answers for the form.
        "open": either(node, of_own_organisation("coordinator")),
    },
    "intake.FormVersion": {"see": either(node, of_a_seen_form)},
    "intake.Submission": {
        "see": either(node, of_own_organisation(*ANALYSTS), filed),
        "file": node,
        "amend": of_own_organisation(*ANALYSTS),
        "hold": of_own_organisation("coordinator"),
    },
    "intake.SubmissionVersion": {"see": either(node, of_a_seen_submission)},
    "intake.SetAside": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
    },
    "intake.Phone": {"see": of_own_staff, "amend": of_own_staff},
    "intake.CheckIn": {"see": either(node, of_own_staff, own)},
    "intake.Draft": {"see": own, "amend": own, "hold": node, "expire": node},
    "intake.EntityList": {
        "see": either(node, of_own_organisation(*ANALYSTS)),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "intake.Entity": {"see": either(node, of_a_seen_list), "amend": of_an_own_list},
    "intake.Gateway": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
        "carry": gateways_in_use,
    },
    "intake.Sender": {"see": of_own_organisation("coordinator"), "amend": of_own_organisation("coordinator")},
    "intake.Message": {"see": of_own_gateways, "amend": of_own_gateways},
    "intake.LocalWord": {
        "see": of_own_organisation("coordinator"),
        "amend": of_own_organisation("coordinator"),
    },
}

HIDDEN = {
    "intake.Attachment",
    "intake.Dialogue",
    "intake.DraftFile",
    "intake.EntityFault",
    "intake.EntityVersion",
    "intake.FieldPassword",
    "intake.FormFile",
    "intake.Opening",
}
