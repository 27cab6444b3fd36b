"""What coordinators do with forms: bring a version, try it, publish it, close it, and say who may fill it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.utils import timezone

from vigie.core.faults import Fault
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.mapping import BadMapping, read_mapping
from vigie.core.xforms.mapping.reading import parsed
from vigie.core.xforms.sheets import to_workbook
from vigie.core.xforms.sources import mapping_text, names, sheets_of
from vigie.directory.models import Organisation
from vigie.intake.lists import declare_lists
from vigie.intake.models import Form, FormFile, FormVersion, Submission
from vigie.intake.receiving import stored
from vigie.intake.xlsforms.describing import describe_questions
from vigie.intake.xlsforms.preparing import TITLE_LENGTH, NotAForm, Prepared, prepared
from vigie.ledger.act import act
from vigie.monitoring.acts.who import person

MEDIA_BYTES = 20_000_000
NAME_LENGTH = 250


@act("amend")
def draft_form(
    actor, organisation: Organisation, *, brought: Prepared, mapping: str | None = None
) -> FormVersion:
    """Keep a version of a form as a draft, which can be tried; a draft of the same version gives way to it.

    `mapping` is the text that says what becomes of the answers; without one, that of the version before it is
    taken over if it fits. Raises `NotAForm` where the identifier is another organisation's, the version has
    been published, or a question changed its type since the version that phones have now.
    """
    definition = brought.definition
    form = _form(organisation, definition)
    newest = (
        form.versions.filter(state="published").order_by("-published_at", "-pk").defer("xml", "sheet").first()
    )
    _check_types(definition, newest)
    said = _mapping(definition, mapping, newest)
    FormVersion.objects.filter(form=form, version=definition.version, state="draft").exclude(
        pk__in=Submission.objects.filter(form=form).values("versions__form_version")
    ).delete()
    if form.versions.filter(version=definition.version).exists():
        raise NotAForm(Fault("form-version-taken", value=definition.version))
    version = FormVersion.objects.create(
        form=form, version=definition.version, title=_title(definition), xml=brought.xml,
        md5=hashlib.md5(brought.xml, usedforsecurity=False).hexdigest(), sheet=brought.sheet,
        sheet_name=brought.name[:TITLE_LENGTH], definition=_summary(brought), mapping=said,
        public_key=definition.public_key, made_by=person(actor),
    )  # fmt: skip
    FormFile.objects.bulk_create(
        FormFile(version=version, name=name[:NAME_LENGTH]) for name in definition.attachments
    )
    organisation.ledger_detail = {"form": form.form_id, "version": version.version}
    return version


@act("amend")
def publish_form(actor, form: Form, *, version: FormVersion) -> None:
    """Give a version to the phones. From now on its bytes never change; older ones can still be sent in."""
    definition = _standing(form, version, ("draft", "closed"))
    if not version.mapping:
        raise NotAForm(Fault("form-unmapped"))
    standing = FormVersion.objects.filter(pk=version.pk)
    standing.update(state="published")
    standing.filter(published_at=None).update(published_at=timezone.now())
    Form.objects.filter(pk=form.pk).update(title=version.title)
    version.state = "published"
    describe_questions(form, definition, version.mapping)
    declare_lists(version, definition)
    form.ledger_detail = {"version": version.version}


@act("amend")
def close_form(actor, form: Form, *, version: FormVersion) -> None:
    """Take a version from the phones: it is not given out and not taken in any more."""
    _standing(form, version, ("published",))
    FormVersion.objects.filter(pk=version.pk).update(state="closed")
    version.state = "closed"
    form.ledger_detail = {"version": version.version}


@act("amend")
def name_fillers(actor, form: Form, *, organisations: Iterable[Organisation]) -> None:
    """Say whose monitors may fill a form. None named means nobody."""
    organisations = list(organisations)
    form.fillers.set(organisations)
    form.ledger_detail = {"fillers": sorted(each.slug for each in organisations)}


@act("amend")
def map_form(actor, form: Form, *, version: FormVersion, mapping: str) -> None:
    """Say what becomes of a version's answers. Raises `BadMapping`. What is filed already stays as it is."""
    definition = _standing(form, version, ("draft", "published", "closed"))
    said = parsed(mapping)
    read_mapping(said, definition)
    FormVersion.objects.filter(pk=version.pk).update(mapping=said)
    version.mapping = said
    describe_questions(form, definition, said)
    form.ledger_detail = {"version": version.version}


