"""Wrong passwords make the next try wait: for the name that was typed, never for a network address.

No address is stored: over Tor all visitors share one, and a list of addresses would betray people. The count
is in the database (`WrongTries`), because workers have separate memories and forget at a restart; a cache
table would do the same with one table more that nobody describes. A delay, never a lock: after a quarter of
an hour at most the next try is looked at. Somebody who keeps guessing would still take every turn, so a
browser that has signed in before has turns of its own (a cookie that names nobody; OWASP calls it a device
cookie). What is refused says nothing about whether the name exists: unknown names wait alike.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from vigie.directory.models import WrongTries

FREE_TRIES = 5  # a person mistypes
LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)

COOKIE = "appareil"
COOKIE_AGE = 90 * 24 * 3600  # seconds


def delay(count: int) -> timedelta:
    """How long the next try waits after `count` wrong ones: nothing, then 2 s, 4 s, 8 s … a quarter hour."""
    if count <= FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(count - FREE_TRIES, 20)), LONGEST)


@transaction.atomic
def take_turn(key: str, now: datetime | None = None) -> timedelta:
    """Count a try before the password is looked at, or give the time still to wait.

    Counting first means that many tries at once cannot slip through together. A try that comes too early
    is not counted, so that nobody can lengthen the wait.
    """
    now = now or timezone.now()
    tries, made = WrongTries.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    if made:
        WrongTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    if tries.waits_until and tries.waits_until > now:
        return tries.waits_until - now
    tries.count = 1 if now - tries.last_at > FORGOTTEN_AFTER else tries.count + 1
    tries.waits_until, tries.last_at = now + delay(tries.count), now
    tries.save()
    return timedelta(0)


def waits(key: str, now: datetime | None = None) -> bool:
    """Whether the next try must wait. For clients that prove themselves with each request: a right one counts
    nothing and writes nothing.
    """
    return WrongTries.objects.filter(key=key, waits_until__gt=now or timezone.now()).exists()


def forget(key: str) -> None:
    """The password was right: the next mistake begins anew."""
    WrongTries.objects.filter(key=key).delete()


def key_of(username: str, cookie: str = "") -> str:
    """What tries for this name are counted under: by the browser where it has signed in so before."""
    name = username.strip().casefold()
    nonce = cookie.partition(".")[0] if _was_here(name, cookie) else ""
    return salted_hmac("vigie.tries", f"{nonce}|{name}", algorithm="sha256").hexdigest()


def cookie_for(username: str) -> str:
    """What a browser keeps after signing in. Without the node's key it tells nobody's name."""
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_seal(username.strip().casefold(), nonce)}"


def _was_here(name: str, cookie: str) -> bool:
    nonce, _dot, seal = cookie.partition(".")
    return bool(seal) and constant_time_compare(seal, _seal(name, nonce))


def _seal(name: str, nonce: str) -> str:
    return salted_hmac("vigie.device", f"{nonce}|{name}", algorithm="sha256").hexdigest()
