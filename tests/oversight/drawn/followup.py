"""Recommendations in every state and on all terms: own, shared, unshared, embargoed, expired, withdrawn, published."""

# ruff: noqa: E501 - a drawn table is one line a row

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from tests.drawn import table
from vigie.followup import acts
from vigie.followup.said import Said

# A visitor without a column sees nothing.
SEEN = table("""
what             public clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator node
Recommendation   1      12    12     11     11    4        4        2        7        2           1          1       1         1        14
Evidence         1      2     2      2      2     1        1        1        2        1           1          1       1         1        2
Response         1      2     2      2      2     2        2        1        2        1           1          1       1         1        2
Progress         1      2     2      2      2     2        2        1        2        1           1          1       1         1        2
Verification     1      2     2      2      2     2        2        1        2        1           1          1       1         1        2
Action           1      1     1      1      1     1        1        1        1        1           1          1       1         1        1
Milestone        1      1     1      1      1     1        1        1        1        1           1          1       1         1        1
Trace            0      1     1      1      1     0        0        0        1        0           0          0       0         0        1
StepDraft        0      0     0      0      0     0        0        0        1        0           0          0       0         0        0
""")
MAY = table("""
what                     clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml analyst node
Recommendation:amend     1     0      0      1     0        0        0        0        0           0       1
Recommendation:issue     0     0      0      1     0        0        0        0        0           0       1
Recommendation:publish   0     0      0      10    0        1        0        0        0           0       13
Recommendation:end       0     0      0      10    0        1        0        0        0           0       13
Recommendation:respond   11    0      0      0     1        0        1        7        1           0       13
Recommendation:verify    11    11     10     10    4        4        2        7        2           1       13
Milestone:mark           0     0      0      0     0        0        0        1        0           0       1
""")


def build(world) -> None:
    """Made by the room's acts; every title is a word that only its readers may meet."""
    clerk, chair = world.accounts["clerk"], world.accounts["chair"]
    bf, ml = world.bodies["commission-bf"], world.bodies["commission-ml"]
    both, named = world.things["committees"], world.things["persons"]
    now = timezone.now()
    asked = Said(
        title="", text="Que cela soit fait.", addressee=world.bodies["ministere-bf"], kind="operation",
        source_kind="report", source_words="Un constat.",
    )  # fmt: skip

    def drafted(name: str, title: str, by=clerk, body=bf, **more):
        made = acts.recommend(by, body, said=replace(asked, title=title, **more))
        world.things[f"asked-{name}"] = made
        return made

    def issued(name: str, title: str, **more):
        made = drafted(name, title, **more)
        acts.issue(world.actor("node"), made)
        return made

    drafted("draft", "Zqbrouillon")
    issued("own", "Zqpropre", evidence=(("nowhere.Thing", "1"),))
    shared = issued("shared", "Zqpartagee", circles=(both,))
    issued("embargoed", "Zqembargo", circles=(both,), embargo_until=now + timedelta(days=30))
    issued("expired", "Zqexpiree", circles=(both,), expires_at=now - timedelta(days=1))
    taken_back = issued("taken-back", "Zqreprise", circles=(both,))
    taken_back.terms.withdrawn_at = now
    taken_back.terms.save(update_fields=["withdrawn_at"])
    issued("red", "Zqrouge", tlp="TLP:RED", circles=(named,))
    public = issued("public", "Zqpublique", tlp="TLP:CLEAR", evidence=(("nowhere.Thing", "2"),))
    acts.publish(chair, public)
    issued("ml", "Zqautre", by=world.accounts["clerk_ml"], body=ml, addressee=world.bodies["ministere-ml"])
    acts.withdraw(chair, issued("withdrawn", "Zqretiree"), words="Zqcausederetrait")
    acts.close(chair, issued("closed", "Zqclose"), closing="refused", words="Par 9 voix")
    merged, into = issued("merged", "Zqfondue", circles=(both,)), issued("into", "Zqreceveuse")
    acts.merge(chair, merged, into=into)
    _thread(world, shared, public)


def _thread(world, *followed) -> None:
    """Two recommendations with everything said about them; one action serves both."""
    official = world.accounts["ministry"]
    shared, public = followed
    for each in followed:
        acts.respond(official, each, position="partly", text=f"Zqreponse{each.pk}")
        acts.report_progress(official, each, claimed_status="completed", text="Fait.", evidence="Une note")
        acts.verify(
            world.accounts["clerk"], each, verified_status="started", method="visit", text="Vu en partie.",
            done_count=5, done_out_of=10,
        )  # fmt: skip
    today = timezone.localdate()
    world.things["action"] = acts.act(
        official, shared, title="Zqaction", also=[public.ref], milestones=[("Un jalon", today)]
    )
    acts.keep_step(official, shared, doing="rapporter", words={"text": "Zqsaisie"})


