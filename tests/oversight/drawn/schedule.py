"""Deadlines, what was inherited, and the schedule of outstanding responses."""

# ruff: noqa: E501 - a drawn table is one line a row

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.drawn import table
from vigie.directory import acts as directory
from vigie.directory.models import Organisation
from vigie.followup import acts
from vigie.followup.said import Said

SOURCES = [{"text": "Bulletin inventé n° 2"}]
# A visitor without a column sees nothing.
SEEN = table("""
what         public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator node
Deadline     2      22    22     20     20    8        8        4        14       4           2          2       2         2        26
Inheritance  0      0     0      0      0     0        0        1        0        0           0          0       0         0        1
""")
MAY = table("""
what                  clerk chair clerk_ml chair_ml clerk_ne node
Recommendation:time   11    10    1        1        1        13
""")
PAGES = table("""
page            who        as
schedule        everybody  json,csv,xlsx
schedule-paper  everybody  -
deadline        drawn      -
inherit         inheritors -
""")
BOTH_WAYS = {"deadline", "inherit"}
DOINGS = {"pass-on"}
OPENS = {
    "deadline": table("""
what       clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator public
draft      .     .      .      .     .        .        .        .        .           .          .       .         .        .
own        x     .      .      x     .        .        .        .        .           .          .       .         .        .
shared     x     .      .      x     .        .        .        .        .           .          .       .         .        .
red        x     .      .      .     .        .        .        .        .           .          .       .         .        .
inherited  .     .      .      .     .        .        x        .        .           .          .       .         .        .
""")
}


def build(world) -> None:
    """A recommendation of a body that was dissolved, inherited by the committee that took over."""
    node, committee = world.actor("node"), world.bodies["commission-ne"]
    older = Organisation.objects.create(
        slug="ancienne-ne", name="Nom de ancienne-ne", classification="committee", country="NE"
    )
    said = Said(
        title="Zqheritee", text="Que cela soit fait.", addressee=world.bodies["institut"], kind="law",
        source_kind="forum", source_words="Un constat.",
    )  # fmt: skip
    row = acts.recommend(node, older, said=said)
    today = timezone.localdate()
    acts.issue(node, row, on=today - timedelta(40), response_due=today - timedelta(10))
    directory.end_body(
        node, older, sources=SOURCES, how="succeeded", later=committee, date=(today - timedelta(20)).isoformat(),
        legal_act="Décret inventé n° 4",
    )  # fmt: skip
    acts.inherit(world.accounts["clerk_ne"], committee, from_body=older)
    row.refresh_from_db()
    world.things["asked-inherited"] = row


def examples(world) -> dict:
    things = {name: {"ref": world.things[f"asked-{name}"].ref} for name in OPENS["deadline"]}
    return {"deadline": {**things, "absent": {"ref": "R-1999-001"}}}


def words(world) -> dict[str, set[str]]:
    return {"Zqheritee": {"clerk_ne"}}
