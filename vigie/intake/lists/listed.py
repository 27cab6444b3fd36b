"""A file that a form names, as one reader gets it, where it is made and not stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from vigie.intake.lists import entities, register
from vigie.intake.models import FormFile


@dataclass(frozen=True)
class Listed:
    """One list for one reader: the very bytes that are served, and their MD5.

    `is_entities`: the manifest says so, and tells where to ask which of them are gone. `needs_approval`: what
    a record makes of the list waits until somebody has approved it.
    """

    data: bytes
    md5: str
    is_entities: bool = False
    needs_approval: bool = False


def is_made(file: FormFile) -> bool:
    """Whether this file is made at each request. Bytes that somebody brought always come first."""
    if file.sha256:
        return False
    return bool(file.entity_list) or (file.name in register.BUILT_IN and register.is_there(file.name))


def listed(actor, file: FormFile) -> Listed | None:
    """The list for this reader; None where there is nothing to give yet.

    The caller has found `file` through a form that the actor may fill: that is who may have a list.
    """
    if not is_made(file):
        return None
    if file.entity_list:
        found = entities.list_of(file)
        if found is None:
            return None
        return _listed(entities.table(found), is_entities=True, needs_approval=found.approval_required)
    return _listed(register.BUILT_IN[file.name](actor))


def _listed(data: bytes, **about: bool) -> Listed:
    return Listed(data, hashlib.md5(data, usedforsecurity=False).hexdigest(), **about)
