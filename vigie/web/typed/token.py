"""The token of a form: for whom it was shown, on which page, and a number that is used once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

FIELD = "once"
SALT = "vigie.once"
LASTS = timedelta(hours=36)  # a session of twelve hours, and a day to come back
LONGEST_PAGE = 500


@dataclass(frozen=True)
class Shown:
    """A form as it was shown: its number, the account (an opaque identifier), and the page to come back to."""

    nonce: str
    account: str
    page: str


def made(request: HttpRequest) -> str:
    """The token of one form on the page that is being answered; "" for who is not signed in.

    A page that shows a form again after a mistake keeps the page on which the form first stood: its own address may
    only be posted to.
    """
    account = str(getattr(request.user, "uuid", ""))
    if not account:
        return ""
    before = read(request.POST.get(FIELD, "")) if request.method == "POST" else None
    page = before.page if before else request.get_full_path()
    return signing.dumps([secrets.token_urlsafe(12), account, page[:LONGEST_PAGE]], salt=SALT)


def read(token: str) -> Shown | None:
    """What a token says; None for one that this installation did not sign, or too long ago."""
    if not token:
        return None
    try:
        nonce, account, page = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Shown(nonce, account, page)
