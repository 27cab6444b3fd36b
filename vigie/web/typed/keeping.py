"""Words typed when nobody was signed in any more: sealed on the node, with the key in that browser alone.

Either alone says nothing: not the telephone that is taken, and not the node. The seal is bound to the account that
typed: who else signs in on the same browser opens nothing.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vigie.web.models import KeptWords
from vigie.web.typed.token import FIELD, Shown

COOKIE = "saisie"
LASTS = timedelta(hours=24)
MOST_BYTES = 200_000  # of one form: a long story is some 20 kB
MOST_FORMS = 5  # in one browser
KEY_BYTES, NONCE_BYTES = 32, 12


@dataclass(frozen=True)
class Kept:
    """Words that came back: of which form, when they were typed, where they were to go, on which page they stood."""

    nonce: str
    at: datetime
    action: str
    page: str
    words: dict[str, list[str]]


def keep(request: HttpRequest, shown: Shown) -> bytes | None:
    """Seal what was posted. Gives the browser's key, or None where it is too much to keep."""
    words = {
        name: values for name, values in request.POST.lists() if name not in (FIELD, "csrfmiddlewaretoken")
    }
    said = {"action": request.get_full_path(), "page": shown.page, "words": words}
    content = json.dumps(said).encode()
    purge()
    if len(content) > MOST_BYTES:
        return None
    key = _key(request) or token_bytes(KEY_BYTES)
    nonce = token_bytes(NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, content, shown.account.encode())
    KeptWords.objects.update_or_create(
        nonce=shown.nonce, defaults={"browser": _name(key), "sealed": sealed, "at": timezone.now()}
    )
    _drop_oldest(key)
    return key


def give_key(response: HttpResponse, key: bytes) -> None:
    response.set_cookie(
        COOKIE, urlsafe_b64encode(key).decode(), max_age=LASTS, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def kept(request: HttpRequest) -> list[Kept]:
    """What this account typed in this browser and has not sent since, newest first."""
    key, account = _key(request), str(getattr(request.user, "uuid", ""))
    if key is None or not account:
        return []
    found = []
    for row in _rows(key):
        try:
            sealed = bytes(row.sealed)
            content = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], account.encode())
        except InvalidTag:  # another account's
            continue
        found.append(Kept(row.nonce, row.at, **json.loads(content)))
    return found


def kept_at(request: HttpRequest) -> datetime | None:
    """When something was last kept for this browser, whoever typed it. For the page that asks to sign in."""
    key = _key(request)
    row = _rows(key).first() if key else None
    return row.at if row else None


def forget(request: HttpRequest, action: str) -> None:
    """The form went through: its words are no draft any more."""
    sent = [each.nonce for each in kept(request) if each.action == action]
    if sent:
        KeptWords.objects.filter(nonce__in=sent).delete()


def purge(now: datetime | None = None) -> None:
    KeptWords.objects.filter(at__lt=(now or timezone.now()) - LASTS).delete()


def _rows(key: bytes):
    since = timezone.now() - LASTS
    return KeptWords.objects.filter(browser=_name(key), at__gte=since).order_by("-at")


def _drop_oldest(key: bytes) -> None:
    beyond = list(_rows(key).values_list("nonce", flat=True)[MOST_FORMS:])
    KeptWords.objects.filter(nonce__in=beyond).delete()


def _key(request: HttpRequest) -> bytes | None:
    try:
        key = urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
    except (Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _name(key: bytes) -> str:
    return sha256(b"vigie.typed" + key).hexdigest()
