"""Committees at work: seats, sittings alone and together, in camera, published, shared, under embargo and held."""
# ruff: noqa: E501 - tables with a column for each visitor

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tests.drawn import table
from vigie.access import NodeActor
from vigie.parliament import acts
from vigie.parliament.acts.attendance import Mark

NODE = NodeActor()
NOBODY = UUID("00000000-0000-4000-8000-000000000000")
NINE = datetime(2027, 3, 2, 9, tzinfo=UTC)
EVERYBODY = (
    "public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme"
    " operator node"
)
# Sittings: own, camera, joint, public, shared, embargoed, past (held, published with its minutes), closed (held in
# camera), cancelled.
SEEN = table("""
what          public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator node
Seat          0      3     3      3      3     3        3        3        3        3           3          3       0         0        3
Quorum        1      1     1      1      1     1        1        1        1        1           1          1       1         1        1
Sitting       2      9     9      9      9     4        4        2        2        2           2          2       2         2        9
AgendaItem    2      9     9      9      9     4        4        2        2        2           2          2       2         2        9
Document      0      3     3      3      3     1        1        0        0        0           0          0       0         0        3
Attendance    0      3     3      3      3     0        0        0        0        0           0          0       0         0        3
Headcount     0      1     1      1      1     0        0        0        0        0           0          0       0         0        1
Witness       0      3     3      3      3     0        0        0        0        0           0          0       0         0        3
Contribution  1      1     1      1      1     1        1        1        1        1           1          1       1         1        1
Minutes       1      3     3      3      3     1        1        1        1        1           1          1       1         1        3
CalendarKey   0      1     0      0      0     0        0        0        0        0           0          0       0         0        0
""")
MAY = table("""
what                public clerk chair clerk_ml chair_ml clerk_ne node
Seat:amend          0      2     2     1        1        0        3
Sitting:amend       0      9     9     0        0        0        9
Sitting:preside     0      0     9     0        0        0        9
Document:amend      0      3     3     0        0        0        3
CalendarKey:amend   0      1     0     0        0        0        0
""")
MAY |= {
    "Seat:count": dict.fromkeys(EVERYBODY.split(), "3"),
    "Headcount:count": dict.fromkeys(EVERYBODY.split(), "1"),
    "Attendance:count": {
        **dict.fromkeys(EVERYBODY.split(), "2"),
        **dict.fromkeys(["clerk", "member", "second", "chair", "node"], "3"),
    },
    "Witness:count": {
        **dict.fromkeys(EVERYBODY.split(), "2"),
        **dict.fromkeys(["clerk", "member", "second", "chair", "node"], "3"),
    },
}
PAGES = table("""
address               who         as
parliament            everybody   -
sittings              everybody   json,csv,xlsx
sitting               drawn       json
sitting-new           drawn       -
sitting-do            drawn       -
sitting-attendance    drawn       -
sitting-documents     everybody   -
sitting-document      drawn       -
committee             drawn       json
committee-attendance  drawn       json,csv,xlsx
committee-calendar    drawn       -
seat-new              drawn       -
committee-quorum      drawn       -
seat                  drawn       -
calendar-keys         signed-in   -
women                 everybody   json,csv,xlsx
""")
BOTH_WAYS = {
    "sitting-new", "sitting-do", "sitting-attendance", "seat-new", "seat", "calendar-keys", "committee-quorum",
}  # fmt: skip
DOINGS = {"sitting-document-withdraw", "calendar-key-revoke", "sitting-strike"}
APART = {"keyed-calendar", "keyed-committee-calendar"}

