"""Questions, reports, and what the framework of committees adopts: who may read, do and open what."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.drawn import table
from tests.oversight.world import EVERYBODY
from vigie.parliament import acts

HOME = ("clerk", "member", "second", "chair")
NEXT = ("clerk_ml", "chair_ml")

_HOME_AND_NEXT = table("""
what          clerk member second chair clerk_ml chair_ml clerk_ne node
Question      8     8      8      8     3        3        1        9
Answer        2     2      2      2     2        2        1        2
Report        5     5      5      5     3        3        1        6
Section       2     2      2      2     1        1        1        2
MinorityNote  1     1      1      1     1        1        0        1
""")
_OTHERS = table("""
what          public ministry ministry_ml researcher analyst programme operator
Question      1      4        2           1          1       1         1
Answer        1      2        1           1          1       1         1
Report        1      1        1           1          1       1         1
Section       1      1        1           1          1       1         1
MinorityNote  0      0        0           0          0       0         0
""")
SEEN = {what: _HOME_AND_NEXT[what] | _OTHERS[what] for what in _OTHERS}
MAY = table("""
what             clerk member second chair clerk_ml chair_ml ministry ministry_ml
Question:amend   8     2      0      8     1        1        0        0
Question:answer  0     0      0      0     0        0        4        1
Question:record  8     0      0      0     1        0        0        0
Report:amend     5     0      0      5     1        1        0        0
Report:adopt     0     0      0      5     0        1        0        0
Report:table     5     0      0      5     1        1        0        0
Report:differ    5     5      5      5     1        1        0        0
Report:publish   0     0      0      5     0        1        0        0
""")
PAGES = table("""
page               who         as
asked-questions    everybody   json,csv,xlsx
asked-question     drawn       json
question-new       committees  -
to-answer          ministries  json,csv,xlsx
committee-reports  everybody   json,csv,xlsx
committee-report   drawn       json
report-new         running     -
report-amend       drawn       -
""")
BOTH_WAYS = {"question-new", "report-new", "report-amend"}
DOINGS = {"question-do", "report-do"}
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
}
REPORTS = {
    "draft": HOME,
    "adopted": HOME,
    "shared": (*HOME, *NEXT),
    "open": EVERYBODY,
    "embargoed": HOME,
    "abroad": NEXT,
}


def _opened(drawn: dict[str, tuple]) -> dict[str, dict[str, str]]:
    return {thing: dict.fromkeys(who, "x") for thing, who in drawn.items()}


OPENS = {
    "asked-question": _opened(QUESTIONS),
    "committee-report": _opened(REPORTS),
    # Also where the page then says that its words don't change any more.
    "report-amend": _opened(dict.fromkeys(REPORTS, ("clerk", "chair")) | {"abroad": NEXT}),
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
    gone = things["question-gone"].terms
    gone.withdrawn_at = timezone.now()
    gone.save(update_fields=["withdrawn_at"])


def _question(world, name: str):
    who = {"abroad": "clerk_ml", "draft": "member", "asked": "member"}.get(name, "clerk")
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


def examples(world) -> dict:
    things, absent = world.things, {"absent": {"uuid": uuid4()}}

    def each(kind: str, names) -> dict:
        return {name: {"uuid": things[f"{kind}-{name}"].uuid} for name in names} | absent

    return {
        "asked-question": each("question", QUESTIONS),
        "committee-report": each("report", REPORTS),
        "report-amend": each("report", REPORTS),
        "question-do": {"": {"uuid": uuid4(), "doing": "poser"}},
        "report-do": {"": {"uuid": uuid4(), "doing": "adopter"}},
    }


def words(world) -> dict:
    of_questions = {f"Zqtexte{name}": who for name, who in QUESTIONS.items()}
    of_reports = {f"Zqrapport{name}": who for name, who in REPORTS.items()}
    return of_questions | of_reports | {
        "Zqreponsepartagee": QUESTIONS["shared"], "Zqlettreouverte": EVERYBODY, "Zqmotif": QUESTIONS["retracted"],
        "Zqgenre": HOME, "Zqdivergence": REPORTS["shared"], "Zqpartiedraft": HOME, "Zqpartieopen": EVERYBODY,
    }  # fmt: skip