PAGES = table("""
page              who        as
recommendations   everybody  json,csv,xlsx
recommendation    drawn      json
to-answer         answering  json,csv,xlsx
recommendation-new    running  -
recommendation-amend  drawn    -
recommendation-step   drawn    -
""")
BOTH_WAYS = {"recommendation-new", "recommendation-amend", "recommendation-step"}
# What is done to what: a step of answering, of verifying, of issuing and of ending, on what may and may not be seen.
STEPS = {
    "answer-shared": ("repondre", "shared"), "answer-embargoed": ("repondre", "embargoed"),
    "answer-red": ("repondre", "red"), "answer-ml": ("rapporter", "ml"), "verify-shared": ("verifier", "shared"),
    "issue-draft": ("adopter", "draft"), "close-own": ("clore", "own"), "publish-public": ("publier", "public"),
}  # fmt: skip
OPENS = {
    "recommendation-amend": table("""
what        clerk chair
draft       x     x
own         .     .
"""),
    "recommendation-step": table("""
what              clerk member second chair clerk_ml chair_ml ministry ministry_ml
answer-shared     x     .      .      .     .        .        x        .
answer-embargoed  x     .      .      .     .        .        .        .
answer-red        x     .      .      .     .        .        .        .
answer-ml         .     .      .      .     x        .        .        x
verify-shared     x     x      x      x     x        x        x        .
issue-draft       .     .      .      x     .        .        .        .
close-own         .     .      .      x     .        .        .        .
publish-public    .     .      .      x     .        .        .        .
"""),
    "recommendation": table("""
what        clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme operator public
draft       x     x      x      x     .        .        .        .        .           .          .       .         .        .
own         x     x      x      x     .        .        .        x        .           .          .       .         .        .
shared      x     x      x      x     x        x        .        x        .           .          .       .         .        .
embargoed   x     x      x      x     .        .        .        .        .           .          .       .         .        .
expired     x     x      x      x     .        .        .        .        .           .          .       .         .        .
taken-back  x     x      x      x     .        .        .        .        .           .          .       .         .        .
red         x     x      .      .     .        .        .        .        .           .          .       .         .        .
public      x     x      x      x     x        x        x        x        x           x          x       x         x        x
ml          .     .      .      .     x        x        .        .        x           .          .       .         .        .
withdrawn   x     x      x      x     .        .        .        x        .           .          .       .         .        .
closed      x     x      x      x     .        .        .        x        .           .          .       .         .        .
merged      x     x      x      x     x        x        .        x        .           .          .       .         .        .
into        x     x      x      x     .        .        .        x        .           .          .       .         .        .
"""),
}


def examples(world) -> dict:
    def ref(name):
        return {"ref": world.things[f"asked-{name}"].ref}

    absent = {"ref": "R-1999-001"}
    steps = {name: {**ref(which), "doing": doing, "number": 1} for name, (doing, which) in STEPS.items()}
    return {
        "recommendation": {**{name: ref(name) for name in OPENS["recommendation"]}, "absent": absent},
        "recommendation-amend": {"draft": ref("draft"), "own": ref("own"), "absent": absent},
        "recommendation-step": {**steps, "absent": {**absent, "doing": "repondre", "number": 1}},
    }


def words(world) -> dict[str, set[str]]:
    """Titles by their rows in `OPENS`, what hangs on them, and what one types for oneself."""
    titles = {
        "Zqbrouillon": "draft", "Zqpropre": "own", "Zqpartagee": "shared", "Zqembargo": "embargoed",
        "Zqexpiree": "expired", "Zqreprise": "taken-back", "Zqrouge": "red", "Zqpublique": "public",
        "Zqautre": "ml", "Zqretiree": "withdrawn", "Zqcausederetrait": "withdrawn", "Zqclose": "closed",
        "Zqfondue": "merged", "Zqreceveuse": "into",
    }  # fmt: skip
    drawn = OPENS["recommendation"]
    found = {word: {who for who, mark in drawn[row].items() if mark == "x"} for word, row in titles.items()}
    for name in ("shared", "public"):
        told = {who for who, mark in drawn[name].items() if mark == "x"}
        found[f"Zqreponse{world.things[f'asked-{name}'].pk}"] = told
    return found
