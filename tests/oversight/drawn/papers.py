"""Questions, reports, and what the framework of committees adopts: who may read, do and open what."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.drawn import table
from tests.oversight.world import EVERYBODY, GROUPS
from vigie.parliament import acts
from vigie.sharing import terms

HOME = ("clerk", "member", "second", "chair")
NEXT = ("clerk_ml", "chair_ml")

_HOME_AND_NEXT = table("""
what             clerk member second chair clerk_ml chair_ml clerk_ne node
Question         8     8      8      8     3        3        2        10
Answer           2     2      2      2     2        2        1        2
Report           5     5      5      5     3        3        1        6
Section          2     2      2      2     1        1        1        2
MinorityNote     1     1      1      1     1        1        0        1
Framework        1     1      1      1     1        1        1        1
FrameworkMember  3     3      3      3     3        3        3        3
BureauPost       1     1      1      1     1        1        1        1
Mandate          1     1      1      1     1        1        1        1
Declaration      3     3      3      3     2        2        1        3
DeclarationText  4     4      4      4     3        3        1        4
SignOff          6     6      6      6     6        6        2        6
Roadmap          3     3      3      3     2        2        0        3
RoadmapItem      3     3      3      3     2        2        0        3
Carrier          0     0      0      0     0        0        0        0
""")
_OTHERS = table("""
what             public ministry ministry_ml researcher analyst programme operator
Question         1      4        2           1          1       1         1
Answer           1      2        1           1          1       1         1
Report           1      1        1           1          1       1         1
Section          1      1        1           1          1       1         1
MinorityNote     0      0        0           0          0       0         0
Framework        1      1        1           1          1       1         1
FrameworkMember  3      3        3           3          3       3         3
BureauPost       1      1        1           1          1       1         1
Mandate          1      1        1           1          1       1         1
Declaration      1      1        1           1          1       1         1
DeclarationText  1      1        1           1          1       1         1
SignOff          2      2        2           2          2       2         2
Roadmap          0      0        0           0          0       0         0
RoadmapItem      0      0        0           0          0       0         0
Carrier          0      0        0           0          0       0         0
""")
SEEN = {what: _HOME_AND_NEXT[what] | _OTHERS[what] for what in _OTHERS}
MAY = table("""
what                   clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml
Question:amend         8     2      0      8     1        1        1        0        0
Question:answer        0     0      0      0     0        0        0        4        1
Question:record        8     0      0      0     1        0        1        0        0
Question:publish       8     0      0      8     1        1        1        0        0
Report:amend           5     0      0      5     1        1        0        0        0
Report:adopt           0     0      0      5     0        1        0        0        0
Report:table           5     0      0      5     1        1        0        0        0
Report:differ          5     5      5      5     1        1        0        0        0
Report:publish         0     0      0      5     0        1        0        0        0
Declaration:amend      3     0      0      3     0        0        0        0        0
Declaration:publish    0     0      0      3     0        0        0        0        0
Declaration:translate  3     0      0      3     2        2        0        0        0
Declaration:sign       0     0      0      3     0        2        0        0        0
Roadmap:amend          3     0      0      3     0        0        0        0        0
Roadmap:adopt          0     0      0      3     0        0        0        0        0
Roadmap:publish        0     0      0      3     0        0        0        0        0
Roadmap:sign           0     0      0      3     0        2        0        0        0
Roadmap:carry          3     0      0      3     2        2        0        0        0
RoadmapItem:carry      3     0      0      3     2        2        0        0        0
""") | table("""
what           clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst node
Framework:run  1     0      0      1     1        1        0        0        0           0          0       1
Mandate:name   1     1      1      1     1        1        1        1        1           1          1       1
""")
PAGES = table("""
page               who         as
asked-questions    everybody   json,csv,xlsx
asked-question     drawn       json
question-new       committees  -
questions-to-answer ministries json,csv,xlsx
committee-reports  everybody   json,csv,xlsx
committee-report   drawn       json
report-new         running     -
report-amend       drawn       -
frameworks         everybody   json,csv,xlsx
framework          drawn       json
framework-new      clerks      -
declaration        drawn       json
declaration-new    drawn       -
roadmap            drawn       json,csv,xlsx
roadmap-new        drawn       -
roadmap-point      drawn       -
""")
BOTH_WAYS = {
    "question-new", "report-new", "report-amend", "framework-new", "declaration-new", "roadmap-new", "roadmap-point",
}  # fmt: skip
DOINGS = {"question-do", "report-do", "framework-do", "declaration-do", "roadmap-do"}
APART = {"roadmap-sheet"}  # a PDF: tests/parliament/test_roadmap.py
RUNNING = ("clerk", "chair", *NEXT)
# Hidden word of each question and report → who meets it.
QUESTIONS = {
    "draft": HOME,
    "asked": (*HOME, "ministry"),
    "shared": (*HOME, *NEXT, "ministry"),
    "open": EVERYBODY,
    "expired": HOME,
    "gone": HOME,
    "embargoed": HOME,
    "retracted": (*HOME, "ministry"),
    "abroad": (*NEXT, "ministry_ml"),
    "held": ("clerk_ne",),  # from a country whose sharing is stopped: not even the ministry that is asked
}
REPORTS = {
    "draft": HOME,
    "adopted": HOME,
    "shared": (*HOME, *NEXT),
    "open": EVERYBODY,
    "embargoed": HOME,
    "abroad": NEXT,
}
DECLARATIONS = {"draft": HOME, "signing": (*HOME, *NEXT), "published": EVERYBODY}
ROADMAPS = {"draft": HOME, "signing": (*HOME, *NEXT), "shared": (*HOME, *NEXT)}


def _opened(drawn: dict[str, tuple]) -> dict[str, dict[str, str]]:
    return {thing: dict.fromkeys(who, "x") for thing, who in drawn.items()}


OPENS = {
    "asked-question": _opened(QUESTIONS),
    "committee-report": _opened(REPORTS),
    # Also where the page then says that its words don't change any more.
    "report-amend": _opened(dict.fromkeys(REPORTS, ("clerk", "chair")) | {"abroad": NEXT}),
    "framework": _opened({"cadre": EVERYBODY}),
    "declaration": _opened(DECLARATIONS),
    "declaration-new": _opened({"cadre": RUNNING}),
    "roadmap": _opened(ROADMAPS),
    "roadmap-new": _opened({"cadre": RUNNING}),
    "roadmap-point": _opened({"draft": ("clerk", "chair"), "signing": RUNNING, "shared": RUNNING}),
}


def _marks(world) -> dict[str, dict]:
    """What the terms of each thing are."""
    now, circle = timezone.now(), [world.things["committees"]]
    shared = {"tlp": "TLP:AMBER", "circles": circle}
    own = {"tlp": "TLP:AMBER+STRICT"}
    return {
        "draft": shared,  # its circle may read it once it is asked or adopted, and not before
        "asked": own, "adopted": own, "retracted": own, "abroad": own, "gone": shared,
        "shared": shared,
        "held": {"tlp": "TLP:AMBER", "circles": [world.things["three"]]},
        "open": {"tlp": "TLP:CLEAR", "published_at": now - timedelta(days=1)},
        "expired": shared | {"expires_at": now - timedelta(days=1)},
        "embargoed": shared | {"embargo_until": now + timedelta(days=9)},
    }  # fmt: skip


def build(world) -> None:
    for name in QUESTIONS:
        world.things[f"question-{name}"] = _question(world, name)
    for name in REPORTS:
        world.things[f"report-{name}"] = _report(world, name)
    things, today = world.things, timezone.localdate()
    clerk, ministry = world.accounts["clerk"], world.accounts["ministry"]
    acts.answer(ministry, things["question-shared"], on=today, text="Zqreponsepartagee")
    acts.record_answer(clerk, things["question-open"], on=today, document="Zqlettreouverte")
    acts.withdraw_question(clerk, things["question-retracted"], because="Zqmotif")
    terms.withdraw(things["question-gone"].terms)
    _framework(world)


def _question(world, name: str):
    who = {"abroad": "clerk_ml", "held": "clerk_ne", "draft": "member", "asked": "member"}.get(name, "clerk")
    account = world.accounts[who]
    ministry = world.bodies["ministere-ml" if name == "abroad" else "ministere-bf"]
    found = acts.draft_question(
        account, account.organisation, kind="written", addressee=ministry, title=f"Zqquestion{name}",
        text=f"Zqtexte{name}", **_marks(world)[name],
    )  # fmt: skip
    return found if name == "draft" else acts.ask(account, found)


def _report(world, name: str):
    clerk, chair = ("clerk_ml", "chair_ml") if name == "abroad" else ("clerk", "chair")
    clerk, chair, today = world.accounts[clerk], world.accounts[chair], timezone.localdate()
    found = acts.draft_report(
        clerk, clerk.organisation, title=f"Zqrapport{name}", summary="Résumé", **_marks(world)[name]
    )
    if name in ("draft", "open"):
        said = {
            "title": found.title,
            "summary": found.summary,
            "gender_note": "Zqgenre" if name == "draft" else "",
        }
        acts.rewrite_report(clerk, found, **said, sections=[("Partie", f"Zqpartie{name}")])
    if name == "shared":
        acts.differ(clerk, found, by="Deux membres", text="Zqdivergence", on=today)
    if name == "draft":
        return found
    acts.adopt(chair, found, on=today, votes_for=9, votes_against=2, abstained=1)
    return acts.table(clerk, found, on=today) if name == "open" else found


def _framework(world) -> None:
    """Two members today, one that left; two declarations beside a draft, one roadmap beside a draft."""
    today, body, things = timezone.localdate(), world.bodies, world.things
    begun = today - timedelta(days=400)
    members = [body[f"commission-{country}"] for country in ("bf", "ml", "ne")]
    framework = acts.found_framework(
        world.actor("node"), body["cadre"], members=members, since=begun, circle=world.things["committees"]
    )
    clerk, chair = world.accounts["clerk"], world.accounts["chair"]
    left = framework.members.get(body=body["commission-ne"])
    acts.leave(clerk, framework, member=left, until=today - timedelta(days=1))
    post = acts.add_post(clerk, framework, title="Présidence", presides=True)
    acts.mandate(clerk, framework, post=post, body=members[0], since=begun, holder="Zqpresidente")
    acts.set_rule(clerk, framework, order=["BF", "ML"], term_months=12, rule_source="Règlement, article 4")
    world.things["framework"] = framework
    for name in DECLARATIONS:
        world.things[f"declaration-{name}"] = _declaration(world, framework, name)
    for name in ROADMAPS:
        made = acts.draft_roadmap(
            clerk, framework, title=f"Zqfeuille{name}", since=today, until=today + timedelta(days=365),
            tlp="TLP:AMBER", circles=[world.things["committees"]],
        )  # fmt: skip
        world.things[f"point-{name}"] = acts.add_point(
            clerk, made, title=f"Zqpoint{name}", text="Un point", lead=members[0], due_on=today
        )
        world.things[f"roadmap-{name}"] = made
        if name != "draft":
            acts.open_for_signature(clerk, made)
    signing, shared, chair_ml = (
        things["roadmap-signing"],
        things["roadmap-shared"],
        world.accounts["chair_ml"],
    )
    acts.sign(
        chair_ml, signing, position="reservation", text="Zqreserveroute", points=[things["point-signing"]]
    )
    acts.sign(chair, shared, position="signed")
    acts.sign(chair_ml, shared, position="signed")
    acts.adopt_roadmap(chair, shared, on=today)


def _declaration(world, framework, name: str):
    clerk, chair, chair_ml = (world.accounts[each] for each in ("clerk", "chair", "chair_ml"))
    found = acts.draft_declaration(
        clerk, framework, title=f"Zqdeclaration{name}", text=f"Zqdeclare{name}", tlp="TLP:AMBER",
        circles=[world.things["committees"]],
    )  # fmt: skip
    if name == "draft":
        return found
    acts.open_for_signature(clerk, found)
    if name == "signing":
        acts.sign(chair_ml, found, position="dissent", text="Zqdissension")
        acts.translate(world.accounts["clerk_ml"], found, language="bm", text="Zqbamanan")
        return found
    acts.sign(chair, found, position="signed")
    acts.sign(chair_ml, found, position="reservation", text="Zqreserve")
    return acts.publish_declaration(chair, found)


def examples(world) -> dict:
    things, absent = world.things, {"absent": {"uuid": uuid4()}}

    def each(kind: str, names) -> dict:
        return {name: {"uuid": things[f"{kind}-{name}"].uuid} for name in names} | absent

    return {
        "asked-question": each("question", QUESTIONS),
        "committee-report": each("report", REPORTS),
        "report-amend": each("report", REPORTS),
        "framework": {"cadre": {"slug": "cadre"}, "absent": {"slug": "zqabsent"}},
        "declaration": each("declaration", DECLARATIONS),
        "declaration-new": {"cadre": {"slug": "cadre"}, "absent": {"slug": "zqabsent"}},
        "roadmap": each("roadmap", ROADMAPS),
        "roadmap-new": {"cadre": {"slug": "cadre"}, "absent": {"slug": "zqabsent"}},
        "roadmap-point": each("point", ROADMAPS),
        "framework-do": {"": {"slug": "cadre", "doing": "mandat"}},
        "declaration-do": {"": {"uuid": uuid4(), "doing": "signer"}},
        "roadmap-do": {"": {"uuid": uuid4(), "doing": "adopter"}},
        "roadmap-sheet": {"": {"uuid": uuid4()}},
        "question-do": {"": {"uuid": uuid4(), "doing": "poser"}},
        "report-do": {"": {"uuid": uuid4(), "doing": "adopter"}},
    }


def words(world) -> dict:
    of_questions = {f"Zqtexte{name}": who for name, who in QUESTIONS.items()}
    of_reports = {f"Zqrapport{name}": who for name, who in REPORTS.items()}
    of_framework = {f"Zqdeclare{name}": who for name, who in DECLARATIONS.items()} | {
        "Zqdissension": DECLARATIONS["signing"], "Zqbamanan": DECLARATIONS["signing"], "Zqreserve": EVERYBODY,
        "Zqpointdraft": HOME, "Zqpointshared": ROADMAPS["shared"], "Zqreserveroute": ROADMAPS["signing"],
        # Names of those who hold a post are for the bodies that work here.
        "Zqpresidente": GROUPS["bodies"],
    }  # fmt: skip
    return of_questions | of_reports | of_framework | {
        "Zqreponsepartagee": QUESTIONS["shared"], "Zqlettreouverte": EVERYBODY, "Zqmotif": QUESTIONS["retracted"],
        "Zqgenre": HOME, "Zqdivergence": REPORTS["shared"], "Zqpartiedraft": HOME, "Zqpartieopen": EVERYBODY,
    }  # fmt: skip
