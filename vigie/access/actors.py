"""Who acts: roles, and the installation itself."""

from __future__ import annotations

from dataclasses import dataclass

ANALYSTS = ("analyst", "coordinator")

OVERSEERS = ("clerk", "member", "chair", "researcher")

ROLES = ("monitor", "analyst", "coordinator", "clerk", "member", "chair", "ministry", "researcher", "programme",
         "operator")  # fmt: skip


@dataclass(frozen=True)
class NodeActor:
    """The installation itself, when a command acts on the machine where it runs."""

    organisation: object = None
    role: str = "node"
    is_authenticated: bool = True


def role_of(actor) -> str:
    return getattr(actor, "role", "public") or "public"


def organisation_of(actor):
    return getattr(actor, "organisation_id", None)