@act("amend")
def add_media(actor, form: Form, *, version: FormVersion, name: str, content: bytes) -> FormFile:
    """Bring a file that a version names: a list of choices, a picture. Once published it stays as it is."""
    file = version.files.filter(name=name).first()
    if file is None or version.form_id != form.pk:
        raise NotAForm(Fault("media-unnamed", value=name))
    if file.sha256 and version.state != "draft":
        raise NotAForm(Fault("media-published", value=name))
    if not content or len(content) > MEDIA_BYTES:
        raise NotAForm(Fault("media-size", value=name, params={"limit": MEDIA_BYTES // 1_000_000}))
    kept = stored.keep_bytes(content)
    file.sha256, file.size, file.entity_list = kept.sha256, kept.size, ""
    file.md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    file.save(update_fields=["sha256", "size", "md5", "entity_list"])
    form.ledger_detail = {"version": version.version, "file": name}
    return file


@act("amend")
def take_up_forms(actor, organisation: Organisation, *, fillers: Iterable[Organisation] = ()) -> list[Form]:
    """Publish the forms that come with the project, in the newest version, for an organisation and `fillers`.

    What is there already stays; a form that another organisation has taken up is left to it.
    """
    fillers, taken = [organisation, *fillers], []
    for name in names():
        version = _taken_up(actor, organisation, name)
        if version is not None:
            name_fillers(actor, version.form, organisations={*fillers, *version.form.fillers.all()})
            taken.append(version.form)
    organisation.ledger_detail = {"forms": [form.form_id for form in taken]}
    return taken


def _taken_up(actor, organisation: Organisation, name: str) -> FormVersion | None:
    # They are ours and judged by our tests: not by Java on every node.
    ours = prepared(to_workbook(sheets_of(name)), f"{name}.xlsx", trusted=True)
    known = FormVersion.objects.filter(form__form_id=ours.definition.form_id)
    if known.exclude(form__organisation=organisation).exists():
        return None
    standing = known.filter(version=ours.definition.version).defer("xml", "sheet").first()
    if standing is None:
        standing = draft_form(actor, organisation, brought=ours, mapping=mapping_text(name))
        publish_form(actor, standing.form, version=standing)
    return standing


@act("amend")
def file_again(actor, submission: Submission) -> None:
    """Let a record be filed once more, after what was wrong with its form or its incident was mended."""
    again = Submission.objects.filter(pk=submission.pk, state="faulty").exclude(review="rejected")
    again = again.update(state="waiting", faults=[])
    if not again:
        raise NotAForm(Fault("not-faulty"))
    submission.state = "waiting"


def _summary(brought: Prepared) -> dict:
    """What lists and checks need of a form without reading it again."""
    definition = brought.definition
    asked = list(definition.asked)
    return {
        "languages": list(definition.languages), "default_language": definition.default_language,
        "asked": len(asked), "types": {each.path: _kind(each) for each in asked},
        "attachments": list(definition.attachments), "remarks": [each.as_data() for each in brought.remarks],
    }  # fmt: skip


def _kind(question) -> str:
    return f"{question.type} {question.control}".strip()


def _form(organisation: Organisation, definition: Definition) -> Form:
    form, _made = Form.objects.get_or_create(
        form_id=definition.form_id, defaults={"organisation": organisation, "title": _title(definition)}
    )
    if form.organisation_id != organisation.pk:
        raise NotAForm(Fault("form-of-others", value=definition.form_id))
    return form


def _title(definition: Definition) -> str:
    return (definition.title or definition.form_id)[:TITLE_LENGTH]


def _check_types(definition: Definition, newest: FormVersion | None) -> None:
    """A question that is asked otherwise under the same name would mix two things in one column."""
    before = newest.definition.get("types", {}) if newest else {}
    now = {each.path: _kind(each) for each in definition.asked}
    changed = [path for path, kind in now.items() if before.get(path, kind).split()[0] != kind.split()[0]]
    faults = [
        Fault(
            "type-changed", path.rpartition("/")[2], now[path].split()[0], {"before": before[path].split()[0]}
        )
        for path in changed
    ]
    if faults:
        raise NotAForm(*faults)


def _mapping(definition: Definition, text: str | None, newest: FormVersion | None) -> dict:
    if text:
        said = parsed(text)
        read_mapping(said, definition)
        return said
    said = newest.mapping if newest else {}
    try:
        if said:
            read_mapping(said, definition)
    except BadMapping:
        return {}
    return said


def _standing(form: Form, version: FormVersion, states: tuple[str, ...]) -> Definition:
    from vigie.intake.xlsforms.versions import definition_of

    held = FormVersion.objects.select_for_update().only("state").get(pk=version.pk)
    if version.form_id != form.pk or held.state not in states:
        raise NotAForm(Fault("form-state", value=version.version))
    return definition_of(version)
