"""Entities: what a filled form asks to make or to change, and what becomes of it, out of order or in conflict.

The rules are the ODK Entities specification's (2022.1 to 2025.1) and, where it is silent, those that servers
keep: an update on an old version is applied and marked, and an update made offline waits for the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from vigie.core.xforms.definition import Definition, EntityDeclaration
from vigie.core.xforms.instance import Answers, EntityNode, Instance

NEWEST = (2025, 1)
HARD, SOFT = "hard", "soft"
YES = ("1", "true")

_VERSION = re.compile(r"(\d{4})\.(\d+)(\.\d+)?")
_UUID = re.compile(r"(?:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_NAME = re.compile(r"(?!__)[^\W\d][\w-]*")
_RESERVED = ("name", "label")


class Failed(ValueError):
    """One entity could not be made or changed; the record that asked for it stands. `code` says why."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code} {value}".strip())
        self.code, self.value = code, value


@dataclass(frozen=True)
class Request:
    """What one record asks for one entity. `base`: 0 where no version is told.

    `trunk` is the version that the phone had from the server, None for an entity made on the phone itself;
    `branch` names the phone's own line of changes since then, "" where it was online.
    """

    dataset: str
    uuid: str
    create: bool
    update: bool
    label: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    base: int = 0
    trunk: int | None = None
    branch: str = ""


@dataclass(frozen=True)
class Version:
    """One state of an entity. `branch_base` is the version that the phone's line counted from.

    `forced`: made although the record that should have made it had not come.
    """

    number: int
    label: str
    properties: dict[str, str]
    branch: str = ""
    branch_base: int | None = None
    forced: bool = False


@dataclass(frozen=True)
class Applied:
    """The new state, and whether it meets changes that the person had not seen: None, "soft" or "hard"."""

    version: Version
    conflict: str | None = None


@dataclass(frozen=True)
class Held:
    """An offline update whose predecessor has not come yet."""


def unknown_version(entities_version: str) -> bool:
    """Whether a form follows a version of the specification that this node does not know.

    One that names none was written by hand: it is read as the others.
    """
    if not entities_version:
        return False
    found = _VERSION.fullmatch(entities_version)
    return found is None or (int(found[1]), int(found[2])) > NEWEST


def declared_faults(definition: Definition) -> Iterator[tuple[str, str]]:
    """What is wrong with the entities that a form declares: codes with the name that each is about."""
    if not definition.entities:
        return
    if unknown_version(definition.entities_version):
        yield "unknown_entities_version", definition.entities_version
    for declared in definition.entities:
        if not _NAME.fullmatch(declared.dataset):
            yield "bad_list_name", declared.dataset
        for name in declared.saves.values():
            if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
                yield "bad_property_name", name


def requests(definition: Definition, instance: Instance) -> Iterator[Request | Failed]:
    """What a record asks, in its order; a request that cannot be read is given as why."""
    for node in instance.entities:
        try:
            request = _request(definition, node)
        except Failed as failed:
            yield failed
        else:
            if request.create or request.update:
                yield request


def _request(definition: Definition, node: EntityNode) -> Request:
    said = node.attributes
    dataset = said.get("dataset", "").strip()
    create, update = said.get("create") in YES, said.get("update") in YES
    declared = next((each for each in definition.entities if each.dataset == dataset), None)
    if declared is None:
        raise Failed("unknown_list", dataset)
    found = _UUID.fullmatch(said.get("id", "").strip())
    if found is None and (create or update):
        raise Failed("not_a_uuid", said.get("id", ""))
    for asked, allowed, verb in ((create, declared.create, "create"), (update, declared.update, "update")):
        if asked and not allowed:
            raise Failed("not_declared", verb)
    return Request(
        dataset=dataset,
        uuid=found[1].lower() if found else "",
        create=create,
        update=update,
        label=node.label.strip(),
        properties=_properties(declared, definition.entities, node.scope),
        base=_counted(said.get("baseVersion", "")) or 0,
        trunk=_counted(said.get("trunkVersion", "")),
        branch=said.get("branchId", "").strip(),
    )


def _properties(
    declared: EntityDeclaration, others: Sequence[EntityDeclaration], scope: Answers
) -> dict[str, str]:
    """The values to keep. An answer that was not relevant is absent and leaves what is there.

    What lies within the group of another entity, further in, belongs to that one.
    """
    own = _group(declared)
    inner = tuple(f"{_group(each)}/" for each in others if _group(each).startswith(f"{own}/"))
    found = {
        name: _answer(scope, path.removeprefix(f"{own}/").split("/"))
        for path, name in declared.saves.items()
        if not path.startswith(inner)
    }
    return {name: value for name, value in found.items() if value is not None}


