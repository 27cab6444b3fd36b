"""A list of entities as phones get it, and which of its entities are gone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import lru_cache

from vigie.intake.lists.table import csv_bytes
from vigie.intake.models import Entity, EntityList, FormFile

# Lists held in memory in their newest states; each of some hundred kilobytes.
LISTS_HELD = 32


def list_of(file: FormFile) -> EntityList | None:
    """The list that a form's file is made of: always one of the organisation that answers for the form."""
    owner = file.version.form.organisation_id
    return EntityList.objects.filter(organisation=owner, name=file.entity_list).first()


def table(entities: EntityList) -> bytes:
    return _table(entities.pk, entities.revision, tuple(entities.properties))


@lru_cache(maxsize=LISTS_HELD)
def _table(pk: int, revision: int, properties: tuple[str, ...]) -> bytes:
    """The CSV of one state of a list: the revision rises with every change."""
    standing = Entity.objects.filter(list=pk).standing()
    rows = (
        (str(uuid), label, version, *(values.get(name, "") for name in properties))
        for uuid, label, version, values in standing.values_list("uuid", "label", "version", "properties")
    )
    return csv_bytes(("name", "label", "__version", *properties), rows)


def deleted(file: FormFile, asked: Sequence[str]) -> list[tuple[str, bool]]:
    """For each identifier asked about, whether the entity was deleted here.

    One that was never here is not deleted: it may wait on the very phone that asks.
    """
    found = list_of(file)
    known = [text for text in asked if _is_uuid(text)]
    gone = set()
    if found is not None:
        away = Entity.objects.filter(list=found, uuid__in=known, is_deleted=True)
        gone = {str(each) for each in away.values_list("uuid", flat=True)}
    return [(text, text.lower().removeprefix("uuid:") in gone) for text in asked]


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
