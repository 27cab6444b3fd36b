"""What records make of the lists that phones carry."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

from django.utils import timezone

from vigie.core.xforms.entities import Applied, Failed, Request, Version, apply, requests
from vigie.core.xforms.instance import read_instance
from vigie.intake.models import Entity, EntityFault, EntityList, EntityVersion, Submission
from vigie.intake.models.entity import VALUE_LENGTH
from vigie.intake.xlsforms.versions import definition_of
from vigie.ledger.act import act

# An update made offline waits so long for the one before it; then it is carried out as it stands.
HELD_DAYS = 7


@act("file")
def carry_out_entities(actor, submission: Submission) -> None:
    """Make or change the entities that a record asks for. What fails is noted on the record, which stands.

    Calling it again changes nothing but what had to wait for approval: each entity of a record is carried
    out once, however often the record is sent or edited.
    """
    source = (
        submission.versions.select_related("form_version").defer("form_version__xml").get(is_current=True)
    )
    asked = list(requests(definition_of(source.form_version), read_instance(bytes(source.xml))))
    done = set(submission.entity_versions.values_list("position", flat=True))
    submission.entity_faults.all().delete()
    for position, request in enumerate(asked):
        if position not in done:
            try:
                _carry_out(submission, source, position, request)
            except Failed as failed:
                _note(submission, position, failed)


def _note(submission: Submission, position: int, failed: Failed) -> None:
    EntityFault.objects.create(
        submission=submission, position=position, code=failed.code, value=failed.value[:VALUE_LENGTH]
    )


def _carry_out(submission: Submission, source, position: int, request: Request | Failed) -> None:
    if isinstance(request, Failed):
        raise request
    entities = _locked(submission.form.organisation_id, request.dataset)
    if request.create and entities.approval_required and submission.review != "approved":
        return
    made = EntityVersion(
        list=entities, entity_uuid=request.uuid, request=dataclasses.asdict(request), source=source,
        submission=submission, position=position, base_version=request.base, trunk_version=request.trunk,
        branch_id=request.branch[:64],
    )  # fmt: skip
    if _apply(made, request):
        _release(entities, request.uuid)


def _locked(organisation: int, name: str) -> EntityList:
    """The list, held until the act ends: two records that change one entity come one after the other."""
    found = EntityList.objects.select_for_update().filter(organisation=organisation, name=name).first()
    if found is None:
        raise Failed("unknown_list", name)
    return found


def _apply(made: EntityVersion, request: Request, *, forced: bool = False) -> bool:
    """Carry one request out, or keep it until its predecessor comes. Whether it was carried out."""
    entity = Entity.objects.filter(list=made.list, uuid=made.entity_uuid).first()
    if entity is not None and entity.is_deleted:
        raise Failed("deleted", request.uuid)
    history = _history(entity)
    came = apply(request, history, conflict=(entity.conflict or None) if entity else None, forced=forced)
    if isinstance(came, Applied):
        entity = entity or Entity(list=made.list, uuid=made.entity_uuid)
        _stand(entity, came)
        made.entity, made.number = entity, came.version.number
        made.label, made.properties = came.version.label, came.version.properties
        made.forced = forced
    made.save()
    return isinstance(came, Applied)


def _history(entity: Entity | None) -> list[Version]:
    if entity is None:
        return []
    return [
        Version(
            each.number,
            each.label,
            each.properties,
            each.request.get("branch", ""),
            each.request.get("base") if each.request.get("branch") and each.request.get("update") else None,
            each.forced,
        )
        for each in entity.versions.order_by("number")
    ]


def _stand(entity: Entity, came: Applied) -> None:
    entity.label, entity.properties = came.version.label, came.version.properties
    entity.version, entity.conflict = came.version.number, came.conflict or ""
    entity.save()
    entity.list.revision += 1
    entity.list.save(update_fields=["revision"])


def _release(entities: EntityList, uuid: str) -> None:
    """Carry out what was waiting for the state that has just come, and what waits for that in its turn."""
    held = EntityVersion.objects.filter(list=entities, entity_uuid=uuid, number=None)
    waiting = list(held.select_related("list").order_by("base_version", "pk"))
    while waiting:
        left = [each for each in waiting if not _tried(each)]
        if len(left) == len(waiting):
            return
        waiting = left


def _tried(held: EntityVersion, *, forced: bool = False) -> bool:
    """Whether a waiting request is settled now: carried out, or found to be impossible."""
    held.list.refresh_from_db()
    try:
        return _apply(held, Request(**held.request), forced=forced)
    except Failed as failed:
        _note(held.submission, held.position, failed)
        held.delete()
        return True


@act("file_entities")
def carry_out_held_entities(actor, here, *, now: datetime | None = None) -> int:
    """Carry out updates whose predecessor has not come in time, oldest first. Says how many there were."""
    before = (now or timezone.now()) - timedelta(HELD_DAYS)
    late = EntityVersion.objects.filter(number=None, received_at__lt=before)
    done = 0
    for key in list(late.order_by("base_version", "pk").values_list("pk", flat=True)):
        held = EntityVersion.objects.select_related("list", "submission").filter(pk=key, number=None).first()
        if held is None:  # the one before it was late too, and led to this one
            continue
        EntityList.objects.select_for_update().get(pk=held.list_id)
        done += _tried(held, forced=True)
        _release(held.list, str(held.entity_uuid))
    return done


@act("amend")
def settle_entity(actor, entity: Entity) -> None:
    """Say that what an entity holds after a conflict is right."""
    entity.conflict = ""
    entity.save(update_fields=["conflict"])


@act("amend")
def delete_entity(actor, entity: Entity, *, because: str = "") -> None:
    """Take an entity out of its list. Its history stays; phones drop it at their next connection."""
    entity.is_deleted = True
    entity.save(update_fields=["is_deleted"])
    entity.list.revision += 1
    entity.list.save(update_fields=["revision"])


@act("amend")
def require_approval(actor, entities: EntityList, *, required: str) -> None:
    """Say whether somebody must approve a record before it makes an entity: `required` "yes" or "no"."""
    entities.approval_required = required == "yes"
    entities.save(update_fields=["approval_required"])
