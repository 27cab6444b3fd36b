"""Searches kept, digests and feeds: each person's own, and nobody else's."""

from __future__ import annotations

from django.utils import timezone

from tests.drawn import table
from vigie.alerts import acts
from vigie.alerts.models import Sent

SEEN = table("""
what          clerk member analyst node
SavedSearch   1     1      1       0
Subscription  1     1      0       2
Sent          1     0      0       0
Feed          1     0      1       0
""")
# The installation knows mailboxes, to write to them.
MAY = table("""
what                clerk member analyst node
SavedSearch:amend   1     1      1       0
Subscription:amend  1     1      0       0
Subscription:send   0     0      0       2
Feed:amend          1     0      1       0
""")
PAGES = table("""
name        who        as
alerts      signed-in  -
alert-mail  signed-in  -
alert-new   drawn      -
""")
BOTH_WAYS = {"alert-new", "alert-mail"}
DOINGS = {"alert-drop", "alert-mail-end", "alert-feed", "alert-feed-end"}
# Links whose token stands for its holder, signed in or not: tests/alerts.
APART = {"alert-confirm", "alert-leave", "feed"}
OPENS = {
    "alert-new": table("""
what      clerk member second chair clerk_ml chair_ml clerk_ne ministry ministry_ml researcher analyst programme
register  x     x      x      x     x        x        x        .        .           x          x       .
requests  x     x      x      x     x        x        x        x        x           x          x       .
""")
}


def build(world) -> None:
    for visitor in ("clerk", "member", "analyst"):
        actor = world.accounts[visitor]
        world.things[f"search_{visitor}"] = acts.keep_search(
            actor, actor, kind="register", query="", name=f"Zqsuivi{visitor}", in_mail=True
        )
    how = {"rhythm": "daily", "weekday": 0, "hour": 7, "language": "fr", "reminders": True}
    for visitor in ("clerk", "member"):
        actor = world.accounts[visitor]
        mail = acts.subscribe(actor, actor, mailbox=f"zqboite{visitor}@example.org", **how)
        acts.confirm(actor, mail)
        world.things[f"mail_{visitor}"] = mail
    Sent.objects.create(
        subscription=world.things["mail_clerk"], due_at=timezone.now(), tried_at=timezone.now(), state="sent"
    )
    for visitor in ("clerk", "analyst"):
        acts.open_feed(world.accounts[visitor], world.accounts[visitor])


def examples(world) -> dict:
    return {
        "alert-new": {
            **{code: {"code": code} for code in ("register", "requests")},
            "absent": {"code": "rien"},
        },
        "alert-drop": {"own": {"uuid": world.things["search_clerk"].uuid}},
    }


def words(world) -> dict[str, tuple[str, ...]]:
    return {
        **{f"Zqsuivi{visitor}": (visitor,) for visitor in ("clerk", "member", "analyst")},
        **{f"zqboite{visitor}": (visitor,) for visitor in ("clerk", "member")},
    }
