"""The project's own forms compiled once, and records of them as a phone would send them."""

from __future__ import annotations

from functools import cache
from uuid import uuid4
from xml.sax.saxutils import escape

from vigie.access import NodeActor
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.sheets import to_workbook
from vigie.core.xforms.sources import mapping_text, sheets_of
from vigie.intake.acts import draft_form, name_fillers, publish_form
from vigie.intake.models import FormVersion, Phone, Submission, SubmissionVersion
from vigie.intake.xlsforms.preparing import Prepared, prepared
from vigie.intake.xlsforms.versions import definition_of

NODE = NodeActor()

INCIDENT = {
    "date_known": "day", "date_day": "2026-03-12", "country": "BF", "place_text": "Tinguel inventé",
    "place_name": "Tinguel inventé", "place_known": "near", "event_type": "attack-civilians",
    "story": "Récit inventé.", "initiators": "armed-group-unspecified", "targets": "civilian-people",
    "killed_known": "number", "killed": "3", "killed_least": "2", "origin": "radio",
    "origin_name": "Radio inventée", "sharing": "usual",
}  # fmt: skip
VISIT = {
    "kind": "checkpoint", "date_day": "2026-03-12", "country": "BF", "place_text": "Carrefour inventé",
    "place_name": "Carrefour inventé", "place_adm2": "BF0101", "access": "yes", "badges": "no",
    "over_time": "refused", "payment": "unknown", "note": "Rien d’autre.", "sharing": "usual",
}  # fmt: skip
ANSWERED = {
    "today": "2026-03-12", "consent": "yes", "country": "BF", "area": "BF0101", "person": "woman", "age": "from_18",
    "safe_day": "rather_safe", "safe_night": "very_unsafe", "trust_police": "little", "paid": "refused",
}  # fmt: skip


@cache
def brought(name: str) -> Prepared:
    """One of our forms as a coordinator brings it. ODK Validate judges them in a test of its own."""
    return prepared(to_workbook(sheets_of(name)), f"{name}.xlsx", trusted=True)


def published(
    organisation, name: str = "incident", *, fillers=None, mapping: str | None = None
) -> FormVersion:
    said = mapping_text(name) if mapping is None else mapping
    version = draft_form(NODE, organisation, brought=brought(name), mapping=said)
    publish_form(NODE, version.form, version=version)
    name_fillers(NODE, version.form, organisations=fillers or [organisation])
    return version


def xml_of(
    definition: Definition, answers: dict[str, object], instance_id: str, deprecated_id: str = ""
) -> bytes:
    """A record: answers by the name of their question; a list of answers for a repeat."""

    def part(path: str) -> str:
        found, seen = [], set()
        for each in definition.questions:
            if not each.startswith(f"{path}/"):
                continue
            name = each.removeprefix(f"{path}/").partition("/")[0]
            if name in seen or name == "meta":
                continue
            seen.add(name)
            if f"{path}/{name}" in definition.repeats:
                turns = answers.get(name, [])
                found += [turn(f"{path}/{name}", name, said) for said in turns]
            elif f"{path}/{name}" in definition.questions:
                found.append(leaf(name, answers.get(name, "")))
            else:
                found.append(f"<{name}>{part(f'{path}/{name}')}</{name}>")
        return "".join(found)

    def turn(path: str, name: str, said: dict) -> str:
        names = [
            each.removeprefix(f"{path}/") for each in definition.questions if each.startswith(f"{path}/")
        ]
        return f"<{name}>{''.join(leaf(each, said.get(each, '')) for each in names)}</{name}>"

    def leaf(name: str, said: object) -> str:
        return f"<{name}>{escape(str(said))}</{name}>"

    root = f"/{definition.root}"
    edits = f"<orx:deprecatedID>{deprecated_id}</orx:deprecatedID>" if deprecated_id else ""
    return (
        f'<{definition.root} xmlns:orx="http://openrosa.org/xforms" id="{definition.form_id}" '
        f'version="{definition.version}">{part(root)}<orx:meta><orx:instanceID>{instance_id}</orx:instanceID>'
        f"{edits}</orx:meta></{definition.root}>"
    ).encode()


def sent(
    version: FormVersion, account, phone: Phone | None = None, xml: bytes | None = None, **answers
) -> Submission:
    """A record as it stands when it has come in and waits to be filed."""
    root = f"uuid:{uuid4()}"
    definition = definition_of(version)
    submission = Submission.objects.create(
        form=version.form, root=root, organisation=account.organisation, filed_by=account, phone=phone,
        channel="phone",
    )  # fmt: skip
    SubmissionVersion.objects.create(
        submission=submission, form=version.form, form_version=version, instance_id=root, sha256="0" * 64,
        xml=xml or xml_of(definition, answers, root),
    )  # fmt: skip
    return submission


def edited(submission: Submission, xml: bytes) -> Submission:
    """The same record in a new wording, waiting to be filed."""
    before = submission.versions.get(is_current=True)
    submission.versions.update(is_current=False)
    SubmissionVersion.objects.create(
        submission=submission, form=submission.form, form_version=before.form_version, number=before.number + 1,
        instance_id=f"uuid:{uuid4()}", sha256="1" * 64, xml=xml,
    )  # fmt: skip
    Submission.objects.filter(pk=submission.pk).update(state="waiting", review="edited")
    submission.refresh_from_db()
    return submission
