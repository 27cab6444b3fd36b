"""Words typed when nobody was signed in any more: kept sealed, and opened only by the browser that sent them.

The node keeps the sealed words, the browser keeps the key (a cookie that scripts can't read and other sites don't
get). Either alone says nothing: not the phone that is taken, and not the node.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from vigie.intake.models import Draft

COOKIE = "vigie-held"
PATH = "/remplir"
KEPT_SECONDS = 7 * 24 * 3600
MOST_BYTES = 200_000  # of one page: a long story is some 20 kB
NONCE_BYTES = 12


def sealed(draft_uuid: str, key: str, posted: QueryDict) -> tuple[str, bytes]:
    """(the browser's key, the sealed words) of what was posted to the page `key` of a draft."""
    secret = AESGCM.generate_key(256)
    words = {name: values for name, values in posted.lists() if name != "csrfmiddlewaretoken"}
    content = json.dumps({"page": key, "words": words}).encode()
    nonce = token_bytes(NONCE_BYTES)
    blob = nonce + AESGCM(secret).encrypt(nonce, content, draft_uuid.encode())
    return urlsafe_b64encode(secret).decode(), blob


def words_of(request: HttpRequest, draft: Draft) -> tuple[str, QueryDict] | None:
    """(page, what was posted to it), where this browser holds the key to what the draft keeps."""
    uuid, _point, key = request.COOKIES.get(COOKIE, "").partition(".")
    if not draft.held or uuid != str(draft.uuid):
        return None
    blob = bytes(draft.held)
    try:
        content = AESGCM(urlsafe_b64decode(key)).decrypt(
            blob[:NONCE_BYTES], blob[NONCE_BYTES:], str(draft.uuid).encode()
        )
    except (InvalidTag, Error, ValueError):
        return None
    said = json.loads(content)
    posted = QueryDict(mutable=True)
    for name, values in said["words"].items():
        posted.setlist(name, values)
    return said["page"], posted


def give_key(response: HttpResponse, draft_uuid: str, key: str) -> None:
    response.set_cookie(
        COOKIE, f"{draft_uuid}.{key}", max_age=KEPT_SECONDS, path=PATH, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def forget_key(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
