"""Three invented parliaments' committees, two ministries and their partners, in one small world."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.oversight.drawn import parts
from vigie.access import NodeActor
from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node

NODE = NodeActor()
PASSWORD = "quatre mots sans suite"

# slug → kind, country, parent, member of the civil-society platform
BODIES = {
    "assemblee-bf": ("parliament", "BF", None, False),
    "assemblee-ml": ("parliament", "ML", None, False),
    "assemblee-ne": ("parliament", "NE", None, False),
    "commission-bf": ("committee", "BF", "assemblee-bf", False),
    "commission-ml": ("committee", "ML", "assemblee-ml", False),
    "commission-ne": ("committee", "NE", "assemblee-ne", False),
    "ministere-bf": ("ministry", "BF", None, False),
    "ministere-ml": ("ministry", "ML", None, False),
    "cadre": ("regional", "", None, False),
    "institut": ("study_centre", "BF", None, False),
    "aube": ("observatory", "BF", None, True),
    "appui": ("programme", "", None, False),
}
# visitor: role, body. "second" sits in the same committee as "member" and is named in nothing.
VISITORS = {
    "clerk": ("clerk", "commission-bf"), "member": ("member", "commission-bf"),
    "second": ("member", "commission-bf"), "chair": ("chair", "commission-bf"),
    "clerk_ml": ("clerk", "commission-ml"), "chair_ml": ("chair", "commission-ml"),
    "clerk_ne": ("clerk", "commission-ne"), "ministry": ("ministry", "ministere-bf"),
    "ministry_ml": ("ministry", "ministere-ml"), "researcher": ("researcher", "institut"),
    "analyst": ("analyst", "aube"), "programme": ("programme", "appui"), "operator": ("operator", "appui"),
}  # fmt: skip
PUBLIC = "public"
EVERYBODY = (PUBLIC, *VISITORS)
GROUPS = {
    "everybody": EVERYBODY,
    "signed-in": tuple(VISITORS),
    "committees": ("clerk", "member", "second", "chair", "clerk_ml", "chair_ml", "clerk_ne"),
    "clerks": ("clerk", "clerk_ml", "clerk_ne"),
    "running": ("clerk", "chair", "clerk_ml", "chair_ml", "clerk_ne"),
    "sharers": ("clerk", "chair", "clerk_ml", "chair_ml", "clerk_ne", "ministry", "ministry_ml", "researcher"),
    "inheritors": ("clerk", "chair", "clerk_ml", "chair_ml", "clerk_ne", "ministry", "ministry_ml"),
    "ministries": ("ministry", "ministry_ml"),
    "answering": ("clerk", "chair", "clerk_ml", "chair_ml", "clerk_ne", "ministry", "ministry_ml"),
    "bodies": ("clerk", "member", "second", "chair", "clerk_ml", "chair_ml", "clerk_ne", "ministry", "ministry_ml",
               "researcher", "analyst"),
}  # fmt: skip


@dataclass
class World:
    """`things` by the names that the parts gave them."""

    folder: Path
    node: Node = None
    bodies: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)

    @classmethod
    def made(cls, folder: Path, without: tuple[str, ...] = ()) -> World:
        """The world with what every part adds; `without` leaves parts out."""
        world = cls(folder)
        world.node = Node.objects.create(name="Essai", fictional=True)
        for slug, (kind, country, parent, member) in BODIES.items():
            world.bodies[slug] = Organisation.objects.create(
                slug=slug, name=f"Nom de {slug}", classification=kind, country=country, is_member=member,
                parent=world.bodies.get(parent),
            )  # fmt: skip
        for name, (role, body) in VISITORS.items():
            world.accounts[name] = Account.objects.create_user(
                f"{name}-1", PASSWORD, role=role, organisation=world.bodies[body]
            )
        for part in parts():
            if hasattr(part, "build") and part.__name__.rpartition(".")[2] not in without:
                part.build(world)
        return world

    def actor(self, visitor: str):
        """The account of a visitor; the installation itself for "node"."""
        return NODE if visitor == "node" else self.accounts[visitor]