ALL = " ".join(each for each in EVERYBODY.split() if each != "node")
_OPEN = f"thing {ALL}\n{{}} " + " ".join("x" for _each in ALL.split())
OPENS = {
    "sitting": table("""
thing     public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator
own       .      x     x      x      x     .        .        .        .        .           .          .       .         .
camera    .      x     x      x      x     .        .        .        .        .           .          .       .         .
joint     .      x     x      x      x     x        x        .        .        .           .          .       .         .
agenda    x      x     x      x      x     x        x        x        x        x           x          x       x         x
shared    .      x     x      x      x     x        x        .        .        .           .          .       .         .
embargo   .      x     x      x      x     .        .        .        .        .           .          .       .         .
past      x      x     x      x      x     x        x        x        x        x           x          x       x         x
closed    .      x     x      x      x     .        .        .        .        .           .          .       .         .
"""),
    "sitting-new": table("""
thing    clerk chair
bf       x     x
"""),
    "sitting-do": table("""
thing     clerk chair
agenda    x     x
share     x     x
open      .     x
heard     x     x
minutes   x     x
adopt     .     x
"""),
    "sitting-attendance": table("""
thing    clerk chair
past     x     x
"""),
    "sitting-document": table("""
thing     clerk member second chair clerk_ml chair_ml
within    x     x      x      x     .        .
abroad    x     x      x      x     x        x
camera    x     x      x      x     .        .
"""),
    "committee": table(_OPEN.format("bf")),
    "committee-attendance": table(_OPEN.format("bf")),
    "committee-calendar": table(_OPEN.format("bf")),
    "seat-new": table("""
thing    clerk chair
bf       x     x
"""),
    "committee-quorum": table("""
thing    clerk chair
bf       x     x
"""),
    "seat": table("""
thing    clerk chair
own      x     x
"""),
}  # fmt: skip


def build(world) -> None:
    clerk, chair = world.accounts["clerk"], world.accounts["chair"]
    committees = world.things["committees"]
    _seats(world)

    def sitting(days: int, kind: str, word: str, **more):
        start = NINE + timedelta(days)
        return acts.schedule(
            clerk, world.bodies["commission-bf"], kind=kind, title=word, starts_at=start,
            ends_at=start + timedelta(hours=3), agenda=[f"{word} point"], **more,
        )  # fmt: skip

    found = {
        "own": sitting(0, "ordinary", "Zqordinaire"),
        "camera": sitting(1, "in_camera", "Zqhuis"),
        "joint": sitting(2, "joint", "Zqjointe", joint_bodies=[world.bodies["commission-ml"]]),
        "agenda": sitting(3, "hearing", "Zqpublie"),
        "shared": sitting(4, "ordinary", "Zqmiseencommun"),
        "embargo": sitting(5, "ordinary", "Zqretenue"),
        "past": sitting(-400, "forum", "Zqpasse"),
        "closed": sitting(-399, "in_camera", "Zqcloture"),
        "cancelled": sitting(6, "ordinary", "Zqannule"),
    }
    acts.publish_agenda(clerk, found["agenda"])
    acts.share_sitting(clerk, found["shared"], tlp="TLP:AMBER", circles=[committees])
    later = timezone.now() + timedelta(300)
    acts.share_sitting(clerk, found["embargo"], tlp="TLP:AMBER", circles=[committees], embargo_until=later)
    acts.cancel(clerk, found["cancelled"], because="Zqraison")
    _held(
        world,
        found["past"],
        "Zqrendu",
        clerk,
        chair,
        {world.things["seat"]: "present", world.things["other"]: "late"},
    )
    _held(world, found["closed"], "Zqsecretrendu", clerk, chair, {world.things["seat"]: "absent"})
    acts.publish_minutes(chair, found["past"])
    _recorded(world, clerk, found)
    _documents(world, clerk, found, committees)
    key, secret = acts.give_key(clerk, clerk, label="Zqtelephone")
    world.things.update({f"sitting-{name}": each for name, each in found.items()}, key=key, secret=secret)
    world.things.update(
        {name: found[name] for name in ("own", "camera", "joint")}
    )  # what other parts refer to


def _seats(world) -> None:
    clerk, body = world.accounts["clerk"], world.bodies["commission-bf"]
    first = acts.add_seat(clerk, body, holder="Zqdeputee", since=date(2025, 1, 6), post="chair", sex="female")
    other = acts.add_seat(clerk, body, holder="Zqdepute", since=date(2025, 1, 6), sex="male")
    clerk_ml, mali = world.accounts["clerk_ml"], world.bodies["commission-ml"]
    acts.add_seat(clerk_ml, mali, holder="Zqmalienne", since=date(2025, 1, 6), sex="female")
    acts.set_quorum(clerk, body, rule="majority", source="Règlement fictif, article 3")
    world.things.update(seat=first, other=other)


def _held(world, sitting, word: str, clerk, chair, there: dict) -> None:
    acts.open_sitting(chair, sitting, at=sitting.starts_at)
    acts.close_sitting(chair, sitting, at=sitting.ends_at)
    marks = {seat.uuid: Mark(reason) for seat, reason in there.items()}
    acts.record_attendance(clerk, sitting, recorded="recorded", marks=marks)
    acts.draft_minutes(clerk, sitting, text=word)
    acts.adopt_minutes(chair, sitting, on=sitting.starts_at.date())


