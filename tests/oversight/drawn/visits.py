"""Site visits: a plan that is the committee's alone, what was found, and what a report lets others read."""

from __future__ import annotations

from datetime import date

from tests.drawn import table
from vigie.parliament import acts
from vigie.parliament.acts import Found
from vigie.places.models import Area, Generation

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
SEEN["Checklist"] = dict.fromkeys(EVERYBODY.split(), "1")
MAY = table("""
what               clerk chair node
SiteVisit:amend    1     1     1
Finding:recommend  2     2     2
Photo:amend        0     0     0
VisitReport:adopt  0     0     0
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
""")
BOTH_WAYS = {"site-visit-new", "site-visit-change", "site-visit-block"}
DOINGS = {"site-visit-made", "site-visit-cancel"}
OPENS = {
    "checklist": table("""
thing  public
post   x
"""),
    "site-visit": table("""
thing  clerk member second chair
own    x     x      x      x
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
    area = Area.objects.create(generation=land, country="BF", level=1, pcode="BF90", name="Zqcontrée")
    visit = acts.plan_visit(
        clerk, body, site_type="post", area=area, starts_on=date(2026, 3, 4), announced="unannounced",
        authorisation="Zqordre", purpose="Zqmotif", risk_note="Zqrisque", others=[("staff", "female", 2)],
    )  # fmt: skip
    found = [
        Found("pay.on_time", "no", words="Zqretard"), Found("arms.locked", "yes", words="Zqsouslecle", in_report=False),
    ]  # fmt: skip
    acts.keep_findings(clerk, visit, found=found)
    world.things.update(visit=visit, area=area)


def examples(world) -> dict:
    uuid = str(world.things["visit"].uuid)
    absent = "00000000-0000-4000-8000-000000000000"
    one = {"own": {"uuid": uuid}, "absent": {"uuid": absent}}
    return {
        "site-visit": one, "site-visit-change": one, "site-visit-made": one, "site-visit-cancel": one,
        "site-visit-block": {
            "own": {"uuid": uuid, "block": "pay"}, "absent": {"uuid": absent, "block": "pay"},
        },
        "checklist": {"post": {"site_type": "post"}, "absent": {"site_type": "nulle-part"}},
    }  # fmt: skip


def words(world) -> dict:
    own = {"clerk", "member", "second", "chair"}
    return {
        "Zqmotif": own, "Zqordre": own, "Zqrisque": own, "Zqretard": own, "Zqsouslecle": own,
    }  # fmt: skip
