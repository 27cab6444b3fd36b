"""Files of sittings: who makes copies, for whom, and who knows of them."""

from __future__ import annotations

from tests.drawn import table
from vigie.briefing import acts

SEEN = table("""
what   clerk member chair node
Copy   2     1      2     2
""")
MAY = table("""
what            clerk member second chair clerk_ml chair_ml
Sitting:brief   9     9      9      9     1        1
""")
PAGES = table("""
name     who    as
dossier  drawn  -
""")
DOINGS = {"dossier-copy", "dossier-all"}
OPENS = {
    "dossier": table("""
thing    clerk member second chair clerk_ml chair_ml
own      x     x      x      x     .        .
camera   x     x      x      x     .        .
joint    x     x      x      x     x        x
""")
}


def build(world) -> None:
    clerk, member = world.accounts["clerk"], world.accounts["member"]
    acts.number_copy(clerk, world.things["own"], reader=member)
    acts.number_copy(clerk, world.things["own"], reader=clerk)


def examples(world) -> dict:
    sittings = {name: {"uuid": world.things[name].uuid} for name in ("own", "camera", "joint")}
    nobody = "00000000-0000-4000-8000-000000000000"
    reader = {"reader": world.accounts["member"].uuid}
    return {
        "dossier": {**sittings, "absent": {"uuid": nobody}},
        "dossier-all": {"own": sittings["own"]},
        "dossier-copy": {"own": {**sittings["own"], **reader}},
    }


def words(world) -> dict[str, tuple[str, ...]]:
    """A member's copies are listed to who makes them: the word is the member's name for signing in."""
    return {"second-1</b>": ("clerk", "second", "chair")}