def _recorded(world, clerk, found: dict) -> None:
    """A forum with its participants, three persons heard, and minutes that are still a draft."""
    past, closed = found["past"], found["closed"]
    acts.hear(clerk, past, role="minister", name="Zqministre", function="Zqfonction", sex="male")
    world.things["heard"] = acts.hear(clerk, past, role="force", institution="Zqunite", sex="female")
    acts.hear(clerk, closed, role="citizen", function="Zqplaignante", sex="female")
    acts.count_people(clerk, past, role="civil_society", number=12, country="BF", sex="female")
    acts.contribute(
        clerk, past, role="civil_society", institution="Zqassociation", text="Zqapport", country="ML"
    )
    acts.open_sitting(NODE, found["own"], at=timezone.now())
    acts.draft_minutes(clerk, found["own"], text="Zqprojet")


def _documents(world, clerk, found: dict, committees) -> None:
    def document(name: str, sitting, tlp: str, **more):
        world.things[f"document-{name}"] = acts.add_document(
            clerk, sitting, title=f"Zq{name}titre", filename=f"{name}.txt", media_type="text/plain",
            pieces=[f"Zq{name}texte".encode()], tlp=tlp, **more,
        )  # fmt: skip

    document("within", found["own"], "TLP:AMBER+STRICT")
    document("abroad", found["joint"], "TLP:AMBER", circles=[committees])
    document("camera", found["camera"], "TLP:AMBER+STRICT")


def examples(world) -> dict:
    def sitting(*names: str) -> dict:
        return {name: {"uuid": world.things[f"sitting-{name}"].uuid} for name in names} | {
            "absent": {"uuid": NOBODY}
        }

    def do(name: str, doing: str) -> dict:
        return {"uuid": world.things[f"sitting-{name}"].uuid, "doing": doing}

    body = {"bf": {"slug": "commission-bf"}, "absent": {"slug": "nulle-part"}}
    return {
        "sitting": sitting("own", "camera", "joint", "agenda", "shared", "embargo", "past", "closed"),
        "sitting-new": body, "committee": body, "committee-attendance": body, "committee-calendar": body,
        "seat-new": body, "committee-quorum": body, "sitting-attendance": sitting("past"),
        "sitting-do": {
            "agenda": do("camera", "ordre-du-jour"), "share": do("own", "partager"), "open": do("shared", "ouvrir"),
            "heard": do("past", "entendre"), "minutes": do("own", "compte-rendu"), "adopt": do("past", "adopter"),
            "absent": {"uuid": NOBODY, "doing": "ordre-du-jour"},
        },
        "sitting-document": {
            **{name: {"uuid": world.things[f"document-{name}"].uuid} for name in ("within", "abroad", "camera")},
            "absent": {"uuid": NOBODY},
        },
        "sitting-document-withdraw": {"own": {"uuid": world.things["document-within"].uuid}},
        "seat": {"own": {"uuid": world.things["seat"].uuid}, "absent": {"uuid": NOBODY}},
        "sitting-strike": {
            "own": {"uuid": world.things["sitting-past"].uuid, "what": "temoin", "line": world.things["heard"].uuid}
        },
        "calendar-key-revoke": {"own": {"uuid": world.things["key"].uuid}},
    }  # fmt: skip


def words(world) -> dict:
    own = {"clerk", "member", "second", "chair"}
    joint = {*own, "clerk_ml", "chair_ml"}
    everybody = set(ALL.split())
    bodies = everybody - {"public", "programme", "operator"}
    return {
        "Zqordinaire": own, "Zqhuis": own, "Zqjointe": joint, "Zqpublie": everybody, "Zqmiseencommun": joint,
        "Zqretenue": own, "Zqpasse": everybody, "Zqcloture": own, "Zqannule": own,
        "Zqrendu": everybody, "Zqsecretrendu": own, "Zqprojet": own, "Zqministre": own, "Zqunite": own,
        "Zqplaignante": own, "Zqassociation": own, "Zqapport": everybody, "Zqwithintitre": own, "Zqabroadtitre": joint,
        "Zqcameratitre": own, "Zqwithintexte": own, "Zqabroadtexte": joint, "Zqcameratexte": own,
        "Zqdeputee": bodies, "Zqtelephone": {"clerk"},
    }  # fmt: skip
