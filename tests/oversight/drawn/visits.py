"""Site visits and what their reports let others read; requests for information and who may know of them."""

from __future__ import annotations

import io
from datetime import date, timedelta

from django.utils import timezone
from PIL import Image

from tests.drawn import table
from vigie.parliament import acts
from vigie.parliament.acts import Found
from vigie.places.models import Area, Generation
from vigie.sharing import acts as sharing
from vigie.sharing import terms
from vigie.sharing.models import AnswerFile
from vigie.sharing.said import Given

EVERYBODY = (
    "public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme"
    " operator node"
)
SEEN = table("""
what         public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator node
SiteVisit    0      5     5      5      5     0        0        0        0        0           0          0       0         0        5
Finding      1      10    10     10     10    2        2        2        1        1           1          1       1         1        10
Photo        0      2     2      2      2     1        1        1        0        0           0          0       0         0        2
VisitReport  1      5     5      5      5     2        2        2        1        1           1          1       1         1        5
""")  # noqa: E501
SEEN |= table("""
what                clerk member second chair clerk_ml chair_ml clerk_ne researcher node
InformationRequest  4     4      3      3     2        3        1        1          5
AnswerFile          1     1      1      1     0        0        0        1          1
""")
SEEN["Checklist"] = dict.fromkeys(EVERYBODY.split(), "1")
MAY = (
    table("""
what               clerk chair node
SiteVisit:amend    5     5     5
Finding:recommend  10    10    10
Photo:amend        2     2     2
VisitReport:adopt  5     5     5
""")
    | table("""
what               clerk member second chair node
Met:count          2     2      2      2     2
Delegates:count    1     1      1      1     1
""")
    | table("""
what                       clerk chair clerk_ml chair_ml clerk_ne node
InformationRequest:answer  0     0     1        2        0        5
InformationRequest:follow  4     3     0        0        1        5
""")
)
PAGES = table("""
address            who         as
checklists         everybody   json,csv,xlsx
checklist          everybody   json,csv,xlsx
site-visits        committees  json,csv,xlsx
site-visit         drawn       json
site-visit-new     running     -
site-visit-change  drawn       -
site-visit-block   drawn       -
visit-reports      everybody   json,csv,xlsx
visit-report       drawn       json
visit-report-write drawn       -
requests           bodies      json,csv,xlsx
request            drawn       json
request-new        running     -
answer-file        drawn       -
""")
BOTH_WAYS = {"site-visit-new", "site-visit-change", "site-visit-block", "request-new", "visit-report-write"}
APART = {"visit-report-paper", "photo"}  # no text: tried in tests/parliament/test_visit_reports.py
DOINGS = {
    "site-visit-take", "finding-recommend", "photo-new", "photo-choose", "photo-remove", "visit-report-adopt",
    "visit-report-table", "visit-report-withdraw",
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
    "visit-report": table("""
thing      public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator
own        .      x     x      x      x     .        .        .        .        .           .          .       .         .
shared     .      x     x      x      x     x        x        x        .        .           .          .       .         .
embargoed  .      x     x      x      x     .        .        .        .        .           .          .       .         .
withdrawn  .      x     x      x      x     .        .        .        .        .           .          .       .         .
published  x      x     x      x      x     x        x        x        x        x           x          x       x         x
"""),  # noqa: E501
    "visit-report-write": table("""
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
    area = Area.objects.create(
        generation=land, country="BF", level=1, pcode="BF90", name="Zqvcontrée", centre_lat=13.987651,
        centre_lon=-2.123451, west=-2.5, south=13.5, east=-1.5, north=14.5,
    )  # fmt: skip
    visit = acts.plan_visit(
        clerk, body, site_type="post", area=area, starts_on=date(2026, 3, 4), announced="unannounced",
        authorisation="Zqvordre", purpose="Zqvmotif", risk_note="Zqvrisque", others=[("staff", "female", 2)],
    )  # fmt: skip
    found = [
        Found("pay.on_time", "no", words="Zqvretard"),
        Found("arms.locked", "yes", words="Zqvsouslecle", in_report=False),
    ]  # fmt: skip
    acts.keep_findings(clerk, visit, found=found)
    world.things.update(visit=visit, area=area)
    acts.make_visit(clerk, visit, met=["ranks"], heard={"detained": (317, 401)})
    world.things["report own"] = acts.draft_visit_report(
        clerk, visit, title="Zqvtitreown", summary="Zqvsyntheseown"
    )
    _report(world)
    _ask(world)


def _report(world) -> None:
    """One shared, one shared and under embargo, one shared and withdrawn, one published."""
    today, three = timezone.localdate(), [world.things["three"]]
    for name, days, tlp, circles in (
        ("shared", 300, "TLP:AMBER", three), ("embargoed", 2, "TLP:AMBER", three),
        ("withdrawn", 310, "TLP:GREEN", three), ("published", 320, "TLP:CLEAR", []),
    ):  # fmt: skip
        report = _reported(world, name, today - timedelta(days))
        acts.adopt_visit_report(world.accounts["chair"], report, adopted_on=today, tlp=tlp, circles=circles)
        world.things[f"report {name}"] = report
    terms.withdraw(world.things["report withdrawn"].terms)
    acts.table_visit_report(world.accounts["clerk"], world.things["report published"], tabled_on=today)


def _reported(world, name: str, day: date):
    """A visit of that day with one finding and one photograph in its report and one of each left out."""
    clerk, body = world.accounts["clerk"], world.bodies["commission-bf"]
    visit = acts.plan_visit(
        clerk, body, site_type="post", area=world.things["area"], starts_on=day, purpose=f"Zqvmotif{name}",
        risk_note=f"Zqvrisque{name}",
    )  # fmt: skip
    found = [
        Found("pay.on_time", "no", words=f"Zqvconstat{name}"),
        Found("arms.locked", "yes", words=f"Zqvexclu{name}", in_report=False),
    ]
    acts.keep_findings(clerk, visit, found=found)
    acts.make_visit(clerk, visit, met=[])
    if name == "shared":
        for shows, chosen in (("Zqvcliche", True), ("Zqvgarde", False)):
            photo = acts.add_photo(clerk, visit, content=_picture(shows), shows=shows)
            acts.choose_photo(clerk, photo, in_report=chosen)
    return acts.draft_visit_report(clerk, visit, title=f"Zqvtitre{name}", summary=f"Zqvsynthese{name}")


def _picture(words: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (len(words), 90, 160)).save(written, "PNG")
    return written.getvalue()


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
    reports = {
        name: {"uuid": str(world.things[f"report {name}"].uuid)}
        for name in ("own", "shared", "embargoed", "withdrawn", "published")
    } | {"absent": {"uuid": absent}}
    return {
        "visit-report": reports, "visit-report-adopt": reports, "visit-report-table": reports,
        "visit-report-withdraw": reports,
        "visit-report-write": one, "site-visit-take": one, "photo-new": one,
        **{name: {"absent": {"uuid": absent}} for name in ("finding-recommend", "photo-choose", "photo-remove")},
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
    three, all_ = own | {"clerk_ml", "chair_ml", "clerk_ne"}, set(EVERYBODY.split()) - {"node"}
    reports = {"own": own, "shared": three, "embargoed": own, "withdrawn": own, "published": all_}
    return {
        **{f"Zqvtitre{name}": who for name, who in reports.items()},
        **{f"Zqvsynthese{name}": who for name, who in reports.items()},
        **{f"Zqvconstat{name}": who for name, who in reports.items() if name != "own"},
        "Zqvcliche": three,
        # Where the area lies to the metre is in the gazetteer, and on no page of these rooms.
        "13.98765": set(), "13,98765": set(), "2.12345": set(), "2,12345": set(),
        "Zqvmotif": own, "Zqvordre": own, "Zqvrisque": own, "Zqvretard": own, "Zqvsouslecle": own,
        "Zqvobjetasked": own | {"clerk_ml", "chair_ml"}, "Zqvquestionasked": own | {"clerk_ml", "chair_ml"},
        "Zqvobjetanswered": own | {"researcher"}, "Zqvbutanswered": own | {"researcher"},
        "Zqvreponse": own | {"researcher"}, "Zqvmerci": own | {"researcher"}, "Zqvpiece": own | {"researcher"},
        "Zqvcontenu": own | {"researcher"}, "Zqvquestionwithdrawn": own | {"clerk_ml", "chair_ml"},
        "Zqvobjetred": {"clerk", "member", "chair_ml"}, "Zqvquestionred": {"clerk", "member", "chair_ml"},
        "Zqvobjetheld": {"clerk_ne"},
    }  # fmt: skip
