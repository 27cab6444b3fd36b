"""Circles and what is shared in them: each mark, each time, each way in which a thing is closed or opened."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tests.drawn import table
from tests.oversight.world import EVERYBODY
from vigie.sharing import acts, receipts, terms
from vigie.sharing.acts.consent import members
from vigie.sharing.models import Circle, Item
from vigie.sharing.said import Given, Said

COLUMNS = "clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst node"
# A visitor without a column sees nothing.
SEEN = table(f"""
what       {COLUMNS}
Circle     6     6      5      5     5        5        3        1        1           1          0       9
Item       14    14     13     13    5        6        3        2        1           2          1       16
File       3     3      2      2     1        1        1        0        0           0          0       4
Derivative 1     1      1      1     0        0        0        0        0           0          0       1
Receipt    1     1      1      1     0        0        0        0        0           0          0       1
Consent    3     3      3      3     3        3        0        0        0           0          0       3
Hold       2     2      2      2     2        2        2        2        2           2          2       2
""")
SEEN["Item"] |= dict.fromkeys(("public", "programme", "operator"), "1")
MAY = table(f"""
what           {COLUMNS}
Circle:amend   4     0      0      4     2        2        0        0        0           0          0       9
Item:amend     13    0      0      12    1        2        1        0        0           0          0       16
Item:ask       1     1      1      1     4        4        2        2        1           2          1       0
Consent:answer 1     0      0      1     0        0        0        0        0           0          0       1
Hold:lift      0     0      0      0     0        0        1        0        0           0          0       2
""")
PAGES = table("""
address            who         as
shared-items       everybody   json,csv,xlsx
shared-item-new    sharers     -
shared-item        drawn       json
shared-item-redact drawn       -
shared-file        drawn       -
circles            bodies      json,csv,xlsx
circle             drawn       json
circle-new         running     -
consents           bodies      json,csv,xlsx
holds              bodies      json,csv,xlsx
reciprocity        bodies      json,csv,xlsx
""")
BOTH_WAYS = {"shared-item-new", "shared-item-redact", "circle-new"}
DOINGS = {"shared-item-do", "consent-answer", "hold-set", "hold-lift", "circle-change", "circle-close"}

BF = ("clerk", "member", "second", "chair")
ML = ("clerk_ml", "chair_ml")
WHO = {
    "shared": BF + ML, "unshared": BF, "embargoed": BF, "to_be_published": BF, "published": EVERYBODY,
    "expired": BF, "withdrawn": BF, "held": ("clerk_ne",), "red_named": ("clerk", "member"),
    "red_elsewhere": ("chair_ml",), "onward": (*BF, *ML, "clerk_ne"), "original": BF, "redacted": BF + ML,
    "from_ml": BF + ML, "answered": (*BF, "ministry", "researcher"), "closed": BF,
}  # fmt: skip
WITH_FILE = ("shared", "to_be_published", "held", "red_named")
CIRCLES = {
    "committees": BF + ML, "persons": ("clerk", "member"), "three": (*BF, *ML, "clerk_ne"),
    "answer": (*BF, "ministry", "researcher"), "beyond": (*ML, "clerk_ne"), "alone": ML,
    "closed_circle": (*BF, "ministry_ml"), "nobody": (),
}  # fmt: skip
REDACTS = {
    "original": ("clerk", "chair"), "red_named": ("clerk",), "from_ml": ML, "published": ("clerk", "chair"),
}  # fmt: skip


def _opens(things: dict) -> dict:
    return {
        thing: {visitor: "x" if visitor in who else "." for visitor in EVERYBODY}
        for thing, who in things.items()
    }


OPENS = {
    "shared-item": _opens(WHO),
    "shared-item-redact": _opens(REDACTS),
    "shared-file": _opens({thing: WHO[thing] for thing in WITH_FILE}),
    "circle": _opens(CIRCLES),
}


def build(world) -> None:
    _circles(world)
    now, body, actor = timezone.now(), world.bodies, world.accounts
    day = timedelta(days=1)
    to = world.things

    def share(thing, tlp, *circles, by="clerk", **more):
        files = (
            (Given(f"Zqfichier{thing}.txt", [f"Zqcontenu{thing}".encode()]),) if thing in WITH_FILE else ()
        )
        said = Said(
            title=f"Zqtitre{thing}", kind="note", theme="borders", tlp=tlp, national="not_classified",
            legal_basis=f"Zqfondement{thing}", text=f"Zqteneur{thing}", review_on=(now + 30 * day).date(),
            circles=tuple(to[each] for each in circles), files=files, **more,
        )  # fmt: skip
        to[thing] = acts.share(actor[by], actor[by].organisation, said=said)
        return to[thing]

    share("shared", "TLP:AMBER", "committees", purpose="Zqusage", may_be_cited=True)
    share("unshared", "TLP:GREEN")
    share("embargoed", "TLP:AMBER", "committees", embargo_until=now + day)
    share("to_be_published", "TLP:CLEAR", "committees", embargo_until=now + day, published_at=now + day)
    share("published", "TLP:CLEAR", "committees", embargo_until=now - day, published_at=now - day)
    _expire(share("expired", "TLP:AMBER", "committees", expires_at=now + day), now - day)
    acts.withdraw(actor["clerk"], share("withdrawn", "TLP:GREEN", "committees"), because="Zqretraitoucloture")
    share("held", "TLP:GREEN", "three", by="clerk_ne")
    share("red_named", "TLP:RED", "persons")
    share("red_elsewhere", "TLP:RED", "alone", by="chair_ml")
    share("onward", "TLP:AMBER", "committees")
    share("original", "TLP:AMBER+STRICT")
    share("from_ml", "TLP:AMBER", "committees", by="clerk_ml")
    share("answered", "TLP:GREEN", "answer")
    share("closed", "TLP:GREEN", "closed_circle")
    acts.close_circle(actor["clerk"], to["closed_circle"], because="Zqretraitoucloture")
    _redact(world, now + 30 * day)
    _consents(world)
    receipts.opened(actor["chair_ml"], to["shared"].terms)
    acts.hold(actor["clerk_ne"], body["commission-ne"], country="NE", reach="given", reason="Zqarret")
    lifted = acts.hold(actor["chair_ml"], body["commission-ml"], country="ML", reach="both", reason="Zqlevee")
    acts.lift(actor["chair_ml"], lifted)
    world.things["hold"] = lifted


def _circles(world) -> None:
    body, actor = world.bodies, world.accounts

    def circle(thing, name, kind, keeper, bodies=(), persons=()):
        made = Circle.objects.create(name=name, kind=kind, keeper=body[keeper])
        made.bodies.set(body[each] for each in bodies)
        made.persons.set(actor[each] for each in persons)
        world.things[thing] = made

    circle("committees", "Zqcercle", "committees", "commission-bf", ("commission-bf", "commission-ml"))
    circle("persons", "Zqpersonnes", "persons", "cadre", (), ("clerk", "member"))
    circle("three", "Zqtrois", "committees", "cadre", ("commission-bf", "commission-ml", "commission-ne"))
    circle("answer", "Zqdonnee", "committees", "commission-bf", ("commission-bf", "ministere-bf", "institut"))
    circle("beyond", "Zqaval", "committees", "commission-ml", ("commission-ml", "commission-ne"))
    circle("alone", "Zqseule", "persons", "commission-ml", (), ("chair_ml",))
    circle("closed_circle", "Zqferme", "committees", "commission-bf", ("commission-bf", "ministere-ml"))
    circle("nobody", "Zqvide", "persons", "appui")


def _expire(item: Item, at) -> None:
    """Time passes: what the form refuses, a day brings."""
    terms.extend(item.terms, expires_at=at)


def _redact(world, review) -> None:
    said = Said(
        title="Zqtitreredacted", kind="note", theme="borders", tlp="TLP:GREEN", national="not_classified",
        legal_basis="Zqfondementredacted", text="Zqteneurredacted", review_on=review.date(),
        circles=(world.things["committees"],),
    )  # fmt: skip
    world.things["redacted"] = acts.redact(
        world.accounts["clerk"], world.things["original"], said=said, removed="Zqretranche"
    )


def _consents(world) -> None:
    asks, answers = world.accounts["clerk_ml"], world.accounts["clerk"]
    beyond = world.things["beyond"]
    agreed = acts.ask(asks, world.things["onward"], circle=beyond, purpose="Zqdemande")
    acts.agree(answers, agreed, as_shown=members(beyond))
    refused = acts.ask(asks, world.things["shared"], circle=beyond, purpose="Zqdemande")
    acts.refuse(answers, refused, reason="Zqrefus")
    world.things["consent"] = acts.ask(asks, world.things["shared"], circle=beyond, purpose="Zqdemande")


def examples(world) -> dict:
    absent = {"uuid": UUID(int=7)}
    items = {thing: {"uuid": world.things[thing].uuid} for thing in WHO}
    files = {
        thing: {"uuid": world.things[thing].uuid, "number": world.things[thing].files.get().pk}
        for thing in WITH_FILE
    }
    a_consent, a_hold = world.things["consent"].uuid, world.things["hold"].uuid
    circles = {thing: {"uuid": world.things[thing].uuid} for thing in CIRCLES}
    return {
        "shared-item": {**items, "absent": absent},
        "shared-item-redact": {**{thing: items[thing] for thing in REDACTS}, "absent": absent},
        "shared-item-do": {
            "shared": {**items["shared"], "doing": "retirer"},
            "absent": {**absent, "doing": "retirer"},
        },
        "consent-answer": {"asked": {"uuid": a_consent}},
        "hold-lift": {"lifted": {"uuid": a_hold}},
        "circle": {**circles, "absent": absent},
        "circle-change": {"committees": circles["committees"]},
        "circle-close": {"committees": circles["committees"]},
        "shared-file": {**files, "absent": {**absent, "number": 1}},
    }


def words(world) -> dict:
    """Title, text, legal basis and file of every item, for those who read it."""
    found = {}
    for thing, who in WHO.items():
        for part in ("titre", "teneur", "fondement"):
            found[f"Zq{part}{thing}"] = set(who)
        if thing in WITH_FILE:
            found[f"Zqcontenu{thing}"] = found[f"Zqfichier{thing}"] = set(who)
    bodies = {*BF, *ML, "clerk_ne", "ministry", "ministry_ml", "researcher", "analyst"}
    return {
        **found, "Zqusage": set(BF + ML), "Zqretranche": set(BF), "Zqretraitoucloture": set(), "Zqarret": bodies,
        "Zqdemande": set(BF + ML), "Zqrefus": set(BF + ML), "Zqcercle": set(BF + ML), "Zqvide": set(),
        "Zqpersonnes": {"clerk", "member"}, "Zqtrois": {*BF, *ML, "clerk_ne"}, "Zqseule": set(ML),
        "Zqferme": {*BF, "ministry_ml"}, "Zqdonnee": {*BF, "ministry", "researcher"},
        # The originator is told for which circle it is asked.
        "Zqaval": {*BF, *ML, "clerk_ne"},
    }  # fmt: skip