def _group(declared: EntityDeclaration) -> str:
    """The path of the group, repeat or form whose entity this is."""
    return declared.path.removesuffix("/meta/entity")


def _answer(answers: Answers, parts: list[str]) -> str | None:
    here = answers
    for name in parts:
        here = here.get(name) if isinstance(here, dict) else None
    return here if isinstance(here, str) else None


def _counted(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text[:9]) > 0 else None


def apply(
    request: Request, history: Sequence[Version], *, conflict: str | None = None, forced: bool = False
) -> Applied | Held:
    """What becomes of an entity with this `history` (oldest first, empty if there is none). Raises `Failed`.

    `conflict` is the mark that it bears already; only a person takes it away. `forced`: apply it although
    what came before it has not arrived.
    """
    if request.update:
        try:
            return _updated(request, history, conflict, forced)
        except Failed as failed:
            if failed.code != "unknown_entity" or not (request.create or forced):
                raise
            return _created(request, forced)
    if history:
        if history[0].forced:
            return _completed(request, history[-1], conflict)
        raise Failed("exists", request.uuid)
    return _created(request, forced=False)


def _created(request: Request, forced: bool) -> Applied:
    label = request.label or (request.uuid if forced else "")
    if not label:
        raise Failed("no_label", request.uuid)
    branch_base = request.base if forced else None
    return Applied(Version(1, label, request.properties, request.branch, branch_base, forced))


def _completed(request: Request, current: Version, conflict: str | None) -> Applied:
    """The record that makes an entity, come after the changes that were not made to wait: they stand."""
    label = request.label if current.label == request.uuid and request.label else current.label
    properties = {**request.properties, **current.properties}
    version = replace(
        current, number=current.number + 1, label=label, properties=properties, branch="", branch_base=None
    )
    return Applied(version, conflict or SOFT)


def _updated(
    request: Request, history: Sequence[Version], conflict: str | None, forced: bool
) -> Applied | Held:
    base = _base(request, history)
    if base is None and request.branch:
        if not forced:
            return Held()
        base = history[-1] if history else None
    if not history:
        raise Failed("unknown_entity", request.uuid)
    if base is None:
        raise Failed("unknown_base", str(request.base))
    if request.branch and (request.trunk or 0) > history[-1].number:
        raise Failed("unknown_base", str(request.trunk))
    return _merged(request, history, base, conflict)


# What a person saw who names no version: nothing, so that whatever is there now they had not seen.
_NOTHING = Version(0, "", {})


def _base(request: Request, history: Sequence[Version]) -> Version | None:
    """The state on which the person worked, if it is here."""
    if not request.branch:
        known = {0: _NOTHING, **{each.number: each for each in history}}
        return known.get(request.base)
    if request.base in (1, request.trunk):
        return next((each for each in history if each.number == request.base), None)
    own = (each for each in history if each.branch == request.branch)
    return next((each for each in own if (each.branch_base or 0) == request.base - 1), None)


def _merged(request: Request, history: Sequence[Version], base: Version, conflict: str | None) -> Applied:
    current = history[-1]
    mark = _mark(request, history, base)
    version = replace(
        current,
        number=current.number + 1,
        label=request.label or current.label,
        properties={**current.properties, **request.properties},
        branch=request.branch,
        branch_base=request.base if request.branch else None,
    )
    return Applied(version, HARD if HARD in (conflict, mark) else conflict or mark)


def _mark(request: Request, history: Sequence[Version], base: Version) -> str | None:
    current = history[-1]
    if base.number != current.number:
        return HARD if _both_changed(request, base, current) else SOFT
    return SOFT if _interrupted(request, history) else None


def _both_changed(request: Request, base: Version, current: Version) -> bool:
    """Whether this request sets otherwise what others had changed since `base`."""
    was, now = {**base.properties, "label": base.label}, {**current.properties, "label": current.label}
    said = {**request.properties, **({"label": request.label} if request.label else {})}
    return any(
        name in now and now[name] != was.get(name) and now[name] != value for name, value in said.items()
    )


def _interrupted(request: Request, history: Sequence[Version]) -> bool:
    """Whether somebody else's change stands between a phone's own ones."""
    if not request.branch or request.trunk is None:
        return False
    return any(each.number > request.trunk and each.branch != request.branch for each in history)
