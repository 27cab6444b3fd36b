"""Committees at work: seats, sittings alone and together, in camera, published and shared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.drawn import table
from vigie.parliament import acts

NINE = datetime(2027, 3, 2, 9, tzinfo=UTC)

EVERYBODY = (
    "public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme"
    " operator node"
)
SEEN = table("""
what        public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst node
Seat        0      2     2      2      2     2        2        2        2        2           2          2       2
Sitting     0      3     3      3      3     1        1        0        0        0           0          0       3
AgendaItem  0      3     3      3      3     1        1        0        0        0           0          0       3
Quorum      0      0     0      0      0     0        0        0        0        0           0          0       0
Document    0      0     0      0      0     0        0        0        0        0           0          0       0
""")
MAY = table("""
what             public clerk chair clerk_ml programme operator node
Seat:amend       0      2     2     0        0         0        2
Sitting:amend    0      3     3     0        0         0        3
Sitting:preside  0      0     3     0        0         0        3
Document:amend   0      0     0     0        0         0        0
""")
MAY["Seat:count"] = dict.fromkeys(EVERYBODY.split(), "2")
PAGES = table("""
address      who        as
sittings     everybody  json,csv,xlsx
sitting      drawn      json
sitting-new  drawn      -
""")
BOTH_WAYS = {"sitting-new"}
OPENS = {
    "sitting": table("""
thing    clerk member second chair clerk_ml chair_ml
own      x     x      x      x     .        .
camera   x     x      x      x     .        .
joint    x     x      x      x     x        x
"""),
    "sitting-new": table("""
thing    clerk chair
bf       x     x
"""),
}


def build(world) -> None:
    clerk, body = world.accounts["clerk"], world.bodies["commission-bf"]
    acts.add_seat(clerk, body, holder="Zqdeputee", since=date(2025, 1, 6), post="chair", sex="female")
    acts.add_seat(clerk, body, holder="Zqdepute", since=date(2025, 1, 6), sex="male")

    def sitting(days: int, kind: str, word: str, **more):
        start = NINE + timedelta(days)
        return acts.schedule(
            clerk, body, kind=kind, title=word, starts_at=start, ends_at=start + timedelta(hours=3),
            agenda=[f"{word} point"], **more,
        )  # fmt: skip

    world.things.update(
        own=sitting(0, "ordinary", "Zqpropre"),
        camera=sitting(1, "in_camera", "Zqhuis"),
        joint=sitting(2, "joint", "Zqjointe", joint_bodies=[world.bodies["commission-ml"]]),
    )


def examples(world) -> dict:
    nobody = "00000000-0000-4000-8000-000000000000"
    sitting = {name: {"uuid": world.things[name].uuid} for name in ("own", "camera", "joint")}
    return {
        "sitting": {**sitting, "absent": {"uuid": nobody}},
        "sitting-new": {"bf": {"slug": "commission-bf"}, "absent": {"slug": "nulle-part"}},
    }


def words(world) -> dict:
    own = {"clerk", "member", "second", "chair"}
    return {"Zqpropre": own, "Zqhuis": own, "Zqjointe": {*own, "clerk_ml", "chair_ml"}}
