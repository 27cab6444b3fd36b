"""Site visits and what their reports let others read; requests for information and who may know of them."""

from __future__ import annotations

from datetime import date

from tests.drawn import table
from vigie.parliament import acts
from vigie.parliament.acts import Found
from vigie.places.models import Area, Generation
from vigie.sharing import acts as sharing
from vigie.sharing.models import AnswerFile
from vigie.sharing.said import Given

EVERYBODY = (
    "public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme"
    " operator node"
)
SEEN = table("""
what         clerk member second chair node
SiteVisit    1     1      1      1     1
Finding      2     2      2      2     2
Photo        0     0      0      0     0
VisitReport  0     0      0      0     0
""")
SEEN |= table("""
what                clerk member second chair clerk_ml chair_ml clerk_ne researcher node
InformationRequest  4     4      3      3     2        3        1        1          5
AnswerFile          1     1      1      1     0        0        0        1          1
""")
SEEN["Checklist"] = dict.fromkeys(EVERYBODY.split(), "1")
MAY = table("""
what               clerk chair node
SiteVisit:amend    1     1     1
Finding:recommend  2     2     2
Photo:amend        0     0     0
VisitReport:adopt  0     0     0
""") | table("""
what                       clerk chair clerk_ml chair_ml clerk_ne node
InformationRequest:answer  0     0     1        2        0        5
InformationRequest:follow  4     3     0        0        1        5
""")
PAGES = table("""
address            who         as
checklists         everybody   json,csv,xlsx
checklist          everybody   json,csv,xlsx
site-visits        committees  json,csv,xlsx
site-visit         drawn       json
site-visit-new     running     -
site-visit-change  drawn       -
site-visit-block   drawn       -
requests           bodies      json,csv,xlsx
request            drawn       json
request-new        running     -
answer-file        drawn       -
""")
BOTH_WAYS = {"site-visit-new", "site-visit-change", "site-visit-block", "request-new"}
DOINGS = {
    "site-visit-made", "site-visit-cancel", "request-answer", "request-refuse", "request-withdraw", "request-thank",
}  # fmt: skip
OPENS = {
    "checklist": table("""
thing  public
post   x
"""),
    "site-visit": table("""
thing  clerk member second chair
own    x     x      x      x
"""),
    "request": table("""
thing     clerk member second chair clerk_ml chair_ml clerk_ne researcher
asked     x     x      x      x     x        x        .        .
answered  x     x      x      x     .        .        .        x
withdrawn x     x      x      x     x        x        .        .
red       x     x      .      .     .        x        .        .
held      .     .      .      .     .        .        x        .
"""),
    "answer-file": table("""
thing     clerk member second chair researcher
answered  x     x      x      x     x
"""),
    "site-visit-change": table("""
thing  clerk chair
own    x     x
"""),
    "site-visit-block": table("""
thing  clerk chair
own    x     x
"""),
}


def build(world) -> None:
    clerk, body = world.accounts["clerk"], world.bodies["commission-bf"]
    land = Generation.objects.create(
        country="BF", name="essai", valid_from=date(2020, 1, 1), source="inventé"
    )
    area = Area.objects.create(generation=land, country="BF", level=1, pcode="BF90", name="Zqvcontrée")
    visit = acts.plan_visit(
        clerk, body, site_type="post", area=area, starts_on=date(2026, 3, 4), announced="unannounced",
        authorisation="Zqvordre", purpose="Zqvmotif", risk_note="Zqvrisque", others=[("staff", "female", 2)],
    )  # fmt: skip
    found = [
        Found("pay.on_time", "no", words="Zqvretard"), Found("arms.locked", "yes", words="Zqvsouslecle", in_report=False),
    ]  # fmt: skip
    acts.keep_findings(clerk, visit, found=found)
    world.things.update(visit=visit, area=area)
    _ask(world)


def _ask(world) -> None:
    """One open, one answered with a file, one taken back, and one that only the persons named may read."""
    clerk, body, bodies = world.accounts["clerk"], world.bodies["commission-bf"], world.bodies

    def ask(name: str, asked: str, **more):
        said = {"title": f"Zqvobjet{name}", "question": f"Zqvquestion{name}", "purpose": f"Zqvbut{name}"}
        world.things[f"request {name}"] = sharing.inquire(clerk, body, asked=bodies[asked], **said, **more)
        return world.things[f"request {name}"]

    ask("asked", "commission-ml")
    answered = ask("answered", "institut")
    files = [Given("Zqvpiece.txt", [b"Zqvcontenu"])]
    sharing.answer(world.accounts["researcher"], answered, state="answered", answer="Zqvreponse", files=files)
    sharing.thank(clerk, answered, thanks="Zqvmerci")
    sharing.withdraw_request(clerk, ask("withdrawn", "commission-ml"), because="Zqvraison")
    ask("red", "commission-ml", tlp="TLP:RED", circles=[world.things["persons"], world.things["alone"]])
    # Its country is held: what it gives reaches nobody beyond.
    world.things["request held"] = sharing.inquire(
        world.accounts["clerk_ne"], bodies["commission-ne"], asked=body, title="Zqvobjetheld", question="Zqvq",
        purpose="Zqvp",
    )  # fmt: skip


def examples(world) -> dict:
    uuid = str(world.things["visit"].uuid)
    absent = "00000000-0000-4000-8000-000000000000"
    one = {"own": {"uuid": uuid}, "absent": {"uuid": absent}}
    names = ("asked", "answered", "withdrawn", "red", "held")
    asked = {name: {"uuid": str(world.things[f"request {name}"].uuid)} for name in names} | {
        "absent": {"uuid": absent}
    }
    file = AnswerFile.objects.get().pk
    return {
        "site-visit": one, "site-visit-change": one, "site-visit-made": one, "site-visit-cancel": one,
        "site-visit-block": {
            "own": {"uuid": uuid, "block": "pay"}, "absent": {"uuid": absent, "block": "pay"},
        },
        "request": asked, "request-answer": asked, "request-refuse": asked, "request-withdraw": asked,
        "request-thank": asked, "answer-file": {
            "answered": {"uuid": asked["answered"]["uuid"], "number": file}, "absent": {"uuid": absent, "number": file},
        },
        "checklist": {"post": {"site_type": "post"}, "absent": {"site_type": "nulle-part"}},
    }  # fmt: skip


def words(world) -> dict:
    own = {"clerk", "member", "second", "chair"}
    return {
        "Zqvmotif": own, "Zqvordre": own, "Zqvrisque": own, "Zqvretard": own, "Zqvsouslecle": own,
        "Zqvobjetasked": own | {"clerk_ml", "chair_ml"}, "Zqvquestionasked": own | {"clerk_ml", "chair_ml"},
        "Zqvobjetanswered": own | {"researcher"}, "Zqvbutanswered": own | {"researcher"},
        "Zqvreponse": own | {"researcher"}, "Zqvmerci": own | {"researcher"}, "Zqvpiece": own | {"researcher"},
        "Zqvcontenu": own | {"researcher"}, "Zqvquestionwithdrawn": own | {"clerk_ml", "chair_ml"},
        "Zqvobjetred": {"clerk", "member", "chair_ml"}, "Zqvquestionred": {"clerk", "member", "chair_ml"},
        "Zqvobjetheld": {"clerk_ne"},
    }  # fmt: skip
