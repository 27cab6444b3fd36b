"""What is stored of a form's records, and of a list's entities, as plain data."""

from __future__ import annotations

import time
from base64 import b64encode

from vigie.access import NodeActor, rows
from vigie.intake.models import Submission, SubmissionVersion
from vigie.intake.receiving import stored

# A record is filed a moment after its answer. Whoever asks what is stored means: when that is done.
SETTLES_WITHIN_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.05
REVIEWS = {"": None, "has_issues": "hasIssues"}


def settle() -> bool:
    """Wait until nothing waits to be filed, for as long as that may take. Whether it is so."""
    until = time.monotonic() + SETTLES_WITHIN_SECONDS
    while rows(NodeActor(), "file", "intake.Submission").filter(state="waiting").exists():
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_EVERY_SECONDS)
    return True


def records(form_id: str) -> list[dict] | None:
    """Every record of a form, oldest first, as it now stands; None where there is no such form.

    "versions" are the identifiers of its instances, oldest first; "xml" the bytes of the current one, as
    text. An attachment that is still awaited is not present and has no content.
    """
    form = rows(NodeActor(), "see", "intake.Form").filter(form_id=form_id).first()
    if form is None:
        return None
    found = (
        rows(NodeActor(), "see", "intake.Submission").filter(form=form).exclude(state="draft").order_by("pk")
    )
    return [_record(each) for each in found.prefetch_related("versions__attachments")]


def _record(submission: Submission) -> dict:
    versions = sorted(submission.versions.all(), key=lambda each: each.number)
    current = next(each for each in versions if each.is_current)
    return {
        "root": submission.root,
        "current": current.instance_id,
        "versions": [each.instance_id for each in versions],
        "xml": _text(bytes(current.xml)),
        "review": REVIEWS.get(submission.review, submission.review),
        "device": current.device or None,
        "attachments": _attachments(current),
    }


def _text(xml: bytes) -> str:
    try:
        return xml.decode("utf-8")
    except UnicodeDecodeError:  # an older encoding, named in the first line
        return xml.decode("latin-1")


def _attachments(version: SubmissionVersion) -> dict[str, dict]:
    named = (each for each in version.attachments.all() if each.is_named and each.is_current)
    return {
        each.name: {
            "present": bool(each.sha256),
            "b64": b64encode(stored.read(each.sha256)).decode() if each.sha256 else None,
        }
        for each in sorted(named, key=lambda row: row.name)
    }


def entities(name: str) -> list[dict] | None:
    """Every entity of the lists with this name, in the order of their making; None where there is no such list."""
    lists = rows(NodeActor(), "see", "intake.EntityList").filter(name=name)
    if not lists.exists():
        return None
    found = rows(NodeActor(), "see", "intake.Entity").filter(list__in=lists).standing()
    return [
        {
            "uuid": str(each.uuid),
            "label": each.label,
            "version": each.version,
            "props": each.properties,
            "conflict": each.conflict or None,
        }
        for each in found
    ]
